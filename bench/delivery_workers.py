"""Processes that empty the queue, ours or a rival's: made ready one by one, let go together, timed until all is recorded."""

import multiprocessing
import os
import time
import traceback
from collections.abc import Callable, Mapping
from multiprocessing.synchronize import Event
from typing import Any

import psycopg

WAITS = "SELECT count(*) FROM outreach_outreach WHERE state IN ('pending', 'sending')"
GIVES_UP = 240.0


def emptied_by(
    work: Callable[..., None], url: str, environment: Mapping[str, str], *, processes: int, count: int
) -> float:
    """Messages a second from the common start until the queue is empty and every result on record."""
    context = multiprocessing.get_context("spawn")
    go = context.Event()
    ready = [context.Event() for _ in range(processes)]
    ours = [
        context.Process(target=told, args=(work, url, dict(environment), one, go), daemon=True)
        for one in ready
    ]
    for process in ours:
        process.start()
    assert all(one.wait(60) for one in ready), "a worker did not come up"
    began = time.perf_counter()
    go.set()
    for process in ours:
        process.join(GIVES_UP)
    seconds = time.perf_counter() - began
    with psycopg.connect(url) as wire:
        row = wire.execute(WAITS).fetchone()
    assert row == (0,), f"{row} of {count} messages still wait"
    return count / seconds


def told(work: Callable[..., None], url: str, environment: dict[str, str], ready: Event, go: Event) -> None:
    os.environ.update(environment)
    try:
        work(url, ready, go)
    except Exception:
        traceback.print_exc()
        raise


def our_worker(url: str, ready: Event, go: Event) -> None:
    """The loop "deliver" on its threads, as `tidings work` runs it, until nothing is due."""
    import threading

    import delivery_shop

    delivery_shop.ready(url)
    from django.db import connection

    from tidings.ground import clock
    from tidings.outreach.deliver import deliver_loop

    loop = deliver_loop()

    def run() -> None:
        try:
            while loop.step(clock.current()):
                pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(loop.threads)]
    warm_up()
    ready.set()
    go.wait()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def warm_up() -> None:
    """Everything imported, connected and parsed, as in a worker that has been up for a while."""
    from tidings.campaigns import public as campaigns
    from tidings.outreach.compose import Voice
    from tidings.outreach.models import Outreach
    from tidings.outreach.rules import policy_of

    voice = Voice()
    policy_of(voice.company)
    for id in Outreach.objects.values_list("version_id", flat=True).distinct():
        campaigns.live_version(version_id=id)


def django_worker(url: str, ready: Event, go: Event) -> None:
    """The natural way with Django (`rivals/django_mail.py`)."""
    import delivery_shop

    delivery_shop.ready(url)
    from rivals import django_mail

    sending = django_mail.Sending()
    warm_up()
    ready.set()
    go.wait()
    while sending.one():
        pass


def figures_of(rates: Mapping[str, list[float]]) -> dict[str, Any]:
    import statistics

    return {name: round(statistics.median(found)) for name, found in rates.items() if found}
