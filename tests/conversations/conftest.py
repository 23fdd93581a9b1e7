"""The toy channel installed, and somebody who was told by it."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.conversations.toy import Toy, installed
from tests.portal.journey import SENT, Told, tell
from tidings.outreach.models import Attempt, Outreach
from tidings.people import public as people

NUMBER = "+5511987654321"


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Toy]:
    with installed(Toy(), monkeypatch) as channel:
        yield channel


@pytest.fixture
def told(db: None, toy: Toy) -> Told:
    return told_by_toy()


def told_by_toy(name: str = "maria", *, topic: str = "deliveries", number: str = NUMBER) -> Told:
    """One customer with a number, told of a late parcel through the toy channel at `SENT`."""
    told = tell(name, topic=topic)
    people.save(record={"id": name, "mobile": number}, now=SENT)
    Outreach.objects.filter(id=told.outreach_id).update(channel="sms", address=number)
    Attempt.objects.filter(outreach_id=told.outreach_id).delete()
    tried(told, number=number)
    return told


def tried(told: Told, *, number: str = NUMBER, at: datetime = SENT) -> Attempt:
    return Attempt.objects.create(
        outreach_id=told.outreach_id,
        number=1,
        channel="sms",
        address=number,
        message_id=f"m{told.outreach_id}@loja.example",
        provider_id=f"p{told.outreach_id}",
        started_at=at,
        finished_at=at,
        outcome="accepted",
    )
