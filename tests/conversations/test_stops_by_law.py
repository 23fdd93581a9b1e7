"""Words that ask us to stop end what the law of the place counts with them, from the day it does."""

from datetime import UTC, datetime

import pytest

from tests.portal.journey import tell
from tidings.conversations import public as conversations
from tidings.outreach.models import Outreach
from tidings.people import public as people

BEFORE, AFTER = datetime(2027, 1, 20, 12, tzinfo=UTC), datetime(2027, 2, 1, 12, tzinfo=UTC)
ITS_OWN = {("purpose:marketing", ""), ("purpose:service", "")}
EVERY_TEXT_AND_CALL = {("all", "sms"), ("all", "voice")}


def stops_after(text: str, *, country: str, channel: str, at: datetime) -> set[tuple[str, str]]:
    told = tell()
    external_id = people.person(customer_id=told.customer_id).external_id
    people.save(record={"id": external_id, "country": country}, now=at)
    Outreach.objects.filter(id=told.outreach_id).update(channel=channel)
    conversations.ask(outreach_id=told.outreach_id, text=text, now=at)
    return {(one.scope, one.channel) for one in people.person(customer_id=told.customer_id).suppressions}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "country", "channel", "at", "more"),
    [
        pytest.param(
            "STOP", "US", "sms", BEFORE, set(), id="the wider scope is waived until 31 January 2027"
        ),
        pytest.param(
            "STOP", "US", "sms", AFTER, EVERY_TEXT_AND_CALL, id="then a text's stop ends all of them"
        ),
        pytest.param("STOP", "US", "email", AFTER, set(), id="an email is neither text nor call"),
        pytest.param("STOP", "GB", "sms", AFTER, set(), id="the law of another country"),
    ],
)
def test_a_stop_reaches_as_far_as_the_law_says(
    text: str, country: str, channel: str, at: datetime, more: set[tuple[str, str]]
) -> None:
    assert stops_after(text, country=country, channel=channel, at=at) == ITS_OWN | more


@pytest.mark.django_db
def test_doubtful_words_end_the_advertising_only() -> None:
    found = stops_after("cancel my appointment", country="US", channel="sms", at=AFTER)
    assert found == {("purpose:marketing", "")}
