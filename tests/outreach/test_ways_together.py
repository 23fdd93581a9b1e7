"""Paces and breakers with several workers at once, each on a connection of its own."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.db import connection, transaction

from tests.outreach.test_ways import after, rows, told
from tidings.channels.contract import Outcome
from tidings.core.pacing.bucket import Rate
from tidings.core.pacing.warm_up import WarmUp
from tidings.outreach import roads
from tidings.outreach.models import Lane
from tidings.outreach.paces import Terms
from tidings.outreach.ways import admit

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
WORKERS = 4


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Terms]]:
    given = {"main": Terms()}
    monkeypatch.setattr(roads, "accounts", lambda declaration: tuple(given))
    monkeypatch.setattr(roads, "terms", lambda declaration, account: given[account])
    yield given


def together(work: Callable[[int], None]) -> None:
    """On four threads, each with its own connection; what one raises is raised here."""
    failed, begin = list[BaseException](), threading.Barrier(WORKERS)

    def run(number: int) -> None:
        try:
            begin.wait(60)
            work(number)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if failed:
        raise failed[0]


def test_never_more_than_burst_and_rate_whoever_asks_with_whatever_clock(limits: dict[str, Terms]) -> None:
    limits["main"] = Terms(
        account=Rate(per_s=20, burst=30), destinations={"slow.example": Rate(per_s=1, burst=2)}
    )
    sent, guard = Counter[str](), threading.Lock()

    # More than 30 whoever goes first: 27 are gone at the first refusal. When that is before 3.6 s, everyone's last round
    # (3.8 s or later) is to come, with 6 for the other place and 4 new tokens; else someone alone asked for 34 until then.
    def work(number: int) -> None:
        chance = Random(number)
        for turn in range(25):
            places = [chance.choice(["slow.example", "other.example"]) for _ in range(5)]
            asked = [row for index, place in enumerate(places) for row in rows(index + 1, to=place)[-1:]]
            with transaction.atomic():
                answers = admit(asked, after(wandering(turn / 5, chance)))
            with guard:
                sent.update(place for place, answer in zip(places, answers, strict=True) if not answer.until)

    together(work)
    assert sent.total() <= 30 + 20 * 5
    assert sent["slow.example"] <= 2 + 1 * 5
    assert sent.total() > 30


def wandering(seconds: float, chance: Random) -> float:
    """A clock that goes forward and is never quite right, within 0 to 5 s."""
    return min(5, max(0, seconds + chance.uniform(-1, 1)))


def test_a_days_most_is_never_passed_by_workers_together(limits: dict[str, Terms]) -> None:
    limits["main"] = Terms(warm_up=WarmUp(begins=NOON.date(), steps=(100,)))
    counts = list[int]()

    def work(number: int) -> None:
        for _ in range(10):
            with transaction.atomic():
                counts.append(sum(not each.until for each in admit(rows(5), NOON)))

    together(work)
    assert sum(counts) == 90  # a tenth is kept for urgent ones


def test_of_workers_that_look_at_once_one_alone_sends_the_probe(limits: dict[str, Terms]) -> None:
    told(Outcome(state="transient", unreachable=True))
    probes = list[int]()

    def work(number: int) -> None:
        with transaction.atomic():
            probes.append(sum(not each.until for each in admit(rows(3), after(2))))

    together(work)
    assert sorted(probes) == [0, 0, 0, 1]


def test_lanes_made_by_several_at_once_are_made_once_and_nobody_deadlocks(limits: dict[str, Terms]) -> None:
    limits["main"] = Terms(account=Rate(per_s=1000, burst=1000), each=Rate(per_s=1000, burst=1000))
    places = [f"place-{number}.example" for number in range(12)]

    def work(number: int) -> None:
        chance = Random(number)
        for _ in range(10):
            asked = [row for place in chance.sample(places, 6) for row in rows(1, to=place)]
            for index, row in enumerate(asked):
                row.id = index
            with transaction.atomic():
                admit(asked, NOON)

    together(work)
    assert Lane.objects.count() == 1 + len(places)


def test_a_hundred_thousand_behind_a_slow_way_come_back_when_it_is_their_turn(
    limits: dict[str, Terms],
) -> None:
    limits["main"] = Terms(account=Rate(per_s=100, burst=100))
    last = NOON
    for batch in range(20):
        answers = admit(rows(500), NOON + timedelta(milliseconds=batch))
        untils = [each.until for each in answers if each.until]
        assert untils == sorted(untils)
        assert untils[0] > last
        last = untils[-1]
    assert 95 <= (last - NOON).total_seconds() <= 100
