"""The database goes away in the middle of a batch: nothing is sent twice, nothing is lost, nobody waits for a lease."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from tests.outreach.delivering import NOON, found_company, make_due
from tidings.channels.contract import Message, Outcome
from tidings.ground.clock import SimulatedClock
from tidings.outreach.deliver import deliver_loop
from tidings.outreach.models import Attempt, Outreach

pytestmark = pytest.mark.django_db(transaction=True)
TAKEN = Outcome(state="accepted", says="250 ok")


class Slow:
    """A peer with two messages under way; before each draw `meanwhile` happens."""

    def __init__(self, meanwhile: Callable[[int], None]) -> None:
        self.meanwhile, self.drawn = meanwhile, list[str]()

    def send_all(self, messages: Iterable[Message]) -> Iterator[tuple[Message, Outcome]]:
        under_way: list[Message] = []
        for message in messages:
            self.drawn.append(message.to)
            under_way.append(message)
            self.meanwhile(len(self.drawn))
            if len(under_way) == 2:
                yield under_way.pop(0), TAKEN
        yield from ((one, TAKEN) for one in under_way)

    def close(self) -> None: ...


@pytest.mark.parametrize("at", [1, 5, 16, 31])
def test_a_database_that_is_cut_in_mid_batch_costs_no_message_and_no_double(
    database_url: str, at: int
) -> None:
    found_company()
    make_due(*(f"c{number}" for number in range(40)))
    pids: list[int] = []

    def cut(drawn: int) -> None:
        if drawn == at and not pids:
            pids.append(connection.connection.info.backend_pid)
            with psycopg.connect(database_url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 2000)", [pids[0]])

    peer = Slow(cut)
    loop = deliver_loop(channels={"email": lambda: peer})  # type: ignore[dict-item,return-value]
    loop.step(SimulatedClock(NOON + timedelta(minutes=1)))
    assert set(Outreach.objects.values_list("state", flat=True)) <= {"sent", "pending"}
    assert Outreach.objects.filter(state="sent").count() == len(peer.drawn)
    assert not Attempt.objects.filter(finished_at=None).exists()
    loop.step(SimulatedClock(NOON + timedelta(minutes=1)))
    assert set(Outreach.objects.values_list("state", "tries")) == {("sent", 1)}
    assert len(peer.drawn) == len(set(peer.drawn)) == 40
