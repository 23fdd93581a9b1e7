"""Whether anyone heard from us too often: judged over whole histories, when all contacts are known."""

from collections.abc import Iterator

import numpy as np

from .company import Company
from .demands import AtMost
from .duties import groups, stands
from .homes import HOMES
from .law import demands
from .local_time import latest_day, wall_clock
from .world import CHANNELS, NEVER, PURPOSES, Column, Contacts, World

HOUR = 3_600_000_000
SHARED = {"person": 1, "household": 2, "organisation": 4}
FAULTS = {
    "person": "over_personal_cap",
    "household": "over_household_cap",
    "organisation": "over_organisation_cap",
}


def judge_caps(world: World, company: Company, technology: Column, urgent: Column) -> dict[str, int]:
    """Contacts that were one too many, by class; `technology` and `urgent` of each contact (a cell of the table)."""
    found: dict[str, int] = {}
    for cap in company.caps:
        bound = world.contacts.judged & ~urgent & of_purposes(world.contacts, cap)
        many = too_many(world, cap, bound)
        found[FAULTS[cap.per]] = found.get(FAULTS[cap.per], 0) + int(many.sum())
    found["over_legal_cap"] = sum(
        int(too_many(world, cap, bound).sum()) for cap, bound in legal(world, technology)
    )
    return {name: count for name, count in found.items() if count}


def legal(world: World, technology: Column) -> Iterator[tuple[AtMost, Column]]:
    """Each law's cap with the contacts it binds."""
    contacts = world.contacts
    rows, columns = np.nonzero(contacts.judged)
    days = contacts.at[rows, columns] // (24 * HOUR)
    laws: dict[AtMost, Column] = {}
    keys = (world.home[rows], contacts.purpose[rows, columns], contacts.channel[rows, columns],
            technology[rows, columns], days)  # fmt: skip
    for (home, purpose, channel, spoken, day), mine in groups(*keys):
        places, zones = HOMES[home]
        on = wall_clock(day * 24 * HOUR, "UTC").date()
        for cap in demands(places, PURPOSES[purpose], TECHNOLOGIES[spoken], CHANNELS[channel], on):
            if isinstance(cap, AtMost):
                bound = laws.setdefault(cap, np.zeros(contacts.at.shape, bool))
                free = stands(cap.unless, world, rows, mine, latest_day(day * 24 * HOUR, zones))
                bound[rows[mine & ~free], columns[mine & ~free]] = True
    yield from laws.items()


TECHNOLOGIES = ("live", "prerecorded", "ai")


def of_purposes(contacts: Contacts, cap: AtMost) -> Column:
    return np.isin(contacts.purpose, [PURPOSES.index(name) for name in cap.purposes])


def counted(contacts: Contacts, cap: AtMost) -> Column:
    by = [CHANNELS.index(name) for name in cap.channels] or list(range(len(CHANNELS)))
    return (contacts.at != NEVER) & of_purposes(contacts, cap) & np.isin(contacts.channel, by)


def too_many(world: World, cap: AtMost, bound: Column) -> Column:
    """The bound contacts for which as many as the cap allows had been decided already, in the window before or after.

    What is decided later is judged for itself: an urgent contact that passes a cap makes no earlier one unlawful.
    """
    size = SHARED[cap.per]
    sharing = {1: slice(None), 2: world.household[::2], 4: world.organisation[::4]}[size]
    at, topic = together(world.contacts.at, size)[sharing], together(world.contacts.topic, size)[sharing]
    counts, asked = together(counted(world.contacts, cap), size)[sharing], together(bound, size)[sharing]
    turn = turns(world.contacts.at.shape[1], size)
    over = np.zeros(at.shape, bool)
    for column in np.flatnonzero(asked.any(axis=0)):
        known = counts & (turn < turn[column])
        if cap.same_topic:
            known &= topic == topic[:, column, None]
        apart = at[:, column, None] - at
        for near in (known & within(apart, cap), known & within(-apart, cap)):
            over[:, column] |= asked[:, column] & (near.sum(axis=1) >= cap.contacts)
    return over


def within(apart: Column, cap: AtMost) -> Column:
    found: Column = (apart >= 0) & (apart < cap.within * HOUR)
    return found


def turns(columns: int, size: int) -> Column:
    """When each contact of those who share was decided: step by step, one after the other."""
    return (np.arange(columns) * size + np.arange(size)[:, None]).reshape(-1)


def together(table: Column, size: int) -> Column:
    """The contacts of those who share, side by side."""
    return table.reshape(len(table) // size, -1)
