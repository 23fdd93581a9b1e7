"""Where each destination is a far end of its own (a browser's push service), a dead one is left alone and nobody else."""

from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest

from tests.outreach.delivering import NOON, found_company, make_due, now_is, tries
from tests.outreach.toys import Toy
from tidings.channels import discover
from tidings.channels.contract import Message, Outcome
from tidings.ground.clock import SimulatedClock
from tidings.outreach.deliver import deliver_loop
from tidings.outreach.models import Lane, Outreach

pytestmark = pytest.mark.django_db
DEAD = Outcome(state="transient", says="connection refused", unreachable=True)


class Services(Toy):
    """The one of the "dead" answers nobody."""

    def destination(self, address: str) -> str:
        return address.partition("-")[0]

    def send(self, message: Message) -> Outcome:
        return DEAD if self.destination(message.to) == "dead" else super().send(message)


@pytest.fixture
def services() -> Iterator[Services]:
    found_company()
    toy = Services("email", "email", frozenset({"same_id_again", "far_ends"}))
    with patch.dict(discover(), {"email": toy}):
        yield toy


def deliver(seconds: float) -> None:
    deliver_loop().step(SimulatedClock(NOON + timedelta(seconds=seconds)))


def states(rows: list[Outreach]) -> dict[str, str]:
    return {row.address.partition("@")[0]: now_is(row).state for row in rows}


def test_what_goes_to_a_living_service_is_sent_in_the_same_batch(services: Services) -> None:
    rows = make_due("dead-1", "live-1", "dead-2", "live-2")
    deliver(1)
    assert states(rows) == {"dead-1": "pending", "live-1": "sent", "dead-2": "pending", "live-2": "sent"}
    assert [tries(row) for row in rows] == [["transient"], ["accepted"], [], ["accepted"]]


def test_its_breaker_is_the_services_and_not_the_accounts(services: Services) -> None:
    make_due("dead-1")
    deliver(1)
    assert [(lane.destination, lane.state) for lane in Lane.objects.all()] == [("dead", "open")]
    rows = make_due("dead-2", "live-2")
    deliver(1.1)
    assert states(rows) == {"dead-2": "pending", "live-2": "sent"}
    assert now_is(rows[0]).reason == "way_closed"
