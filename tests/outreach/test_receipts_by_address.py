"""A receipt that names no message speaks of all that went to its address until then."""

from datetime import timedelta

import pytest

from tests.outreach.delivering import NOON, found_company, make_due
from tidings.channels.contract import Receipt
from tidings.outreach import public as outreach
from tidings.outreach.models import Attempt, Outreach
from tidings.people import public as people

pytestmark = pytest.mark.django_db
PERSON = "1254477777772919"


@pytest.fixture(autouse=True)
def sent(db: None) -> list[Attempt]:
    """Two by direct message, an hour apart, and one by email between them."""
    found_company()
    rows = [*make_due("ana"), *make_due("ben")]
    people.save(record={"id": "ana", "addresses": {"messenger": PERSON}}, now=NOON)
    Outreach.objects.filter(id=rows[0].id).update(state="sent", channel="messenger", address=PERSON)
    return [
        tried(rows[0], number=1, hours=0),
        tried(rows[0], number=2, hours=1),
        tried(rows[1], number=1, hours=0, channel="email", address="ben@example.com"),
    ]


def tried(
    row: Outreach, *, number: int, hours: int, channel: str = "messenger", address: str = PERSON
) -> Attempt:
    return Attempt.objects.create(
        outreach_id=row.id,
        number=number,
        channel=channel,
        address=address,
        message_id=f"m{row.id}-{number}@shop.example",
        provider_id=f"mid.{row.id}.{number}",
        started_at=NOON + timedelta(hours=hours),
        finished_at=NOON + timedelta(hours=hours),
        outcome="accepted",
    )


def hear(*, hours: float, address: str = PERSON) -> frozenset[str]:
    receipt = Receipt(key="k", state="seen", at=NOON + timedelta(hours=hours), address=address)
    return outreach.receive(
        channel="messenger", account="main", receipts=[receipt], now=NOON + timedelta(hours=3)
    )


def states() -> list[str]:
    return list(Attempt.objects.order_by("id").values_list("receipt", flat=True))


def test_what_went_there_until_then_was_seen_and_nothing_else() -> None:
    assert hear(hours=0.5) == frozenset()
    assert states() == ["seen", "", ""]
    assert hear(hours=2) == frozenset()
    assert states() == ["seen", "seen", ""]


@pytest.mark.parametrize(("hours", "address"), [(-1, PERSON), (2, "999999999")])
def test_what_speaks_of_nothing_waits_for_nothing(hours: float, address: str) -> None:
    assert hear(hours=hours, address=address) == frozenset()
    assert states() == ["", "", ""]
