"""What a dead relay, a dead worker and a new one mean for what is due."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.outreach.delivering import NOON, found_company, kept, make_due, now_is
from tests.outreach.test_work import working
from tidings.channels.contract import Message, Outcome, Sender
from tidings.channels.email import sink
from tidings.channels.email.tests.scripted_server import SILENCE, ScriptedServer
from tidings.ground import roster, workers
from tidings.ground.clock import SimulatedClock, SystemClock
from tidings.ground.models import WorkerSign
from tidings.outreach.claiming import LEASE, claim
from tidings.outreach.compose import Voice
from tidings.outreach.deliver import deliver_loop
from tidings.outreach.models import Attempt, Lane, Lease, Outreach
from tidings.outreach.taking_over import step as take_over

DEAD = "smtp://127.0.0.1:9"  # the discard port: nobody listens


def until(holds: Callable[[], bool], seconds: float = 120) -> float:
    began = time.monotonic()
    while not holds():
        assert time.monotonic() < began + seconds
        time.sleep(0.02)
    return time.monotonic() - began


@pytest.fixture
def company(transactional_db: None) -> None:
    found_company()


@pytest.mark.django_db
def test_while_one_relay_is_dead_the_other_takes_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: object
) -> None:
    found_company()
    rows = make_due(*(f"c{n}" for n in range(6)))
    clock, loop = SimulatedClock(NOON), deliver_loop()
    with sink.running(tmp_path) as good:
        settings.SMTP_URL = DEAD  # type: ignore[attr-defined]
        monkeypatch.setenv("TIDINGS_SMTP_URL__SECOND", good)
        for seconds in range(20):
            clock.advance(NOON + timedelta(seconds=seconds))
            loop.step(clock)
    assert {now_is(row).state for row in rows} == {"sent"}
    assert len(kept(tmp_path)) == len(rows)
    assert set(Attempt.objects.filter(outcome="accepted").values_list("account", flat=True)) == {"second"}
    lane = Lane.objects.get(account="main")
    assert lane.state == "open"
    assert not Lane.objects.filter(account="second").exclude(state="closed").exists()


@pytest.mark.django_db
def test_what_may_have_gone_out_by_one_account_is_never_sent_by_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: object
) -> None:
    found_company()
    (row,) = make_due("ana")
    silent = ScriptedServer()
    silent.usual["."] = SILENCE
    clock, loop = SimulatedClock(NOON), deliver_loop()
    with sink.running(tmp_path) as good:
        settings.SMTP_URL = f"smtp://127.0.0.1:{silent.port}"  # type: ignore[attr-defined]
        monkeypatch.setenv("TIDINGS_SMTP_TIMEOUT", "0.3")
        monkeypatch.setenv("TIDINGS_SMTP_URL__SECOND", good)
        for minutes in range(0, 30, 3):
            clock.advance(NOON + timedelta(minutes=minutes))
            loop.step(clock)
        silent.close()
    assert set(Attempt.objects.filter(outreach=row).values_list("account", flat=True)) == {"main"}
    assert kept(tmp_path) == []


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_had_leased_moves_on_long_before_its_lease(
    company: None, database_url: str, tmp_path: Path
) -> None:
    rows = make_due(
        *(f"c{n}" for n in range(10)), event="card-used", now=datetime.now(UTC) - timedelta(seconds=1)
    )
    silent = ScriptedServer()
    silent.usual["EHLO"] = SILENCE
    with working(database_url, f"smtp://127.0.0.1:{silent.port}", loops="deliver") as stuck:
        until(lambda: Outreach.objects.filter(state="sending").count() == len(rows))
        until(lambda: WorkerSign.objects.exists())
        stuck.send_signal(signal.SIGKILL)
        stuck.wait(10)
    silent.close()
    with sink.running(tmp_path) as good, working(database_url, good, loops="deliver,take-over"):
        took = until(lambda: all(now_is(row).state == "sent" for row in rows))
    assert took < LEASE.total_seconds() / 4
    assert len(kept(tmp_path)) == len(rows)
    assert [sign.process for sign in WorkerSign.objects.all()] != [stuck.pid]


@pytest.mark.django_db
def test_the_leases_of_a_worker_that_is_only_silent_run_out_by_themselves() -> None:
    found_company()
    (row,) = make_due("ana")
    claim(now=NOON, voice=Voice())
    roster.sign(doing={}, started_at=NOON, stopping=False, now=NOON)
    assert take_over(SimulatedClock(NOON + timedelta(seconds=30))) == 0
    assert now_is(row).state == "sending" and Lease.objects.get().until == NOON + LEASE


class Slow:
    """A way out that takes its time and notes when it was first used."""

    def __init__(self) -> None:
        self.first = threading.Event()

    def send(self, message: Message) -> Outcome:
        self.first.set()
        time.sleep(0.05)
        return Outcome(state="accepted")

    def close(self) -> None: ...


@pytest.fixture
def hired(database_url: str) -> Iterator[Callable[[Sender], None]]:
    """Starts one more worker on the loop "deliver", by this way out."""
    stop, threads = threading.Event(), list[threading.Thread]()

    def hire(way: Sender) -> None:
        loop = deliver_loop(channels={"email": lambda: way}, stopping=stop.is_set)
        world = {"clock": SystemClock(), "url": database_url, "stop": stop}
        threads.append(threading.Thread(target=workers.work, args=([loop],), kwargs=world))
        threads[-1].start()

    yield hire
    stop.set()
    for thread in threads:
        thread.join(60)


@pytest.mark.django_db(transaction=True)
def test_a_new_worker_helps_within_a_second(company: None, hired: Callable[[Sender], None]) -> None:
    make_due(*(f"c{n}" for n in range(220)), event="card-used", now=datetime.now(UTC) - timedelta(seconds=1))
    seconds_until_it_helps(hired)
    assert any(seconds_until_it_helps(hired) < 1 for _ in range(3))  # a busy machine may hold one up


def seconds_until_it_helps(hired: Callable[[Sender], None]) -> float:
    way, began = Slow(), time.monotonic()
    hired(way)
    assert way.first.wait(60)
    return time.monotonic() - began


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_told_to_stop_gives_back_what_it_has_not_sent(
    company: None, database_url: str
) -> None:
    make_due(*(f"c{n}" for n in range(120)), event="card-used", now=datetime.now(UTC) - timedelta(seconds=1))
    way, stop = Slow(), threading.Event()
    loop = deliver_loop(channels={"email": lambda: way}, stopping=stop.is_set)
    world = {"clock": SystemClock(), "url": database_url, "stop": stop}
    worker = threading.Thread(target=workers.work, args=([loop],), kwargs=world)
    worker.start()
    assert way.first.wait(60)
    stop.set()
    worker.join(60)
    assert not worker.is_alive()
    assert Outreach.objects.filter(state="sent").count() < 60  # no whole batch
    states = set(Outreach.objects.values_list("state", flat=True))
    assert states == {"sent", "pending"}
    assert not Attempt.objects.exclude(outcome="accepted").exists()
    assert set(Outreach.objects.filter(state="pending").values_list("tries", flat=True)) == {0}
