"""What people write back: stops at once, help and proof, answers and questions; machines are heard and not answered."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.conversations.conftest import NUMBER, told_by_toy
from tests.conversations.toy import Toy, raw
from tests.portal.journey import SENT, Told
from tidings.channels.contract import Outcome
from tidings.conversations import public as conversations
from tidings.conversations.models import FollowUp, Interaction, Saying
from tidings.ground import inbox
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until
from tidings.ground.models import Inbound, WebhookMessage
from tidings.ground.webhooks import add_endpoint
from tidings.outreach.models import Attempt, Outreach
from tidings.people import public as people

NOON = datetime(2026, 3, 2, 16, tzinfo=UTC)  # 13:00 in São Paulo
NIGHT = datetime(2026, 3, 3, 4, tzinfo=UTC)  # 01:00 there
G19_REVOKE = [
    "stop",
    "STOP.",
    "Stop!!",
    " quit ",
    "END",
    "revoke",
    "opt out",
    "OPT-OUT",
    "optout",
    "cancel",
    "Unsubscribe",
    "STOPALL",
    "remove me",
    "please stop texting me",
    "do not call me again",
    "take me off your list",
    "wrong number",
    "leave me alone",
    "no more messages",
    "ARRET",
    "PARAR",
]
G19_NOT = ["don't stop", "stop by at 5?", "YES", "HELP", "what time does it end"]
G19_DOUBTFUL = ["cancel my appointment", "no", "end this please"]


def comes(text: str, *, at: datetime = NOON, sender: str = NUMBER, key: str = "", **more: Any) -> list[str]:
    """One reply comes in and is taken up; the texts we said since, in order."""
    before = Saying.objects.count()
    reply = {"sender": sender, "text": text} | more
    inbox.keep(raw(key or f"{sender}{text}{at}", ("reply", reply), at=at), channel="sms", account="main")
    run_until(conversations.loops(), SimulatedClock(at), at)
    return list(Saying.objects.order_by("id").values_list("text", flat=True))[before:]


def stops(customer_id: int) -> set[tuple[str, str]]:
    return {
        (one.scope, one.channel)
        for one in people.person(customer_id=customer_id).suppressions
        if one.lifted_at is None
    }


def reachable(name: str) -> bool:
    """Whether this customer has a number that texts may go to."""
    [id] = people.find(external_ids=[name]).values()
    asked = people.Asked(customer_id=id, topic="deliveries", purpose="service")
    [facts] = people.facts(asked=[asked], now=NOON)
    return bool(facts.channel_addresses.get("sms"))


def states() -> list[tuple[str, str]]:
    return list(Inbound.objects.order_by("id").values_list("state", "says"))


@pytest.mark.parametrize("text", G19_REVOKE)
def test_every_word_for_stopping_stops_and_is_confirmed_once(told: Told, toy: Toy, text: str) -> None:
    confirmed = comes(text)
    assert stops(told.customer_id) == {("purpose:marketing", ""), ("purpose:service", "")}
    assert len(confirmed) == 1
    assert comes(text, at=NOON + timedelta(minutes=1)) == []
    assert [(message.to, message.composed.what) for message in toy.wire.sent] == [(NUMBER, confirmed[0])]


@pytest.mark.parametrize("text", G19_NOT)
def test_words_that_are_no_stop_stop_nothing(told: Told, text: str) -> None:
    comes(text)
    assert stops(told.customer_id) == set()


@pytest.mark.parametrize("text", G19_DOUBTFUL)
def test_doubtful_words_end_advertising_and_are_asked_about_once(told: Told, text: str) -> None:
    [asked] = comes(text)
    assert "reply STOP" in asked
    assert stops(told.customer_id) == {("purpose:marketing", "")}
    assert FollowUp.objects.get().reason == "cannot_resolve", "somebody has to ask"
    assert comes("no", at=NOON + timedelta(hours=1)) == []


def test_the_confirmation_is_short_says_no_advertising_and_how_to_come_back(told: Told) -> None:
    [text] = comes("STOP")
    assert text == (
        "Loja Azul: you are unsubscribed and will get no more of these messages. Reply START to come back."
        " Help: 0800 123 456"
    )


def test_no_confirmation_comes_at_night_and_the_stop_stands_all_the_same(told: Told, toy: Toy) -> None:
    """Peers, failure 12: a confirmation that obeys no hours (Spoke #1366)."""
    assert comes("STOP", at=NIGHT) == []
    assert stops(told.customer_id) and toy.wire.sent == []


def test_a_confirmation_that_cannot_go_within_five_minutes_never_goes(told: Told, toy: Toy) -> None:
    toy.wire.outcomes = [Outcome(state="transient", unreachable=True)]
    comes("STOP")
    run_until(conversations.loops(), SimulatedClock(NOON), NOON + timedelta(hours=2))
    [row] = Saying.objects.all()
    assert (row.state, row.says) == ("dropped", "too late")
    assert max(message.at for message in toy.wire.sent) < NOON + timedelta(minutes=5)


def test_an_answer_whose_outcome_nobody_knows_is_not_said_twice(told: Told, toy: Toy) -> None:
    toy.wire.outcomes = [Outcome(state="unknown")]
    comes("HELP")
    run_until(conversations.loops(), SimulatedClock(NOON), NOON + timedelta(hours=2))
    assert len(toy.wire.sent) == 1
    assert Saying.objects.get().state == "unknown"


def test_what_waits_is_withdrawn_with_the_stop(told: Told) -> None:
    other = Outreach.objects.filter(id=told_by_toy("ana", number="+5511900000001").outreach_id)
    Attempt.objects.filter(outreach=other.get()).delete()
    other.update(customer_id=told.customer_id, state="pending", due_at=NOON + timedelta(hours=1))
    comes("STOP")
    assert other.get().state == "withdrawn"


def test_help_is_answered_after_a_stop_and_at_night(told: Told) -> None:
    comes("STOP")
    [text] = comes("help!", at=NIGHT)
    assert "0800 123 456" in text
    assert "STOP" in text


def test_start_lifts_what_was_stopped_by_writing_with_consent_and_its_prompt(told: Told) -> None:
    conversations.stop(customer_id=told.customer_id, scope="topic:offers", by="page", now=SENT)
    [confirmation] = comes("STOP")
    [again] = comes("Unstop", at=NOON + timedelta(minutes=2))
    assert "hear from us again" in again
    assert stops(told.customer_id) == {("topic:offers", "")}
    consents = people.person(customer_id=told.customer_id).consents
    assert {(one.purpose, one.granted, one.evidence["prompt"]) for one in consents} == {
        ("marketing", True, confirmation),
        ("service", True, confirmation),
    }


def test_start_without_a_stop_is_helped(told: Told) -> None:
    [text] = comes("START")
    assert text.startswith("Loja Azul: we write")


def test_a_stranger_who_writes_stop_is_never_written_to_again(told: Told) -> None:
    other = "+5511912345678"
    [confirmed] = comes("STOP", sender=other)
    assert "unsubscribed" in confirmed
    people.save(record={"id": "rui", "mobile": other}, now=NOON)
    assert not reachable("rui")
    comes("START", sender=other, at=NOON + timedelta(minutes=3))
    assert reachable("rui")


def test_a_stranger_who_writes_anything_else_is_for_a_person_to_read(told: Told) -> None:
    assert comes("good morning", sender="+5511912345678") == []
    assert states() == [("unmatched", "nobody we know writes from there")]


def test_a_machines_answer_changes_nothing_and_gets_none(told: Told) -> None:
    assert comes("I am on holiday. STOP.", automatic=True) == []
    assert stops(told.customer_id) == set()
    assert Interaction.objects.count() == 0


def test_two_machines_do_not_talk_for_ever(told: Told, toy: Toy) -> None:
    for minute in range(12):
        comes("HELP", at=NOON + timedelta(minutes=minute))
    assert len(toy.wire.sent) == 5


def test_who_asks_whether_it_is_us_gets_the_check_pages_answer(told: Told) -> None:
    [text] = comes("Is this really you? Looks like a scam")
    assert "/is-it-you" in text
    assert FollowUp.objects.get().reason == "suspects_scam"
    [text] = comes("who is this", sender="+5511912345678")
    assert "no message of ours" in text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Where is it then?", "cannot_resolve"),
        ("please call me back", "requested"),
        ("This is unacceptable", "complaint"),
        ("Estou interessada", "interested"),
        ("can you confirm this", "wants_confirmation"),
    ],
)
def test_a_word_for_a_person_is_a_follow_up_on_the_timeline(told: Told, text: str, reason: str) -> None:
    assert comes(text) == []
    follow_up = FollowUp.objects.get()
    assert (follow_up.reason, follow_up.outreach_id) == (reason, told.outreach_id)
    entry = next(one for one in conversations.timeline(customer_id=told.customer_id) if one.kind == "replied")
    assert (entry.says, entry.channel, entry.direction) == (text, "sms", "in")


def test_thanks_settle_the_matter(told: Told) -> None:
    comes("ok, thanks!")
    assert FollowUp.objects.count() == 0


@pytest.mark.parametrize("text", ["1", "keep", "I will wait for it."])
def test_a_step_is_chosen_by_its_number_name_or_words(told: Told, text: str) -> None:
    comes(text)
    assert set(conversations.answers_of(outreach_id=told.outreach_id)) == {"keep"}
    assert FollowUp.objects.count() == 0


def test_the_same_reply_again_changes_nothing(told: Told, toy: Toy) -> None:
    comes("HELP", key="r1")
    again = raw("r2", ("reply", {"sender": NUMBER, "text": "HELP", "key": "0"}), at=NOON)
    assert not inbox.keep(raw("r1", at=NOON), channel="sms", account="main")
    Inbound.objects.update(state="pending")
    run_until(conversations.loops(), SimulatedClock(NOON), NOON)
    assert len(toy.wire.sent) == Interaction.objects.filter(kind="replied").count() == 1
    assert again.key == "r2"


def test_the_company_hears_of_a_reply_once(told: Told) -> None:
    add_endpoint(url="https://shop.example/hook", topics=["outreach.replied"], now=SENT)
    comes("Where is it?")
    [message] = WebhookMessage.objects.filter(topic="outreach.replied")
    assert message.payload["data"] | {"at": ""} == {
        "outreach": told.outreach_id,
        "campaign": "parcel-late",
        "topic": "deliveries",
        "customer": "maria",
        "thread": "order.id=f346",
        "at": "",
        "channel": "sms",
        "says": "Where is it?",
        "reason": "cannot_resolve",
    }


def test_a_reply_without_an_outreach_is_on_the_timeline_and_told(told: Told) -> None:
    add_endpoint(url="https://shop.example/hook", now=SENT)
    comes("hello there", at=NOON + timedelta(days=60))
    assert next(one.kind for one in conversations.timeline(customer_id=told.customer_id)) == "wrote"
    assert WebhookMessage.objects.filter(topic="contact.wrote").count() == 1
    assert comes("stop", at=NOON + timedelta(days=61))
    assert stops(told.customer_id) == {("all", "sms")}


def test_a_shared_number_that_says_stop_is_stopped_for_all_who_use_it(told: Told) -> None:
    people.save(record={"id": "joao", "mobile": NUMBER}, now=SENT)
    comes("STOP")
    assert not reachable("joao")


def test_the_rest_is_stopped_once_they_replied(told: Told) -> None:
    comes("Where is it?")
    assert Outreach.objects.get(id=told.outreach_id).seen_at == NOON
    [fact] = people.facts(
        asked=[people.Asked(customer_id=told.customer_id, topic="deliveries", purpose="service")], now=NOON
    )
    assert fact.customer_id == told.customer_id


def test_a_reply_names_its_message_even_when_another_went_later(told: Told) -> None:
    later = told_by_toy("ana", number="+5511900000001")
    comes("Where is it?", sender="+5511900000001", message_id=f"m{told.outreach_id}@loja.example")
    assert FollowUp.objects.get().outreach_id == told.outreach_id != later.outreach_id
