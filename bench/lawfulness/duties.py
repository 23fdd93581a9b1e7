"""Whether contacts fulfil what the laws of their places demand: hours, consent, registries, confirmed numbers."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from .asking import Asked, Found, Made
from .demands import WRITTEN, Confirmed, Consent, Demand, Hours, Relationship, Unlisted
from .homes import HOMES
from .law import demands
from .ledger import REVOKED, Said, said
from .local_time import EPOCH, latest_day, months_after, wall_clock
from .moments import outside
from .world import CHANNELS, NEVER, REGISTRIES, Column, World

DAY_ZERO = EPOCH.date()


def groups(*columns: Column) -> Iterator[tuple[tuple[int, ...], Column]]:
    """Each distinct line of the columns, with the rows it stands in."""
    lines = np.stack([column.astype(np.int64) for column in columns], axis=1)
    distinct, place = np.unique(lines, axis=0, return_inverse=True)
    for number, line in enumerate(distinct):
        yield tuple(int(value) for value in line), place.reshape(-1) == number


def broken_duties(world: World, asked: Asked, made: Made) -> Found:
    """Every demand of every law, group by group of people under the same laws on the same channel."""
    spoken = said(
        world.acts, made.rows, purpose=asked.purpose, topic=asked.topic, channel=made.channel, now=asked.now
    )
    day = wall_clock(asked.now, "UTC").date()
    for (home, channel), mine in groups(world.home[made.rows], made.channel):
        places, zones = HOMES[home]
        binding = demands(places, asked.named_purpose, asked.technology, CHANNELS[channel], day)
        today = latest_day(asked.now, zones)
        yield from wrong_hours(binding, zones, made, mine)
        for demand in binding:
            yield from broken(demand, world, asked, made, mine, spoken, today)


def wrong_hours(binding: tuple[Demand, ...], zones: tuple[str, ...], made: Made, mine: Column) -> Found:
    hours = [demand for demand in binding if isinstance(demand, Hours)]
    for at in np.unique(made.at[mine]) if hours and zones else ():
        if fault := outside(int(at), zones, hours, 0):
            yield fault, mine & (made.at == at)


def broken(
    demand: Demand, world: World, asked: Asked, made: Made, mine: Column, spoken: Said, today: date
) -> Found:
    if isinstance(demand, Consent):
        related = stands(demand.stands_in, world, made.rows, mine, today)
        short = mine & (spoken.channel < demand.level) & ~(related & (spoken.channel != REVOKED))
        yield "no_written_consent" if demand.level == WRITTEN else "no_channel_consent", short
    elif isinstance(demand, Unlisted):
        bound = mine & ~stands(demand.exempt, world, made.rows, mine, today)
        yield from registry_faults(
            demand, world, asked, made, bound & (spoken.channel < demand.lifted_by), today
        )
    elif isinstance(demand, Confirmed):
        yield "number_reassigned", mine & ~world.confirmed[made.rows]


def registry_faults(
    demand: Unlisted, world: World, asked: Asked, made: Made, bound: Column, today: date
) -> Found:
    place = REGISTRIES.index(demand.registry)
    version = asked.registries[place]
    if version is None or today > DAY_ZERO + timedelta(days=version + demand.days):
        yield "registry_stale", bound
    if version is not None:
        yield "registry_listed", bound & (world.listed_on[made.rows, place] <= version)


def stands(window: Relationship, world: World, rows: Column, mine: Column, today: date) -> Column:
    """Whose purchase or inquiry is at most so many months old today."""
    young = recent_enough(world.purchased[rows], window.purchase, mine, today)
    return young | recent_enough(world.inquired[rows], window.inquiry, mine, today)


def recent_enough(days: Column, months: int, mine: Column, today: date) -> Column:
    found = np.zeros(len(days), bool)
    if not months:
        return found
    for day in np.unique(days[mine & (days != NEVER)]):
        if today <= months_after(DAY_ZERO + timedelta(days=int(day)), months):
            found |= days == day
    return found
