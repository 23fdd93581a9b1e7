"""Peers' failure 12 (Rock #6399): only some words for stopping were understood, and only in one case."""

import pytest

from tests.portal.journey import SENT as NOW
from tests.portal.journey import tell
from tidings.conversations import public as conversations
from tidings.people import public as people

WORDS = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]
ASIDE = "\n\n> We wrote to you about your parcel. Reply STOP to end."


@pytest.mark.parametrize(
    "word", [spelled for word in WORDS for spelled in (word, word.lower(), word.title() + ".")]
)
def test_rock_6399_every_word_is_heard_in_any_case(word: str) -> None:
    heard = people.heard_stop(word + ASIDE)
    assert heard is not None and heard.sure


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("Please stop texting me", {"purpose:marketing", "purpose:service"}),
        ("cancel my appointment", {"purpose:marketing"}),
        ("Where is it? Don't stop!", set()),
    ],
)
def test_rock_6399_what_a_customer_writes_is_heard_where_it_comes_in(text: str, stopped: set[str]) -> None:
    told = tell()
    conversations.ask(outreach_id=told.outreach_id, text=text, now=NOW)
    scopes = {card.scope for card in people.person(customer_id=told.customer_id).suppressions}
    assert scopes == stopped
