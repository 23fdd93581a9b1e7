import threading
import time
from contextlib import contextmanager

import pytest

from tidings.ground import workers
from tidings.ground.clock import SystemClock
from tidings.ground.loops import Loop
from tidings.ground.notify import notify


@contextmanager
def running(loops, url):
    stop = threading.Event()
    thread = threading.Thread(
        target=workers.work, args=(loops,), kwargs={"clock": SystemClock(), "url": url, "stop": stop}
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(60)
        assert not thread.is_alive()


def until(holds, seconds=60):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.django_db(transaction=True)
def test_a_notify_wakes_every_loop_that_listens_at_once(database_url, monkeypatch):
    monkeypatch.setattr(workers, "LOOK_EVERY", 60.0)
    looks = {"one": 0, "other": 0}

    def step(name):
        def look(clock):
            looks[name] += 1
            return 0

        return look

    loops = [Loop(name, step(name), lambda: None, wakes=("tidings_test",)) for name in looks]
    with running(loops, database_url):
        until(lambda: min(looks.values()) >= 1)
        before = dict(looks)

        def woken():
            notify("tidings_test")  # again and again: nobody may be listening yet
            return all(looks[name] > before[name] for name in looks)

        until(woken)


@pytest.mark.django_db(transaction=True)
def test_a_step_that_fails_is_tried_again_and_its_text_stays_out_of_the_log(
    database_url, monkeypatch, caplog
):
    monkeypatch.setattr(workers, "FIRST_PAUSE", 0.01)
    tries = []

    def step(clock):
        tries.append(1)
        if len(tries) < 3:
            raise ValueError("ana@example.com is secret")
        return 0

    with running([Loop("odd", step, lambda: None)], database_url):
        until(lambda: len(tries) >= 3)
    assert "odd: ValueError at" in caplog.text
    assert "ana@example.com" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_step_under_way_is_finished_before_the_end(database_url):
    begun, finished = threading.Event(), []

    def step(clock):
        begun.set()
        time.sleep(0.2)
        finished.append(1)
        return 0

    with running([Loop("slow", step, lambda: None)], database_url):
        assert begun.wait(60)
    assert finished
