"""The thread that signs the roster once a second for its process, with what each of its loops does."""

import logging
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from time import monotonic
from typing import Any, Protocol

from django.db import connection

from tidings.ground import roster
from tidings.ground.clock import Clock
from tidings.ground.loops import Loop

SPEED_OVER_S = 10.0  # seconds over which "how many a second" is told
log = logging.getLogger(__name__)


class Thread(Protocol):
    """One thread that steps a loop, as far as the roster tells of it."""

    loop: Loop
    handled: int
    failures: int
    busy_since: datetime | None


class SignOfLife:
    """Signs while it is open; signs off at the end. A database that is away is not told, and hears the next one."""

    def __init__(self, threads: Sequence[Thread], clock: Clock) -> None:
        self.threads, self.clock = threads, clock
        self.started_at = clock.now()
        self.speeds = {each.loop.name: Speed() for each in threads}
        self.soon, self.ended, self.drains = threading.Event(), threading.Event(), False
        self.thread = threading.Thread(target=self.run, name="sign of life", daemon=True)

    def __enter__(self) -> "SignOfLife":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.soon.set()
        self.thread.join(roster.SIGN_EVERY * 3)

    def stopping(self) -> None:
        """From now on it only finishes what is under way."""
        self.drains = True
        self.soon.set()

    def run(self) -> None:
        while not self.ended.is_set():
            self.soon.clear()
            self.sign()
            self.soon.wait(roster.SIGN_EVERY)
        with suppress(Exception):
            roster.sign_off([roster.me()])
        connection.close()

    def sign(self) -> None:
        try:
            now = self.clock.now()
            roster.sign(doing=self.doing(), started_at=self.started_at, stopping=self.drains, now=now)
        except Exception as error:
            log.warning("no sign of life could be given: %s", type(error).__name__)
            with suppress(Exception):
                connection.close()

    def doing(self) -> dict[str, dict[str, Any]]:
        return {
            name: told([each for each in self.threads if each.loop.name == name], speed)
            for name, speed in self.speeds.items()
        }


def told(threads: Sequence[Thread], speed: "Speed") -> dict[str, Any]:
    busy = [each.busy_since for each in threads if each.busy_since is not None]
    handled = sum(each.handled for each in threads)
    return {
        "threads": len(threads),
        "busy": len(busy),
        "since": min(busy).isoformat() if busy else None,
        "handled": handled,
        "per_s": speed.told(handled),
        "failures": max(each.failures for each in threads),
    }


class Speed:
    """How many a second, over the last ten."""

    def __init__(self) -> None:
        self.seen: deque[tuple[float, int]] = deque([(monotonic(), 0)])

    def told(self, handled: int) -> float:
        now = monotonic()
        self.seen.append((now, handled))
        while len(self.seen) > 2 and self.seen[1][0] <= now - SPEED_OVER_S:
            self.seen.popleft()
        since, before = self.seen[0]
        return round((handled - before) / max(now - since, 0.001), 1)
