"""The next channel: after silence, at once after a failure, never once it was seen, never across to a call."""

import pytest

import tidings.people.public as people
from tests.outreach.several import Several, several_channels
from tidings.channels.contract import Outcome
from tidings.ground import webhooks
from tidings.ground.models import WebhookMessage
from tidings.outreach import public as outreach
from tidings.outreach.models import Attempt
from tidings.staff import public as staff

IN_TURN = "{channels: [email, sms, whatsapp], fallback_after: 4h, expires: 48h}"
REFUSED = Outcome(state="permanent", says="550 no such user here", address_dead=True)
NOT_TAKEN = Outcome(state="permanent", says="554 too big")


@pytest.fixture
def several(company):
    with several_channels(company) as channels:
        yield channels


def test_the_next_channel_follows_silence_and_not_before(several: Several):
    several.launch(IN_TURN)
    several.contacted()
    several.goes_on(hours=3.9)
    assert several.told_by() == [("email", "accepted")]
    several.goes_on(hours=0.2)
    assert several.told_by() == [("email", "accepted"), ("sms", "accepted")]
    row = several.company.only()
    assert outreach.story(id=row.id)[0].says.endswith(" by email"), "where it began, not where it is now"
    assert (row.state, row.channel, row.tried) == ("sent", "sms", ["email"])


def test_every_channel_has_its_turn_once_and_then_it_ends(several: Several):
    several.launch(IN_TURN)
    several.contacted()
    several.goes_on(hours=47)
    assert [channel for channel, _ in several.told_by()] == ["email", "sms", "whatsapp"]
    assert several.company.only().next_at is None


def test_the_customers_own_order_comes_first(several: Several):
    several.launch(IN_TURN)
    customer = several.company.customer("ana")
    people.prefer(customer_id=customer, channels=["whatsapp", "sms"], now=several.now)
    several.contacted()
    several.goes_on(hours=5)
    assert [channel for channel, _ in several.told_by()] == ["whatsapp", "sms"]


def test_a_failure_goes_on_at_once(several: Several):
    several.launch(IN_TURN)
    several.email.next.append(NOT_TAKEN)
    several.contacted()
    assert several.told_by() == [("email", "permanent"), ("sms", "accepted")]


def test_a_dead_address_is_followed_by_the_next_one_of_its_channel(several: Several):
    several.launch(IN_TURN)
    several.email.next.append(REFUSED)
    several.contacted(email=None, emails=["old@example.com", "new@example.com"])
    assert several.told_by() == [("email", "permanent"), ("email", "accepted")]
    assert [message.to for message in several.email.sent] == ["old@example.com", "new@example.com"]
    first, second = several.email.sent
    assert first.message_id != second.message_id


def test_it_has_failed_only_when_no_channel_is_left(several: Several):
    webhooks.add_endpoint(url="https://shop.example/hook", topics=["outreach.failed"], now=several.now)
    several.launch(IN_TURN)
    for toy in (several.email, several.sms, several.whatsapp):
        toy.next.append(NOT_TAKEN)
    several.contacted()
    assert several.company.only().state == "failed"
    assert [message.topic for message in WebhookMessage.objects.all()] == ["outreach.failed"]


def test_a_failed_further_channel_leaves_it_sent_as_it_was(several: Several):
    several.launch("{channels: [email, sms], fallback_after: 4h, expires: 48h}")
    sent = several.contacted().sent_at
    several.sms.next.append(NOT_TAKEN)
    several.goes_on(hours=5)
    row = several.company.only()
    assert (row.state, row.channel, row.address) == ("sent", "email", "ana@example.com")
    assert (row.sent_at, row.tried, row.next_at) == (sent, ["sms"], None)


@pytest.mark.parametrize("answered", [True, False])
def test_once_seen_or_answered_nothing_follows(several: Several, answered: bool):
    several.launch(IN_TURN)
    row = several.contacted()
    assert outreach.seen(outreach_id=row.id, now=several.now, answered=answered)
    assert not outreach.seen(outreach_id=row.id, now=several.now)
    several.goes_on(hours=47)
    assert [channel for channel, _ in several.told_by()] == ["email"]


def test_seen_while_the_next_channel_waits_for_morning_leaves_it_sent(several: Several):
    several.launch(IN_TURN)
    several.company.later(hours=6)  # 18:00 there: the text falls due at 22:00, and waits for the morning
    row = several.contacted()
    several.goes_on(hours=5)
    assert several.company.only().state == "pending"
    outreach.seen(outreach_id=row.id, now=several.now)
    now = several.company.only()
    assert (now.state, now.channel, now.tried) == ("sent", "email", [])
    several.goes_on(hours=30)
    assert [channel for channel, _ in several.told_by()] == ["email"]


def test_quiet_hours_hold_the_next_channel(several: Several):
    several.launch(IN_TURN)
    several.company.later(hours=6)
    several.contacted()
    several.goes_on(hours=24)
    second = Attempt.objects.get(number=2)
    assert second.channel == "sms" and 8 <= second.started_at.hour - 3 < 21


def test_who_wrote_is_not_called(several: Several):
    several.launch("{channels: [email, 'voice:mobile'], fallback_after: 4h, expires: 48h}")
    row = several.contacted()
    people.heard_from(kind="mobile", address="+5511961234567", at=several.now)
    several.goes_on(hours=47)
    assert several.told_by() == [("email", "accepted")]
    assert several.company.only().id == row.id


def test_a_stop_ends_what_would_follow(several: Several):
    several.launch(IN_TURN)
    row = several.contacted()
    outreach.stopped(customer_id=row.customer_id, scope="all", now=several.now)
    several.goes_on(hours=47)
    assert [channel for channel, _ in several.told_by()] == ["email"]


def test_what_is_overtaken_by_events_goes_no_further(several: Several):
    several.launch(IN_TURN)
    several.contacted()
    several.company.happens("shop.order.cancelled")
    several.goes_on(hours=47)
    assert [channel for channel, _ in several.told_by()] == ["email"]
    assert several.company.only().state == "sent"


def test_a_further_channel_counts_against_the_caps_and_says_so(several: Several):
    staff.save_company(actor="test", now=several.now, policy=one_a_day(several))
    several.launch(IN_TURN)
    several.contacted()
    several.goes_on(hours=47)
    row = several.company.only()
    assert several.told_by() == [("email", "accepted")]
    assert (row.state, row.reason, row.next_at) == ("sent", "too_many_contacts", None)


def one_a_day(several: Several) -> dict[str, object]:
    from tests.policies import STANDS_IN

    return STANDS_IN | {"caps": [{"contacts": 1, "within": "7d", "purposes": ["service"]}]}


def test_nothing_follows_where_the_strategy_names_no_wait(several: Several):
    several.launch("{channels: [email, sms], expires: 48h}")
    several.contacted()
    several.goes_on(hours=47)
    assert several.told_by() == [("email", "accepted")]


def test_two_go_together_only_where_it_cannot_wait(several: Several):
    several.launch(
        "{channels: [email, sms, whatsapp], fallback_after: 4h, expires: 48h, together: 2}", topic="fraud"
    )
    several.contacted()
    assert [channel for channel, _ in several.told_by()] == ["email", "sms"]
    several.goes_on(hours=5)
    assert [channel for channel, _ in several.told_by()] == ["email", "sms", "whatsapp"]


def test_a_way_that_stays_closed_counts_as_silence(several: Several):
    several.launch(IN_TURN)
    several.email.next.extend([Outcome(state="transient", says="451 try later")] * 50)
    several.contacted()
    several.goes_on(hours=5)
    assert several.told_by()[-1] == ("sms", "accepted")


def test_the_story_tells_every_attempt_and_what_comes_next(several: Several):
    several.launch(IN_TURN)
    row = several.contacted()
    several.receipt(Attempt.objects.get(), "delivered", says="250 OK")
    lines = [(line.kind, line.says, line.detail) for line in outreach.story(id=row.id)]
    assert ("receipt", "Delivered (try 1, email)", "250 OK") in lines
    assert lines[-1][:2] == ("next", "The next channel follows by sms, unless it is seen by then")
    outreach.seen(outreach_id=row.id, now=several.now)
    assert ("seen", "Seen by the customer; nothing more is sent", "") in [
        (line.kind, line.says, line.detail) for line in outreach.story(id=row.id)
    ]
    [card] = outreach.attempts(outreach_id=row.id)
    assert (card.receipt, card.receipt_says, card.address) == ("delivered", "250 OK", "ana@example.com")


def test_a_further_channel_that_is_too_late_for_another_try_leaves_it_sent(several: Several):
    several.launch("{channels: [email, sms], fallback_after: 4h, expires: 5h}")
    several.contacted()
    several.sms.next.extend([Outcome(state="transient", says="busy")] * 50)
    several.goes_on(hours=6)
    row = several.company.only()
    assert several.told_by()[-1] == ("sms", "transient")
    assert (row.state, row.channel, row.tried) == ("sent", "email", ["sms"])


def test_each_channel_has_its_own_time_of_trying(several: Several):
    several.launch("{channels: [email, sms, whatsapp], fallback_after: 4h, expires: 48h}")
    several.contacted()
    several.sms.next.extend([Outcome(state="transient", says="busy")] * 50)
    several.goes_on(hours=7)
    assert {channel for channel, _ in several.told_by()} == {"email", "sms"}
    several.goes_on(hours=14)
    assert several.told_by()[-1] == ("whatsapp", "accepted")


def test_a_notice_that_comes_too_late_is_withdrawn_and_said_so(several: Several):
    webhooks.add_endpoint(url="https://shop.example/hook", topics=["outreach.expired"], now=several.now)
    several.launch("{channels: [email], expires: 2h}")
    several.company.customer("ana")
    several.company.happens("shop.order.late")
    several.company.decides()
    several.company.later(hours=3)
    several.goes_on(hours=1)
    row = several.company.only()
    assert (row.state, row.reason, several.email.sent) == ("expired", "expired", [])
    assert [message.topic for message in WebhookMessage.objects.all()] == ["outreach.expired"]
    assert ("ended", "Too late to send") in [(line.kind, line.says) for line in outreach.story(id=row.id)]
