"""The whole system on a simulated clock: the same rooms and loops as live, driven from event to event.

A replay can be killed at any moment and started again: what is stored is found again by its natural key, what was
leased is taken back, and the clock passes through the same moments in the same order.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from tidings.campaigns import public as campaigns
from tidings.ground.clock import SimulatedClock, using
from tidings.ground.loops import Loop, next_moment, run_until
from tidings.people import public as people
from tidings.site.example import Example, ExampleRefused
from tidings.site.founding import found

Progress = Callable[[int, datetime], None]
HORIZON = timedelta(days=400)
MANY = 20

Said = dict[str, Any]
Moment = tuple[datetime, list[Said], list[Said]]


def drive(example: Example, data: Path, loops: list[Loop], progress: Progress) -> int:
    """Live through all of the example's data, then on until nothing is due any more; how many events it holds."""
    moments = timeline(example.customers(data), example.events(data))
    if not moments:
        return 0
    clock = SimulatedClock(moments[0][0])
    with using(clock):
        found(example, now=clock.now())
        live(moments, loops, clock, progress)
        live_on(loops, clock)
    return sum(len(events) for _, _, events in moments)


def timeline(customers: Iterable[tuple[datetime, Said]], events: Iterable[Said]) -> list[Moment]:
    """The moments at which something is said, in order, each with its customer records and its events."""
    said = [(at.astimezone(UTC), 0, record) for at, record in customers]
    said += [(datetime.fromisoformat(event["time"]).astimezone(UTC), 1, event) for event in events]
    said.sort(key=itemgetter(0))
    return [(at, *parted(entries)) for at, entries in groupby(said, key=itemgetter(0))]


def parted(entries: Iterable[tuple[datetime, int, Said]]) -> tuple[list[Said], list[Said]]:
    told = list(entries)
    return [it for _, kind, it in told if kind == 0], [it for _, kind, it in told if kind == 1]


def live(moments: list[Moment], loops: list[Loop], clock: SimulatedClock, progress: Progress) -> None:
    """Take in each moment when the clock reaches it; what falls due by then, at that very moment too, goes first."""
    lived = moments_lived(moments, campaigns.last_received())
    for at, records, events in moments[lived:]:
        run_until(loops, clock, at)
        take_in(records, events, now=at)
        progress(len(events), at)
    run_until(loops, clock, clock.now())


def moments_lived(moments: list[Moment], resume: datetime | None) -> int:
    """How many moments an earlier run has stored; a moment's events are one transaction, there whole or not at all."""
    return sum(at <= resume for at, _, _ in moments) if resume else 0


def take_in(records: list[Said], events: list[Said], *, now: datetime) -> None:
    """What one moment brings: customers first (saving one again changes nothing), then its events in one transaction."""
    if len(records) > MANY:
        taken = people.import_rows(rows=enumerate(records, 1), name="replay", actor="replay", now=now)
        if taken.refused:
            raise ExampleRefused(
                f"{taken.refused} of the customers first heard of at {now:%F %T} are refused"
            )
    else:
        for record in records:
            know(record, now=now)
    if events:
        campaigns.store(events=[campaigns.read_cloudevent(event) for event in events], now=now)


def know(record: Said, *, now: datetime) -> None:
    try:
        people.save(record=record, now=now)
    except people.Refused as refused:
        raise ExampleRefused(f"customer {record.get('id')!r} is refused: {refused}") from refused


def live_on(loops: list[Loop], clock: SimulatedClock) -> None:
    """Let the clock run until nothing is due; what lies beyond the horizon (a pause of years) stays due."""
    end = clock.now() + HORIZON
    while (due := next_moment(loops)) and due <= end:
        run_until(loops, clock, due)
