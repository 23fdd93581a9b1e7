"""How batches grow and shrink, and when results are on record."""

import pytest

from tests.outreach.delivering import NOON
from tidings.channels.contract import Outcome
from tidings.outreach import batches
from tidings.outreach.batches import GROUP, GROUP_ONCE, BatchSize, Group
from tidings.outreach.claiming import Claim
from tidings.outreach.completing import Done
from tidings.outreach.models import Outreach


def test_a_fast_peer_gets_larger_batches_and_a_slow_one_smaller() -> None:
    size = BatchSize()
    assert size.now() == size.FIRST
    size.learn(handled=50, seconds=0.01)
    assert size.now() == 100, "at most twice as many at a time"
    for _ in range(10):
        size.learn(handled=size.now(), seconds=0.01)
    assert size.now() == size.LARGEST
    for _ in range(20):
        size.learn(handled=size.now(), seconds=size.now() * 1.0)
    assert size.now() == size.SMALLEST


def test_a_batch_that_was_not_full_teaches_nothing() -> None:
    size = BatchSize()
    size.learn(handled=3, seconds=30)
    assert size.now() == size.FIRST


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(batches, "monotonic", lambda: now[0])
    return now


def test_results_of_a_fast_peer_are_recorded_together(clock: list[float]) -> None:
    groups: list[int] = []
    group = Group(lambda results: groups.append(len(results)))
    for _ in range(GROUP + 5):
        clock[0] += 0.0005
        group.add(result())
    assert groups == [GROUP]
    group.record()
    assert groups == [GROUP, 5]


def test_what_is_never_sent_again_is_on_record_sooner(clock: list[float]) -> None:
    groups: list[int] = []
    group = Group(lambda results: groups.append(len(results)))
    for _ in range(2 * GROUP_ONCE):
        clock[0] += 0.0005
        group.add(result("sms"))
    assert groups == [GROUP_ONCE, GROUP_ONCE]


def test_results_of_a_slow_peer_are_recorded_as_they_come(clock: list[float]) -> None:
    groups: list[int] = []
    group = Group(lambda results: groups.append(len(results)))
    for _ in range(3):
        clock[0] += 0.2
        group.add(result())
    assert groups == [1, 1, 1]


def test_no_result_waits_longer_than_a_third_of_a_second_for_the_next(clock: list[float]) -> None:
    groups: list[int] = []
    group = Group(lambda results: groups.append(len(results)))
    for _ in range(32):
        clock[0] += 0.02
        group.add(result())
    assert groups == [16, 16]


def result(channel: str = "email") -> Done:
    """What became of a message by this channel: a group looks at nothing else."""
    claim = Claim(outreach=Outreach(channel=channel), customer_id="", customer_name="", attempt=1)
    return Done(claim, Outcome(state="accepted"), NOON)
