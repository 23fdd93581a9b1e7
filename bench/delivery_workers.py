"""Processes that empty the queue, ours or a rival's: made ready one by one, let go together, timed until all is recorded."""

import multiprocessing
import os
import time
import traceback
from collections.abc import Callable, Mapping
from multiprocessing.synchronize import Event

import psycopg

WAITS = "SELECT count(*) FROM outreach_outreach WHERE state IN ('pending', 'sending')"
GIVES_UP = 240.0
FEW = 5


def emptied_by(
    work: Callable[..., None], url: str, environment: Mapping[str, str], *, processes: int, count: int
) -> float:
    """Messages a second from the common start until the queue is empty and every result on record.

    Those with which the workers made themselves ready are not counted.
    """
    context = multiprocessing.get_context("spawn")
    go = context.Event()
    ready = [context.Event() for _ in range(processes)]
    ours = [
        context.Process(target=told, args=(work, url, dict(environment), one, go), daemon=True)
        for one in ready
    ]
    for process in ours:
        process.start()
    assert all(one.wait(GIVES_UP) for one in ready), "a worker did not come up"
    left = waiting(url)
    began = time.perf_counter()
    go.set()
    for process in ours:
        process.join(GIVES_UP)
    seconds = time.perf_counter() - began
    assert waiting(url) == 0, f"{waiting(url)} of {count} messages still wait"
    return left / seconds


def waiting(url: str) -> int:
    with psycopg.connect(url) as wire:
        row = wire.execute(WAITS).fetchone()
    assert row is not None
    return int(row[0])


def told(work: Callable[..., None], url: str, environment: dict[str, str], ready: Event, go: Event) -> None:
    os.environ.update(environment)
    try:
        work(url, ready, go)
    except Exception:
        traceback.print_exc()
        raise


def our_worker(url: str, ready: Event, go: Event) -> None:
    """The loop "deliver" on its threads, as `tidings work` runs it, until nothing is due.

    Each thread is made ready by a batch of its own: everything imported, connected and parsed.
    """
    import threading

    import delivery_shop

    delivery_shop.ready(url)
    from django.db import connection

    from tidings.ground import clock, garbage
    from tidings.outreach.deliver import deliver_loop

    loop = deliver_loop()
    garbage.keep_what_is_loaded()
    warm = threading.Barrier(loop.threads + 1, timeout=GIVES_UP)

    def run() -> None:
        try:
            loop.step(clock.current())
            warm.wait()
            go.wait()
            while loop.step(clock.current()):
                pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(loop.threads)]
    for thread in threads:
        thread.start()
    warm.wait()
    ready.set()
    for thread in threads:
        thread.join()


def django_worker(url: str, ready: Event, go: Event) -> None:
    """The natural way with Django (`rivals/django_mail.py`), made ready by a few messages."""
    import delivery_shop

    delivery_shop.ready(url)
    from rivals import django_mail

    sending = django_mail.Sending()
    for _ in range(FEW):
        sending.one()
    ready.set()
    go.wait()
    while sending.one():
        pass
