"""Peers' failure 5: outside hours a message was lost (Novu), left unchecked, or arrived hours late (Spoke PR 853)."""

from datetime import timedelta

import pytest

from tests.outreach.conftest import NOON, Company
from tests.outreach.several import several_channels
from tidings.outreach.checking import Check, check_again
from tidings.outreach.models import Outreach
from tidings.people import public as people


@pytest.fixture
def held(company: Company) -> Company:
    company.ana = company.customer()
    company.campaign()
    company.later(hours=11)  # 23:00 where Ana lives
    company.happens("shop.order.late")
    company.decides()
    return company


def check(company: Company) -> Check:
    [answer] = check_again([company.only()], company.now)
    return answer


def test_novu_what_falls_outside_hours_is_held_not_lost(held: Company) -> None:
    assert (held.only().state, held.only().due_at) == ("pending", NOON + timedelta(hours=20))


def test_spoke_853_what_was_held_is_checked_again_before_it_leaves(held: Company) -> None:
    people.stop(
        customer_id=held.ana,
        scope="all",
        reason="asked",
        source="portal",
        evidence={"by": "ana"},
        now=held.now,
    )
    held.later(hours=9)
    assert (check(held).verdict, check(held).reason) == ("refuse", "suppressed")


def test_spoke_853_what_was_held_carries_its_expiry_and_does_not_land_after_it(held: Company) -> None:
    assert held.only().expires_at == held.now + timedelta(hours=48)
    Outreach.objects.update(expires_at=held.now + timedelta(hours=1))
    held.later(hours=9)
    assert check(held).verdict == "expired"


def test_spoke_853_a_further_channel_is_held_and_checked_like_the_first(company: Company) -> None:
    with several_channels(company) as several:
        several.launch("{channels: [email, sms], fallback_after: 4h, expires: 48h}")
        company.later(hours=6)  # 18:00 where Ana lives: four hours on, it is night
        row = several.contacted()
        several.goes_on(hours=5)
        assert (company.only().state, company.only().channel) == ("pending", "sms")
        people.stop(
            customer_id=row.customer_id,
            scope="all",
            reason="asked",
            source="agent",
            evidence={},
            now=company.now,
        )
        several.goes_on(hours=20)
        assert several.sms.sent == []
        assert (company.only().state, company.only().channel) == ("sent", "email")
