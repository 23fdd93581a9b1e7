"""Held-open connections: one holder an account over all workers, restarted when they break, ended with their worker."""

from collections.abc import Iterator
from contextlib import ExitStack

import psycopg
import pytest

from tests.conversations.toy import Toy, installed, raw
from tests.live import wait_for
from tidings.conversations import holding
from tidings.conversations.holding import Holding
from tidings.ground.clock import SystemClock
from tidings.ground.models import Inbound

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Toy]:
    for name, seconds in (("LOOK_EVERY", 0.02), ("SETTINGS_EVERY", 0.05), ("FIRST_PAUSE", 0.05)):
        monkeypatch.setattr(holding, name, seconds)
    with installed(Toy(), monkeypatch) as channel:
        yield channel


def worker(database_url: str) -> Holding:
    return Holding(clock=SystemClock(), url=database_url)


def open_ones(toy: Toy) -> int:
    return sum(not listener.ended.is_set() for listener in toy.wire.listeners)


def heard(toy: Toy, count: int) -> None:
    wait_for(lambda: len(toy.wire.listeners) >= count and open_ones(toy) == 1, f"listener {count}")


def test_one_worker_of_several_holds_an_account(toy: Toy, database_url: str) -> None:
    with ExitStack() as workers:
        for _ in range(3):
            workers.enter_context(worker(database_url))
        heard(toy, 1)
        listener = toy.wire.listeners[0]
        assert listener.ports.keep(raw("a", at=listener.ports.now()))
        assert (Inbound.objects.get().channel, len(toy.wire.listeners)) == ("sms", 1)
    assert open_ones(toy) == 0


def test_another_worker_takes_over_when_one_ends(toy: Toy, database_url: str) -> None:
    first = worker(database_url)
    first.__enter__()
    heard(toy, 1)
    with worker(database_url):
        first.__exit__(None, None, None)
        heard(toy, 2)


def test_what_breaks_is_opened_again(toy: Toy, database_url: str) -> None:
    with worker(database_url):
        heard(toy, 1)
        toy.wire.listeners[0].breaks()
        heard(toy, 2)
        toy.wire.listeners[1].breaks()
        heard(toy, 3)


def test_who_loses_the_database_lets_go(toy: Toy, database_url: str) -> None:
    with worker(database_url) as first:
        heard(toy, 1)
        assert first.wire is not None
        with psycopg.connect(database_url, autocommit=True) as wire:
            wire.execute("SELECT pg_terminate_backend(%s)", [first.wire.info.backend_pid])
        wait_for(toy.wire.listeners[0].ended.is_set, "the end of the first listener")
        heard(toy, 2)


def test_a_changed_setting_opens_it_anew(
    toy: Toy, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with worker(database_url):
        heard(toy, 1)
        monkeypatch.setenv("TOY_SECRET", "another")
        heard(toy, 2)
        monkeypatch.delenv("TOY_SECRET")
        wait_for(lambda: open_ones(toy) == 0, "the end of what is not ready any more")
