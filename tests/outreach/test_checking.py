from datetime import UTC, datetime, timedelta

import pytest

import tidings.campaigns.public as campaigns
import tidings.people.public as people
import tidings.staff.public as staff
from tests.outreach.conftest import NOON
from tests.policies import STANDS_IN
from tidings.ground import webhooks
from tidings.ground.models import WebhookMessage
from tidings.outreach import public as outreach
from tidings.outreach.checking import check_again
from tidings.outreach.models import Outreach


@pytest.fixture
def due(company):
    """A company with one outreach that is due."""
    company.ana = company.customer()
    company.campaign()
    company.happens("shop.order.late")
    company.decides()
    return company


def check(company):
    [answer] = check_again([company.only()], company.now)
    return answer


def test_what_was_allowed_and_still_is_goes_out(due):
    assert (check(due).verdict, check(due).address) == ("ok", "ana@example.com")


def test_a_stop_since_the_decision_refuses(due):
    people.stop(
        customer_id=due.ana, scope="all", reason="asked", source="portal", evidence={"by": "ana"}, now=NOON
    )
    assert (check(due).verdict, check(due).reason) == ("refuse", "suppressed")


def test_consent_withdrawn_since_the_decision_refuses(due):
    people.record_consent(
        customer_id=due.ana,
        granted=False,
        purpose="service",
        channel="email",
        basis="asked",
        evidence={"by": "ana"},
        source="portal",
        at=NOON,
        now=NOON,
    )
    assert (check(due).verdict, check(due).reason) in {
        ("refuse", "channel_consent_revoked"),
        ("refuse", "no_address"),
    }


def test_late_at_night_it_is_held_to_the_morning(due):
    due.later(hours=10)
    answer = check(due)
    assert (answer.verdict, answer.until, answer.reason) == (
        "hold",
        datetime(2026, 7, 2, 11, tzinfo=UTC),
        "outside_hours",
    )


def test_a_pause_since_the_decision_is_waited_for(due):
    people.prefer(customer_id=due.ana, paused_until=NOON + timedelta(hours=3), now=NOON)
    answer = check(due)
    assert (answer.verdict, answer.until) == ("hold", NOON + timedelta(hours=3))


def test_news_that_would_be_old_by_the_morning_expires(due):
    Outreach.objects.update(expires_at=NOON + timedelta(hours=12))
    due.later(hours=10)
    assert (check(due).verdict, check(due).reason) == ("expired", "expired_before_hours")
    due.later(hours=10)
    assert (check(due).verdict, check(due).reason) == ("expired", "expired")


def test_caps_are_counted_again_without_the_row_itself(due):
    for n in range(5):
        due.happens("shop.order.late", order=f"more{n}")
    due.decides()
    rows = list(Outreach.objects.order_by("id"))
    assert [answer.verdict for answer in check_again(rows, NOON)] == ["ok"] * 6
    staff.save_company(
        actor="test",
        now=NOON,
        policy=STANDS_IN | {"caps": [{"purpose": "service", "contacts": 2, "within": "24h"}]},
    )
    Outreach.objects.filter(id__in=[row.id for row in rows[:2]]).update(state="sent", sent_at=NOON)
    assert {answer.reason for answer in check_again(rows[2:], NOON)} == {"too_many_contacts"}


def test_a_paused_campaign_holds_what_is_pending(due):
    campaigns.pause(campaign="late", actor="test", now=NOON)
    assert (check(due).verdict, check(due).reason) == ("hold", "campaign_paused")


def test_what_was_overtaken_while_it_was_being_sent_goes_no_further(due):
    Outreach.objects.update(state="sending")
    due.happens("shop.order.cancelled")
    due.decides()
    Outreach.objects.update(state="pending")
    answer = check(due)
    assert answer.verdict == "withdrawn"
    assert not answer.settle(due.only(), NOON)
    assert due.only().state == "withdrawn"


def test_an_address_that_may_no_longer_be_used_gives_way_to_the_next(company):
    company.customer(email=None, emails=["ana@example.com", "ana@home.example"])
    company.campaign()
    company.happens("shop.order.late")
    company.decides()
    people.suppress_address(
        channel="email",
        address="ana@example.com",
        reason="hard_bounce",
        source="test",
        evidence={"says": "550"},
        now=NOON,
    )
    answer = check(company)
    assert (answer.verdict, answer.address) == ("ok", "ana@home.example")


def test_the_whole_batch_is_answered_in_order_with_few_queries(due, django_assert_max_num_queries):
    for n in range(5):
        due.customer(f"c{n}")
        due.happens("shop.order.late", customer=f"c{n}", order=f"o{n}")
    due.decides()
    Outreach.objects.filter(customer__external_id="c3").update(withdrawn_at=NOON)
    rows = list(Outreach.objects.order_by("id"))
    with django_assert_max_num_queries(9):
        answers = check_again(rows, NOON)
    assert [answer.verdict for answer in answers] == ["ok", "ok", "ok", "ok", "withdrawn", "ok"]


def test_one_outreach_can_be_called_off(due):
    assert outreach.withdraw(outreach_id=due.only().id, because="user:ana", now=NOON) == 1
    assert outreach.withdraw(outreach_id=due.only().id, because="user:ana", now=NOON) == 0
    assert outreach.withdraw(campaign="late", thread="order.id=o1", because="user:ana", now=NOON) == 0
    assert due.only().reason == "withdrawn:user:ana"


def test_the_company_hears_of_a_withdrawal_in_order_with_the_outreachs_other_news(due):
    webhooks.add_endpoint(url="https://shop.example/hook", now=NOON)
    outreach.withdraw(outreach_id=due.only().id, because="user:ana", now=NOON)
    [told] = WebhookMessage.objects.all()
    assert (told.topic, told.ordering_key) == ("outreach.withdrawn", str(due.only().id))
    assert {**told.payload["data"], "at": ""} == {
        "outreach": due.only().id,
        "code": due.only().code,
        "thread": "order.id=o1",
        "customer": "ana",
        "channel": "email",
        "topic": "deliveries",
        "campaign": "late",
        "reason": "withdrawn:user:ana",
        "at": "",
    }
