"""What is told late, or told twice by two workers: the truth about an attempt is never overwritten by a guess."""

from datetime import timedelta

import pytest

from tests.outreach.several import Several, several_channels
from tidings.channels.contract import Outcome
from tidings.ground.clock import SimulatedClock
from tidings.outreach import public as outreach
from tidings.outreach import reconciling
from tidings.outreach.claiming import Claim, claim
from tidings.outreach.completing import Done, complete
from tidings.outreach.compose import Voice
from tidings.outreach.its_turn import begun
from tidings.outreach.models import Attempt

ONE = "{channels: [sms], expires: 48h}"
BY_MAIL = "{channels: [email], expires: 48h}"
TAKEN = Outcome(state="accepted", provider_id="p1")
LOST = Outcome(state="unknown", says="the connection died after the request was written")
LAPSED = timedelta(minutes=3)


@pytest.fixture
def several(company):
    with several_channels(company) as channels:
        yield channels


def being_sent(several: Several, strategy: str = ONE) -> Claim:
    several.launch(strategy)
    several.company.customer("ana", mobile="+5511961234567")
    several.company.happens("shop.order.late")
    several.company.decides()
    [taken] = claim(now=several.now, voice=Voice()).claims
    begun([taken.outreach.id], [taken.attempt])
    return taken


def told(several: Several, taken: Claim, outcome: Outcome) -> None:
    complete([Done(taken, outcome, several.now)])


def test_a_worker_that_slept_through_its_lease_still_tells_what_became_of_a_text(several: Several):
    taken = being_sent(several)
    several.company.later(minutes=3)
    assert claim(now=several.now, voice=Voice()).claims == []
    assert several.company.only().state == "unknown"
    told(several, taken, TAKEN)
    assert several.company.only().state == "sent"
    several.goes_on(hours=3)
    assert several.told_by() == [("sms", "accepted")]


def test_a_worker_that_slept_and_does_not_know_either_changes_nothing(several: Several):
    taken = being_sent(several)
    several.company.later(minutes=3)
    claim(now=several.now, voice=Voice())
    due = several.company.only().due_at
    told(several, taken, LOST)
    assert (several.company.only().state, several.company.only().due_at) == ("unknown", due)


def test_a_sleepers_word_about_an_earlier_try_does_not_settle_the_next_one(several: Several):
    taken = being_sent(several, BY_MAIL)
    several.company.later(minutes=3)
    [again] = claim(now=several.now, voice=Voice()).claims
    told(several, taken, Outcome(state="permanent", says="550 no"))
    assert several.company.only().state == "sending"
    told(several, again, TAKEN)
    assert several.company.only().state == "sent"


@pytest.mark.parametrize("outcome", [LOST, Outcome(state="transient", says="cut")])
def test_a_delivery_told_before_our_record_is_not_forgotten_by_a_record_that_knows_less(
    several: Several, outcome: Outcome
):
    taken = being_sent(several)
    several.receipt(Attempt.objects.get(), "delivered", provider_id="p9")
    told(several, taken, outcome)
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.receipt, attempt.provider_id) == ("accepted", "delivered", "p9")
    assert several.company.only().state == "sent"


def test_what_the_customer_opened_has_not_failed_whatever_comes_back_later(several: Several):
    several.launch("{channels: [sms, email], fallback_after: 4h, expires: 48h}")
    row = several.contacted()
    outreach.seen(outreach_id=row.id, now=several.now)
    several.receipt(Attempt.objects.get(), "failed", address_dead=True)
    assert several.company.only().state == "sent"
    several.goes_on(hours=5)
    assert several.told_by() == [("sms", "accepted")]


@pytest.mark.parametrize("strategy", [ONE, BY_MAIL])
def test_what_was_opened_while_its_worker_died_went_out(several: Several, strategy: str):
    taken = being_sent(several, strategy)
    outreach.seen(outreach_id=taken.outreach.id, now=several.now)
    several.goes_on(hours=3)
    assert [outcome for _, outcome in several.told_by()] == ["accepted"]
    assert several.company.only().state == "sent"


def test_a_mail_that_was_taken_once_is_sent_though_its_repetition_was_refused(several: Several):
    taken = being_sent(several, BY_MAIL)
    several.company.later(minutes=3)
    [again] = claim(now=several.now, voice=Voice()).claims
    told(several, taken, TAKEN)
    told(several, again, Outcome(state="permanent", says="550 too many"))
    assert several.company.only().state == "sent"


def test_a_delivery_told_right_after_giving_up_calls_back_the_next_channel(several: Several):
    several.launch("{channels: [sms, email], expires: 48h}")
    several.sms.next.append(LOST)
    several.contacted()
    reconciling.step(SimulatedClock(several.now + timedelta(hours=2)))
    assert (several.company.only().channel, several.company.only().state) == ("email", "pending")
    several.receipt(Attempt.objects.get(), "delivered")
    assert (several.company.only().channel, several.company.only().state) == ("sms", "sent")
    several.goes_on(hours=5)
    assert several.told_by() == [("sms", "accepted")]
