"""The roster of workers: signs of life, silence, and who is dead beyond doubt."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from tidings.ground import roster, workers
from tidings.ground.clock import SystemClock
from tidings.ground.loops import Loop
from tidings.ground.models import WorkerSign
from tidings.ground.place import is_gone, place

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@contextmanager
def working(loops: list[Loop], url: str) -> Iterator[threading.Event]:
    stop = threading.Event()
    thread = threading.Thread(
        target=workers.work, args=(loops,), kwargs={"clock": SystemClock(), "url": url, "stop": stop}
    )
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join(60)
        assert not thread.is_alive()


def until(holds, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def another() -> Iterator["subprocess.Popen[bytes]"]:
    """Another process of this machine."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield process
    process.kill()
    process.wait(10)


def signed(process: int, *, seen_at: datetime = NOON, where: str | None = None) -> WorkerSign:
    return WorkerSign.objects.create(
        name=f"host:{process}",
        host="host",
        process=process,
        place=place(process) if where is None else where,
        started_at=NOON,
        seen_at=seen_at,
    )


@pytest.mark.django_db(transaction=True)
def test_a_worker_signs_with_what_each_loop_does_and_signs_off_at_its_end(database_url: str) -> None:
    go_on = threading.Event()
    slow = Loop("slow", lambda clock: (go_on.wait(60) and 3) or 0, lambda: None, threads=2)
    with working([slow, Loop("idle", lambda clock: 0, lambda: None)], database_url) as stop:
        until(lambda: any(card.loops[0].busy for card in roster.workers(datetime.now(UTC))))
        (card,) = roster.workers(datetime.now(UTC))
        assert (card.name, card.process, card.state) == (roster.me(), os.getpid(), "working")
        assert [(each.loop, each.threads, each.busy) for each in card.loops] == [
            ("slow", 2, 2),
            ("idle", 1, 0),
        ]
        stop.set()
        until(lambda: roster.workers(datetime.now(UTC))[0].state == "stopping")
        go_on.set()
    assert roster.workers(datetime.now(UTC)) == []


@pytest.mark.django_db(transaction=True)
def test_how_many_a_second_is_told(database_url: str) -> None:
    quick = Loop("quick", lambda clock: time.sleep(0.01) or 5, lambda: None)
    with working([quick], database_url):
        until(lambda: any(card.loops[0].per_s > 50 for card in roster.workers(datetime.now(UTC))))


@pytest.mark.django_db
def test_a_worker_that_is_silent_but_lives_is_not_gone(another: "subprocess.Popen[bytes]") -> None:
    signed(another.pid)
    later = NOON + timedelta(minutes=1)
    assert [card.state for card in roster.workers(later)] == ["silent"]
    assert roster.gone(later) == []


@pytest.mark.django_db
def test_a_silent_worker_whose_process_is_dead_is_gone_but_never_before_it_is_silent(
    another: "subprocess.Popen[bytes]",
) -> None:
    signed(another.pid)
    another.kill()
    until(lambda: is_gone(another.pid, WorkerSign.objects.get().place))  # a zombie is dead too
    assert roster.gone(NOON + timedelta(seconds=3)) == []
    assert roster.gone(NOON + timedelta(seconds=5)) == [f"host:{another.pid}"]


@pytest.mark.django_db
def test_of_a_worker_elsewhere_nobody_says_that_it_is_dead() -> None:
    signed(999_999_999, where="another-boot pid:[1] 77")
    signed(999_999_998, where="")
    assert roster.gone(NOON + timedelta(hours=1)) == []


def test_a_process_number_that_is_used_again_is_another_process() -> None:
    mine = place(os.getpid())
    assert not is_gone(os.getpid(), mine)
    assert is_gone(os.getpid(), mine.rpartition(" ")[0] + " 1")
