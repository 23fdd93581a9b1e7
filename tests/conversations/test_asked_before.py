"""What customers of earlier runs of a campaign asked is counted by kind: each customer once, other campaigns apart."""

from datetime import timedelta

import pytest

from tests.portal.journey import SENT, tell
from tidings.conversations import public as conversations

pytestmark = pytest.mark.django_db
LATER = SENT + timedelta(hours=1)
LOST = {"en": "What if my parcel is lost?", "pt": "E se chegar danificado?"}


def asks(name: str, *texts: str, language: str = "en") -> None:
    told = tell(name, language=language)
    for text in texts:
        conversations.ask(outreach_id=told.outreach_id, text=text, now=LATER)


def test_each_customer_counts_once_for_a_kind_in_any_language() -> None:
    asks("maria", LOST["en"], "And what happens if it got lost?", "Can I get a refund?")
    asks("joao", LOST["pt"], language="pt")
    assert conversations.asked_before(campaign="parcel-late") == {"lost": 2, "compensation": 1}


def test_who_answers_in_another_language_than_the_notice_s_is_counted_too() -> None:
    asks("maria", LOST["pt"])
    asks("joao", LOST["en"], language="pt")
    assert conversations.asked_before(campaign="parcel-late") == {"lost": 2}


def test_what_was_chosen_and_what_is_of_no_kind_is_not_counted() -> None:
    told = tell("maria")
    conversations.answer(outreach_id=told.outreach_id, step="talk", now=LATER)
    conversations.ask(outreach_id=told.outreach_id, text="Zebra xylophone", now=LATER)
    assert conversations.asked_before(campaign="parcel-late") == {}


def test_another_campaign_has_its_own() -> None:
    asks("maria", LOST["en"])
    assert conversations.asked_before(campaign="parcel-early") == {}
