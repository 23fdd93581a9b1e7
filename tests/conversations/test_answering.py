"""What comes back on an outreach: one entry, one follow-up, one webhook, in one transaction."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.portal.journey import SENT, tell
from tidings.conversations import public as conversations
from tidings.conversations.answering import outcome_of
from tidings.conversations.models import FollowUp, Interaction
from tidings.ground import webhooks
from tidings.ground.models import WebhookMessage
from tidings.outreach.public import NoSuchOutreach

NOW = SENT + timedelta(hours=1)
INBOUND = ("requested", "interested", "cannot_resolve", "wants_confirmation", "suspects_scam", "complaint")


def listen() -> None:
    webhooks.add_endpoint(url="https://shop.example/hook", topics=[], now=SENT)


def told_to_company() -> list[dict[str, Any]]:
    return [row.payload["data"] for row in WebhookMessage.objects.order_by("id")]


@pytest.mark.django_db
def test_an_answer_that_settles_the_matter_is_no_follow_up() -> None:
    told = tell()
    listen()
    answered = conversations.answer(outreach_id=told.outreach_id, step="keep", now=NOW)
    assert answered == conversations.Answered(step="keep", outcome="noted", already=False)
    assert FollowUp.objects.count() == 0
    assert told_to_company() == [
        {
            "outreach": told.outreach_id,
            "campaign": "parcel-late",
            "topic": "deliveries",
            "customer": "maria",
            "thread": "order.id=f346",
            "at": NOW.isoformat(),
            "kind": "step",
            "step": "keep",
            "does": "confirm",
            "says": "",
        }
    ]


@pytest.mark.django_db
def test_every_kind_of_coming_back_counts_with_its_reason() -> None:
    told = tell()
    id = told.outreach_id
    conversations.answer(outreach_id=id, step="talk", now=NOW)
    conversations.answer(outreach_id=id, step="cancel", now=NOW)
    conversations.ask(outreach_id=id, text="Where is it?", now=NOW)
    conversations.ask(outreach_id=id, text="Bad.", kind="complaint", now=NOW)
    conversations.doubted(outreach_id=id, now=NOW)
    assert conversations.checked(code=told.code, now=NOW)
    assert conversations.follow_ups() == conversations.follow_ups(campaign="parcel-late")
    assert conversations.follow_ups(campaign="parcel-late") == {
        "requested": 1,
        "cannot_resolve": 1,
        "complaint": 1,
        "suspects_scam": 1,
        "wants_confirmation": 1,
    }
    assert conversations.follow_ups(campaign="another") == {}
    assert conversations.answered_steps(campaign="parcel-late") == {"talk": 1, "cancel": 1}


@pytest.mark.django_db
def test_two_different_answers_are_both_kept_in_their_order() -> None:
    told = tell()
    conversations.answer(outreach_id=told.outreach_id, step="keep", now=NOW)
    conversations.answer(outreach_id=told.outreach_id, step="cancel", now=NOW + timedelta(minutes=5))
    assert list(conversations.answers_of(outreach_id=told.outreach_id)) == ["keep", "cancel"]


@pytest.mark.django_db
def test_an_outreach_nobody_knows_and_a_step_nobody_offers_are_refused() -> None:
    told = tell()
    with pytest.raises(NoSuchOutreach):
        conversations.answer(outreach_id=told.outreach_id + 1, step="keep", now=NOW)
    for step in ("none", "track", ""):
        with pytest.raises(conversations.UnknownStep):
            conversations.answer(outreach_id=told.outreach_id, step=step, now=NOW)
    assert not conversations.checked(code="8XTETGKPXBN5", now=NOW)


@pytest.mark.django_db
def test_nothing_is_kept_when_the_transaction_fails() -> None:
    told = tell()
    listen()
    with pytest.raises(RuntimeError), transaction.atomic():
        conversations.answer(outreach_id=told.outreach_id, step="talk", now=NOW)
        raise RuntimeError
    assert Interaction.objects.count() == FollowUp.objects.count() == WebhookMessage.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_step_pressed_by_many_at_once_is_carried_out_once() -> None:
    told = tell()
    listen()
    results: list[bool] = []

    def press() -> None:
        results.append(conversations.answer(outreach_id=told.outreach_id, step="talk", now=NOW).already)
        connection.close()

    presses = [threading.Thread(target=press) for _ in range(8)]
    for one in presses:
        one.start()
    for one in presses:
        one.join(20)
    assert sorted(results) == [False] + [True] * 7
    assert Interaction.objects.count() == FollowUp.objects.count() == WebhookMessage.objects.count() == 1


@given(does=st.one_of(st.sampled_from(["confirm", "callback", "offer.accept", "interested"]), st.text()))
def test_every_step_has_an_outcome_and_only_known_ones_are_ours(does: str) -> None:
    assert outcome_of(does) in {"noted", "callback", "interested", "complaint", "passed_on"}


def test_the_reasons_are_the_designs_seven() -> None:
    assert (*INBOUND, "unrelated") == conversations.REASONS
    assert conversations.DESIRABLE.isdisjoint(conversations.UNDESIRABLE)
    assert set(conversations.REASONS) >= conversations.DESIRABLE | conversations.UNDESIRABLE
