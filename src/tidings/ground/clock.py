"""The clock's edge: the only place in the product that reads the time.

Doors and loops call `now()` and hand the reading down as an argument, so that everything below
can be driven through two simulated years, and every test can travel in time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Something that says what time it is (aware, UTC)."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class SimulatedClock:
    """A clock that stands still until it is moved, and never goes back."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def advance(self, to: datetime) -> None:
        """Move to `to` (aware); a moment already past leaves the clock where it is."""
        self.at = max(self.at, to.astimezone(UTC))


_clock: Clock = SystemClock()


def now() -> datetime:
    """The current moment (aware, UTC) on the clock in use."""
    return _clock.now()


def current() -> Clock:
    """The clock in use, for loops that read it more than once."""
    return _clock


@contextmanager
def using(clock: Clock) -> Iterator[Clock]:
    """Run everything inside on another clock (a replay, a test)."""
    global _clock
    before, _clock = _clock, clock
    try:
        yield clock
    finally:
        _clock = before
