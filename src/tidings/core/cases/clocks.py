"""Clocks: zones, hours and a customer's own hours together; when they open first and last, one by one or for many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import numpy as np

from tidings.core.cases.instants import micros, micros_or_never
from tidings.core.hours import DAY, Hours, OwnHours, last_open, midnight_of, next_open, open_spans

Moments = np.ndarray[Any, np.dtype[np.int64]]
INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Clock:
    """Open when all hours, and the customer's own, are open in all zones; without any hours it is always open."""

    zones: frozenset[str]
    hours: tuple[Hours, ...]
    own: OwnHours | None

    @property
    def is_always_open(self) -> bool:
        return not self.hours and not self.own


@lru_cache(maxsize=16_384)
def first_open(clock: Clock, start: datetime) -> int:
    """The first open moment from `start` on; NEVER if there is none."""
    if clock.is_always_open:
        return micros(start)
    return micros_or_never(next_open(start, tuple(clock.zones), clock.hours, clock.own))


@lru_cache(maxsize=16_384)
def final_open(clock: Clock, limit: datetime) -> int:
    """The last open moment before `limit`; NEVER if there was none."""
    if clock.is_always_open:
        return micros(limit - INSTANT)
    return micros_or_never(last_open(limit, tuple(clock.zones), clock.hours, clock.own))


@dataclass(frozen=True)
class Spans:
    """The open spans of many clocks one after the other: `ends` is sorted over all, a clock's own being apart by `wide`."""

    base: int
    wide: int
    opens: Moments
    ends: Moments
    after: Moments  # where each clock's spans end
    late: Moments  # each clock's first open moment after all its spans

    def first_open(self, clock: Moments, start: Moments) -> Moments:
        """The first open moments from each start on (all within the spans' time), clock by clock."""
        at = np.searchsorted(self.ends, clock * self.wide + (start - self.base), side="right")
        known = at < self.after[clock]
        opens = (
            self.opens[np.minimum(at, max(len(self.opens) - 1, 0))] if len(self.opens) else self.late[clock]
        )
        return np.where(known, np.maximum(opens, start), np.maximum(self.late[clock], start))


def spans(clocks: Sequence[Clock], since: datetime, until: datetime) -> Spans:
    """The spans of each clock between two moments."""
    base, wide = micros(midnight_of(since)), micros(until + 2 * DAY) - micros(midnight_of(since))
    found = [spans_of(clock, midnight_of(since), until) for clock in clocks]
    lines = [(n * wide, span) for n, its in enumerate(found) for span in its]
    return Spans(
        base,
        wide,
        opens=np.array([opens for _, (opens, _) in lines], np.int64),
        ends=np.array([apart + closes - base for apart, (_, closes) in lines], np.int64),
        after=np.cumsum([len(its) for its in found]),
        late=np.array([first_open(clock, until) for clock in clocks], np.int64),
    )


@lru_cache(maxsize=16_384)
def spans_of(clock: Clock, midnight: datetime, until: datetime) -> tuple[tuple[int, int], ...]:
    """A clock's open spans from a midnight (UTC) to the day of `until`, the last cut off there."""
    if clock.is_always_open:
        return ((micros(midnight), micros(until)),)
    count = (until - midnight) // DAY + 1
    return tuple(
        (micros(opens), micros(min(closes, until)))
        for ahead in range(count)
        for opens, closes in open_spans(midnight + ahead * DAY, clock.zones, clock.hours, clock.own)
        if opens < until
    )
