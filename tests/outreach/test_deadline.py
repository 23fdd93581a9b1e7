"""A campaign's deadline: the moment in the event's data after which its news is of no use."""

from datetime import timedelta

import pytest

from tests.outreach.conftest import NOON, deadlined
from tests.outreach.test_checking import check
from tidings.outreach import public as outreach
from tidings.outreach.fingerprints import fingerprint
from tidings.outreach.models import Outreach


def told(company, **data):
    company.customer()
    company.happens("shop.order.late", **data)
    [decision] = company.decides()
    [card] = outreach.decisions()
    assert fingerprint(decision.seen) == decision.seen_digest
    assert outreach.replays(card)
    return decision


def test_a_contact_expires_at_its_deadline(company):
    deadlined(company)
    decision = told(company, visit="2026-07-01T18:00:00Z")
    assert decision.verdict == "contact"
    assert company.only().expires_at == NOON + timedelta(hours=3)
    assert decision.seen["deadline"] == (NOON + timedelta(hours=3)).isoformat()
    assert decision.latest <= NOON + timedelta(hours=3)


def test_a_deadline_after_the_news_is_old_changes_nothing(company):
    deadlined(company)
    told(company, visit="2026-07-09T18:00:00Z")
    assert company.only().expires_at == NOON + timedelta(hours=48)


def test_a_day_ends_where_the_company_is(company):
    deadlined(company, "order.visit: date")
    told(company, visit="2026-07-01")
    assert company.only().expires_at == NOON + timedelta(hours=12)


@pytest.mark.parametrize("data", [{}, {"visit": None}])
def test_no_deadline_where_the_data_brings_none(company, data):
    deadlined(company)
    assert told(company, **data).seen["deadline"] is None
    assert company.only().expires_at == NOON + timedelta(hours=48)


@pytest.mark.parametrize(("day", "verdict"), [("9999-12-31", "contact"), ("0001-01-01", "refuse")])
def test_the_ends_of_the_calendar_are_never_and_long_ago(company, day, verdict):
    deadlined(company, "order.visit: date")
    assert told(company, visit=day).verdict == verdict


def test_what_comes_after_its_deadline_is_refused_as_expired(company):
    deadlined(company)
    decision = told(company, visit="2026-07-01T14:00:00Z")
    assert (decision.verdict, decision.reasons[0]) == ("refuse", "expired")
    assert not Outreach.objects.exists()


def test_what_would_open_only_after_the_deadline_is_refused_for_that(company):
    deadlined(company)
    company.later(hours=11)  # 23:00 in Sao Paulo
    decision = told(company, visit="2026-07-02T09:00:00Z")
    assert (decision.verdict, decision.reasons[0]) == ("refuse", "expired_before_hours")


def test_what_waits_past_its_deadline_is_not_sent(company):
    deadlined(company)
    told(company, visit="2026-07-01T18:00:00Z")
    company.later(hours=2)
    assert check(company).verdict == "ok"
    company.later(hours=1)
    assert (check(company).verdict, check(company).reason) == ("expired", "expired")
