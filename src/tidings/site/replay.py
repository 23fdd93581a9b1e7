"""The whole system on a simulated clock: the same rooms and loops as live, driven from event to event.

A replay can be killed at any moment and started again: what is stored is found again by its natural key, what was
leased is taken back, and the clock passes through the same moments in the same order.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from tidings.campaigns import public as campaigns
from tidings.ground.clock import SimulatedClock, using
from tidings.ground.loops import Loop, next_moment, run_until
from tidings.people import public as people
from tidings.site.example import Example
from tidings.site.founding import found

Progress = Callable[[int, datetime], None]
BATCH = 1000
HORIZON = timedelta(days=400)

Moment = tuple[datetime, list[dict[str, Any]], list[dict[str, Any]]]


def drive(example: Example, data: Path, loops: list[Loop], progress: Progress) -> int:
    """Live through all of the example's data, then on until nothing is due any more; how many events it holds."""
    moments = list(timeline(example, data))
    clock = SimulatedClock(moments[0][0])
    with using(clock):
        found(example, now=clock.now())
        resume = campaigns.last_received()
        lived = store_what_was_lived(moments, resume)
        for at, records, events in moments[lived:]:
            run_until(loops, clock, at - timedelta(microseconds=1))
            clock.advance(at)
            take_in(records, events, now=at)
            progress(len(events), at)
        live_on(loops, clock)
    return sum(len(events) for _, _, events in moments)


def timeline(example: Example, data: Path) -> Iterator[Moment]:
    """The moments at which something is said, each with its customer records and its events."""
    said = [(at.astimezone(UTC), 0, record) for at, record in example.customers(data)]
    said += [
        (datetime.fromisoformat(event["time"]).astimezone(UTC), 1, event) for event in example.events(data)
    ]
    said.sort(key=lambda entry: entry[0])
    for at, entries in groupby(said, key=lambda entry: entry[0]):
        told = list(entries)
        yield at, [it for _, kind, it in told if kind == 0], [it for _, kind, it in told if kind == 1]


def store_what_was_lived(moments: list[Moment], resume: datetime | None) -> int:
    """How many moments an earlier run has already stored; a moment is one transaction, so it is there whole or not at all."""
    if resume is None:
        return 0
    return sum(at <= resume for at, _, _ in moments)


def take_in(records: Iterable[dict[str, Any]], events: list[dict[str, Any]], *, now: datetime) -> None:
    """What one moment brings: customers first (saving one again changes nothing), then all its events in one transaction."""
    for record in records:
        people.save(record=record, now=now, actor="replay")
    if events:
        campaigns.store(events=[campaigns.read_cloudevent(event) for event in events], now=now)


def live_on(loops: list[Loop], clock: SimulatedClock) -> None:
    """Let the clock run until nothing is due; what lies beyond the horizon (a pause of years) stays due."""
    end = clock.now() + HORIZON
    while (due := next_moment(loops)) and due <= end:
        run_until(loops, clock, due)
