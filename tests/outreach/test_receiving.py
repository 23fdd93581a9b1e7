"""Receipts: early, late, repeated and out of order, they bring an outreach to the same end."""

from itertools import permutations

import pytest

import tidings.people.public as people
from tests.outreach.several import Several, several_channels
from tidings.channels.contract import Outcome, Receipt
from tidings.ground import webhooks
from tidings.ground.models import WebhookMessage
from tidings.outreach import public as outreach
from tidings.outreach.claiming import claim
from tidings.outreach.completing import Done, complete
from tidings.outreach.compose import Voice
from tidings.outreach.models import Attempt
from tidings.people.models import Suppression

ONE = "{channels: [sms], expires: 48h}"
TWO = "{channels: [sms, email], fallback_after: 4h, expires: 48h}"


@pytest.fixture
def several(company):
    with several_channels(company) as channels:
        yield channels


def test_a_receipt_that_nobody_knows_waits(several: Several):
    stray = Receipt(key="k", state="delivered", provider_id="nobody")
    assert outreach.receive(channel="sms", account="", receipts=[stray], now=several.now) == {"k"}


def test_a_receipt_is_found_by_the_other_sides_name_and_by_ours_without_its_domain(several: Several):
    several.launch(ONE)
    several.contacted()
    attempt = Attempt.objects.get()
    left = attempt.message_id.partition("@")[0]
    by_ours = Receipt(key="1", state="accepted", message_id=left)
    by_theirs = Receipt(key="2", state="delivered", provider_id=attempt.provider_id)
    assert attempt.provider_id
    for receipt in (by_ours, by_theirs):
        assert not outreach.receive(channel="sms", account="", receipts=[receipt], now=several.now)
    attempt.refresh_from_db()
    assert attempt.receipt == "delivered"


def test_another_accounts_name_for_a_message_is_not_ours(several: Several):
    several.launch(ONE)
    several.contacted()
    Attempt.objects.update(account="first")
    theirs = Receipt(key="1", state="delivered", provider_id=Attempt.objects.get().provider_id)
    assert outreach.receive(channel="sms", account="second", receipts=[theirs], now=several.now) == {"1"}


ORDERS = list(permutations(["accepted", "transient", "failed", "delivered", "seen"]))


@pytest.mark.parametrize("order", ORDERS[::12])
def test_any_order_of_receipts_comes_to_the_same_end(several: Several, order: tuple[str, ...]):
    several.launch(TWO)
    several.contacted()
    attempt = Attempt.objects.get()
    for state in [*order, *reversed(order)]:
        several.receipt(attempt, state)
    attempt.refresh_from_db()
    row = several.company.only()
    assert (attempt.outcome, attempt.receipt) == ("accepted", "seen")
    assert (row.state, row.channel, row.next_at) == ("sent", "sms", None)
    several.goes_on(hours=47)
    assert several.told_by() == [("sms", "accepted")]


@pytest.mark.parametrize("order", [("failed", "delivered"), ("delivered", "failed")])
def test_a_delivery_outweighs_a_failure_and_silence_still_counts(several: Several, order: tuple[str, str]):
    several.launch(TWO)
    sent = several.contacted().sent_at
    for state in order:
        several.receipt(Attempt.objects.get(), state)
    row = several.company.only()
    assert (row.state, row.channel, row.sent_at) == ("sent", "sms", sent)
    several.goes_on(hours=5)
    assert several.told_by() == [("sms", "accepted"), ("email", "accepted")]


def test_a_failure_told_later_goes_on_at_once_and_the_address_is_left_alone(several: Several):
    several.launch(TWO)
    several.contacted()
    several.receipt(Attempt.objects.get(), "failed", says="unknown subscriber", address_dead=True)
    several.goes_on(minutes=1)
    assert several.told_by() == [("sms", "accepted"), ("email", "accepted")]
    assert Suppression.objects.get().address == "+5511961234567"


def test_the_same_failure_told_twice_ends_it_once(several: Several):
    webhooks.add_endpoint(url="https://shop.example/hook", topics=["outreach.failed"], now=several.now)
    several.launch(ONE)
    several.contacted()
    for key in ("a", "b"):
        several.receipt(Attempt.objects.get(), "failed", key=key, says="no route")
    assert several.company.only().state == "failed"
    assert WebhookMessage.objects.count() == 1


def test_what_the_other_side_dropped_as_too_late_has_expired(several: Several):
    webhooks.add_endpoint(url="https://shop.example/hook", topics=["outreach.expired"], now=several.now)
    several.launch(ONE)
    several.contacted()
    several.receipt(Attempt.objects.get(), "expired")
    row = several.company.only()
    assert (row.state, row.reason) == ("expired", "expired")
    assert WebhookMessage.objects.count() == 1


def test_a_receipt_before_our_own_record_settles_it_and_the_record_changes_nothing(several: Several):
    """Jasmin #423: receipts faster than the record of the send were lost."""
    several.launch(ONE)
    taken = in_the_middle_of_sending(several)
    several.receipt(Attempt.objects.get(), "delivered")
    assert several.company.only().state == "sent"
    complete([Done(taken, Outcome(state="accepted", provider_id="p1"), several.now)])
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.receipt, attempt.provider_id) == ("accepted", "delivered", "p1")
    assert several.company.only().state == "sent"


def test_a_receipt_settles_what_a_killed_worker_left_behind(several: Several):
    several.launch(ONE)
    in_the_middle_of_sending(several)
    several.receipt(Attempt.objects.get(), "accepted")
    several.goes_on(hours=2)
    assert several.told_by() == [("sms", "accepted")]
    assert several.sms.sent == []


def in_the_middle_of_sending(several: Several):
    several.company.customer("ana", mobile="+5511961234567")
    several.company.happens("shop.order.late")
    several.company.decides()
    [taken] = claim(now=several.now, voice=Voice()).claims
    return taken


def test_a_receipt_after_a_throttled_retry_finds_the_try_that_went_out(several: Several):
    """Jasmin #796: a throttled retry lost its receipt."""
    several.launch(ONE)
    several.sms.next.append(Outcome(state="transient", says="ESME_RTHROTTLED", throttled=True))
    several.contacted()
    several.goes_on(minutes=10)
    assert several.told_by() == [("sms", "transient"), ("sms", "accepted")]
    second = Attempt.objects.get(number=2)
    left = second.message_id.partition("@")[0]
    receipt = Receipt(key="1", state="delivered", message_id=left)
    assert not outreach.receive(channel="sms", account="", receipts=[receipt], now=several.now)
    assert list(Attempt.objects.order_by("number").values_list("receipt", flat=True)) == ["", "delivered"]


def test_a_receipt_that_it_was_seen_stops_the_rest(several: Several):
    several.launch(TWO)
    several.contacted()
    several.receipt(Attempt.objects.get(), "seen")
    several.goes_on(hours=47)
    assert several.told_by() == [("sms", "accepted")]
    assert several.company.only().seen_at == Attempt.objects.get().receipt_at


def test_a_message_names_its_contact(several: Several):
    several.launch(ONE)
    row = several.contacted()
    found = outreach.attempt_for(channel="sms", message_id=Attempt.objects.get().message_id)
    assert found is not None
    assert (found.outreach_id, found.topic, found.code) == (row.id, "deliveries", row.code)
    assert outreach.attempt_for(channel="email", message_id=Attempt.objects.get().message_id) is None
    assert outreach.attempt_for(channel="sms", provider_id="nobody") is None


def test_an_address_that_wrote_is_known(several: Several):
    customer = several.company.customer("ana", mobile="+5511961234567")
    assert people.whose(kind="email", address="ANA@example.com") == (customer,)
    assert people.heard_from(kind="mobile", address="+5511961234567", at=several.now) == 1
    assert people.last_heard(customer_ids=[customer]) == {customer: several.now}
    assert people.whose(kind="email", address="nobody@example.com") == ()
