"""Who is erased leaves no words of theirs in what came in, nor an address in any usual spelling; others' stays."""

from datetime import UTC, datetime

from tests.conversations.conftest import NUMBER
from tests.conversations.toy import raw
from tests.portal.journey import Told
from tidings.channels.contract import Raw
from tidings.conversations import public as conversations
from tidings.conversations.models import Saying
from tidings.ground import inbox
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until
from tidings.ground.models import Inbound
from tidings.stewardship import public as stewardship

NOON = datetime(2026, 3, 2, 16, tzinfo=UTC)


def test_raws_and_answers_go_with_the_person(told: Told) -> None:
    inbox.keep(
        raw("a", ("reply", {"sender": NUMBER, "text": "HELP"}), at=NOON), channel="sms", account="main"
    )
    form = f"To=%2B{NUMBER[1:]}&Status=delivered".encode()
    inbox.keep(Raw(kind="http", key=NUMBER, body=form, at=NOON), channel="sms", account="main")
    run_until(conversations.loops(), SimulatedClock(NOON), NOON)
    other = raw("c", ("reply", {"sender": "+5511900000009", "text": "hello"}), at=NOON)
    inbox.keep(other, channel="sms", account="main")
    run_until(conversations.loops(), SimulatedClock(NOON), NOON)
    erased = stewardship.erase(customer_id=told.customer_id, because="asked", actor="command", now=NOON)
    assert erased.counts["conversations"] == {"interactions": 2, "answers": 1, "came_in": 2}
    assert Saying.objects.count() == 0
    kept = {row.key: bytes(row.body) for row in Inbound.objects.all()}
    assert sorted(kept.values()) == [b"", b"", other.body]
    assert NUMBER not in kept


def test_the_copy_for_the_person_holds_our_answers(told: Told) -> None:
    inbox.keep(
        raw("a", ("reply", {"sender": NUMBER, "text": "HELP"}), at=NOON), channel="sms", account="main"
    )
    run_until(conversations.loops(), SimulatedClock(NOON), NOON)
    [answer] = conversations.export(customer_id=told.customer_id)["answers"]
    assert (answer["kind"], answer["address"], answer["state"]) == ("help", NUMBER, "said")
