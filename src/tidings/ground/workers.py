"""Loops kept running on threads: woken by the database, else by what is due, else by a look every second.

A step that fails is logged and tried again after a growing pause; nothing but the step's own transaction is lost.
When told to stop, each thread finishes the step it is in.
"""

import logging
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from django.db import connection

from tidings.ground.clock import Clock
from tidings.ground.loops import Loop
from tidings.ground.notify import Wakes
from tidings.ground.sign_of_life import SignOfLife

LOOK_EVERY = 1.0  # seconds; the fallback when no wake came
SHORTEST_WAIT = 0.02  # when something is due that another worker has just taken
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0
DRAINED_WITHIN = 40.0  # seconds for all threads together: longer than a channel waits for an answer
log = logging.getLogger(__name__)


@dataclass
class Worker:
    """One thread that steps one loop until `stop`."""

    loop: Loop
    clock: Clock
    stop: threading.Event
    wake: threading.Event = field(default_factory=threading.Event)
    failures: int = 0
    handled: int = 0
    busy_since: datetime | None = None

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self.run, name=self.loop.name, daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.wake.clear()  # before the step: what comes during it is looked at again
                if not self.step():
                    self.wake.wait(self.idle_for())
        finally:
            connection.close()

    def step(self) -> int:
        """One step of the loop; how much it handled. The rim: whatever goes wrong, the worker goes on."""
        self.busy_since = self.clock.now()
        try:
            handled = self.loop.step(self.clock)
        except Exception as error:
            self.busy_since = None
            self.fail(error)
            return 0
        self.failures, self.busy_since = 0, None
        self.handled += handled
        return handled

    def fail(self, error: Exception) -> None:
        self.failures += 1
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(self.failures - 1, 10))
        # The error's own text may hold a customer's data: the log says where, the database what.
        log.error("%s: %s at %s; again in %.1f s", self.loop.name, type(error).__name__, place(error), pause)
        log.debug("%s", error, exc_info=error)
        with suppress(Exception):  # a broken connection may not even close
            connection.close()
        self.stop.wait(pause)

    def idle_for(self) -> float:
        """Seconds until the next look."""
        try:
            due = self.loop.next_due()
        except Exception as error:
            self.fail(error)
            return 0
        if due is None:
            return LOOK_EVERY
        return min(LOOK_EVERY, max(SHORTEST_WAIT, (due - self.clock.now()).total_seconds()))


def place(error: Exception) -> str:
    """The file and line that raised, for the log."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"


class Bell(threading.Event):
    """A NOTIFY channel that wakes several workers."""

    def __init__(self, workers: Sequence[Worker]) -> None:
        super().__init__()
        self.workers = workers

    def set(self) -> None:
        for worker in self.workers:
            worker.wake.set()


def work(loops: Iterable[Loop], *, clock: Clock, url: str, stop: threading.Event) -> None:
    """Runs the loops on their threads until `stop` is set, then lets every thread finish its step."""
    workers = [Worker(loop, clock, stop) for loop in loops for _ in range(loop.threads)]
    wakes = listening(workers, url)
    with SignOfLife(workers, clock) as sign:
        threads = [worker.start() for worker in workers]
        stop.wait()
        sign.stopping()
        wakes.stop()
        drain(threads)


def drain(threads: Iterable[threading.Thread]) -> None:
    until = monotonic() + DRAINED_WITHIN
    for thread in threads:
        thread.join(max(0.0, until - monotonic()))


def listening(workers: Sequence[Worker], url: str) -> Wakes:
    """One connection that listens for all workers."""
    channels = {channel for worker in workers for channel in worker.loop.wakes}
    wakes = Wakes(url, channels)
    for channel in channels:
        wakes.events[channel] = Bell([worker for worker in workers if channel in worker.loop.wakes])
    return wakes.start()
