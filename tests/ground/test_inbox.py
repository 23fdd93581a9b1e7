"""What is kept is found again by the same account: the parts of a long text wait there for the last one."""

from datetime import UTC, datetime, timedelta

import pytest

from tidings.channels.contract import Raw
from tidings.channels.sms.channel import CHANNEL
from tidings.channels.sms.smpp.message import UDHI, Party, Short
from tidings.channels.sms.smpp.pdu import DELIVER_SM, Pdu
from tidings.channels.sms.smpp.receiving import take
from tidings.ground.clock import SimulatedClock
from tidings.ground.inbox import Inbox
from tidings.ground.models import Inbound

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
SETTINGS = {"TIDINGS_SMS_URL": "smpp://a:b@127.0.0.1", "TIDINGS_SMS_SENDERS": "*=12345"}


def part(number: int, text: bytes, sequence: int) -> Pdu:
    short = Short(
        source=Party(address="447700900123"),
        destination=Party(address="12345", ton=3, npi=0),
        text=bytes([5, 0, 3, 9, 2, number]) + text,
        esm_class=UDHI,
    )
    return Pdu(DELIVER_SM, sequence, short.body())


def test_parts_that_two_workers_received_are_one_text(db: None) -> None:
    one, other = (Inbox("sms", "main", SimulatedClock(AT + timedelta(seconds=turn))) for turn in (0, 5))
    take(part(2, b"me please", 1), "here", one)
    take(part(1, b"Call ", 1), "there", other)
    take(part(1, b"Call ", 2), "there", other)
    rows = Inbound.objects.order_by("id")
    raws = [Raw(kind=row.kind, key=row.key, body=bytes(row.body), at=row.received_at) for row in rows]
    heard = [one for raw in raws for one in CHANNEL.read(raw, SETTINGS)]
    assert [(each.sender, each.text) for each in heard] == [("+447700900123", "Call me please")]


def test_another_account_or_an_older_part_is_not_found(db: None) -> None:
    inbox = Inbox("sms", "main", SimulatedClock(AT))
    inbox.keep(Raw(kind="part", key="f 1 a", body=b"x", at=AT))
    assert [raw.key for raw in inbox.kept("part", "f ", since=AT)] == ["f 1 a"]
    assert inbox.kept("part", "g ", since=AT) == []
    assert inbox.kept("part", "f ", since=AT + timedelta(seconds=1)) == []
    assert Inbox("sms", "second", SimulatedClock(AT)).kept("part", "f ", since=AT) == []
