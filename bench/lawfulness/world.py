"""Random histories: people with what they said, asked for and bought over time, as columns of one row a person.

Seeded. Nothing here is folded or decided: an act stays an act, so that product and oracle each work out what it means.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np

from .homes import HOMES, KNOWN, OWN_HOURS
from .local_time import micros

Column = np.ndarray[Any, Any]
CHANNELS = ("email", "sms", "voice:mobile", "voice:landline", "letter", "push")
PURPOSES = ("service", "marketing", "emergency")
TOPICS = ("deliveries", "offers", "safety")
RELATIONSHIPS = ("customer", "prospect", "former")
REGISTRIES = ("us-national-dnc", "gb-tps", "gb-ctps", "ca-dncl", "au-dncr")
ANY = -1
ACTS = 6
STOPS = 2
DAY = 86_400_000_000
NEVER = np.iinfo(np.int64).max
# Clock changes, month ends, holidays and the days on which laws begin: histories start a little before them.
EDGES = (
    date(2026, 1, 28), date(2026, 3, 5), date(2026, 3, 26), date(2026, 4, 2), date(2026, 5, 20),
    date(2026, 7, 1), date(2026, 8, 8), date(2026, 10, 1), date(2026, 10, 22), date(2026, 10, 29),
    date(2026, 11, 20), date(2026, 12, 20), date(2027, 1, 28), date(2027, 2, 25), date(2027, 3, 11),
)  # fmt: skip


@dataclass(frozen=True)
class Acts:
    """The consent ledger: one column an act, in no order; -1 means any. A stop is a revocation by STOP."""

    at: Column
    granted: Column
    written: Column
    stop: Column
    purpose: Column
    topic: Column
    channel: Column


@dataclass(frozen=True)
class World:
    """The histories, one row a person. Moments in microseconds since 1970, days since 1970; NEVER where nothing was.

    Neighbours share: rows 2i and 2i+1 a household where `household`, rows 4i to 4i+3 an organisation where `organisation`.
    """

    start: int
    first_id: int
    home: Column
    own_hours: Column
    relationship: Column
    acts: Acts
    reachable: Column
    suppressed_at: Column
    suppressed_channel: Column
    suppressed_scope: Column
    listed_on: Column
    confirmed: Column
    paused_from: Column
    paused_until: Column
    purchased: Column
    inquired: Column
    talk_from: Column
    talk_until: Column
    talk_channel: Column
    asked_for_call: Column
    case_from: Column
    case_until: Column
    household: Column
    organisation: Column
    ranked: Column
    contacts: "Contacts"

    def __len__(self) -> int:
        return len(self.home)


@dataclass(frozen=True)
class Contacts:
    """Every contact of every person: earlier ones first, then a column a step; `at` is NEVER where there was none."""

    at: Column
    purpose: Column
    topic: Column
    channel: Column
    judged: Column


def make(seed: int, people: int, *, steps: int, first_id: int = 0) -> World:
    """`people` histories around one edge of the calendar; a multiple of four people."""
    rng = np.random.default_rng(seed)
    edge = EDGES[seed % len(EDGES)]
    start = micros(
        datetime(edge.year, edge.month, edge.day, tzinfo=UTC) + timedelta(hours=int(rng.integers(24)))
    )
    return World(
        start=start,
        first_id=first_id,
        home=homes(rng, people),
        own_hours=np.where(rng.random(people) < 0.75, 0, rng.integers(1, len(OWN_HOURS), people)),
        relationship=rng.choice(3, people, p=[0.8, 0.12, 0.08]),
        acts=acts(rng, people, start),
        reachable=rng.random((people, len(CHANNELS))) < 0.75,
        suppressed_at=sometimes(rng, (people, STOPS), 0.06, start, -200, 40),
        suppressed_channel=rng.integers(ANY, len(CHANNELS), (people, STOPS)),
        suppressed_scope=rng.choice([ANY, 1], (people, STOPS)),
        listed_on=listed(rng, people, start),
        confirmed=rng.random(people) < 0.8,
        **pauses(rng, people, start),
        purchased=bought(rng, people, start, (24, 18), 0.6),
        inquired=bought(rng, people, start, (6, 3), 0.4),
        **talks(rng, people, start),
        **cases(rng, people, start),
        household=np.repeat(rng.random(people // 2) < 0.3, 2),
        organisation=np.repeat(rng.random(people // 4) < 0.2, 4),
        ranked=rankings(rng, people),
        contacts=earlier(rng, people, start, steps),
    )


def homes(rng: np.random.Generator, people: int) -> Column:
    known = rng.integers(0, len(KNOWN), people)
    return np.where(rng.random(people) < 0.94, known, rng.integers(len(KNOWN), len(HOMES), people))


def acts(rng: np.random.Generator, people: int, start: int) -> Acts:
    """Mostly an old yes to everything, then further yeses and noes, broad and narrow, before and during the history."""
    shape = (people, ACTS)
    at = sometimes(rng, shape, 0.3, start, -300, 40)
    at[:, 0] = sometimes(rng, (people,), 0.85, start, -400, -100)
    tied = rng.random(people) < 0.03
    at[tied, 2] = at[tied, 1]
    granted = rng.random(shape) < 0.55
    granted[:, 0] = True
    stop = ~granted & (rng.random(shape) < 0.5)
    broad = np.zeros(shape, bool)
    broad[:, 0] = rng.random(people) < 0.8
    anything = stop | broad
    return Acts(
        at=at,
        granted=granted,
        written=granted & (rng.random(shape) < 0.7),
        stop=stop,
        purpose=np.where(
            broad, ANY, np.where(stop, rng.choice([ANY, 1], shape), rng.integers(ANY, 2, shape))
        ),
        topic=np.where(anything | (rng.random(shape) < 0.5), ANY, rng.integers(0, len(TOPICS), shape)),
        channel=np.where(broad | (rng.random(shape) < 0.3), ANY, rng.integers(0, len(CHANNELS), shape)),
    )


def sometimes(
    rng: np.random.Generator, shape: tuple[int, ...], share: float, start: int, since: int, until: int
) -> Column:
    """A moment between two days from the start for this share, NEVER for the others."""
    moments = start + rng.integers(since * DAY, until * DAY, shape)
    return np.where(rng.random(shape) < share, moments, NEVER)


def listed(rng: np.random.Generator, people: int, start: int) -> Column:
    """The day the number was put on each registry."""
    days = start // DAY + rng.integers(-400, 40, (people, len(REGISTRIES)))
    return np.where(rng.random((people, len(REGISTRIES))) < 0.25, days, NEVER)


def pauses(rng: np.random.Generator, people: int, start: int) -> dict[str, Column]:
    since = sometimes(rng, (people,), 0.1, start, -10, 30)
    length = rng.integers(DAY // 24, 12 * DAY, people)
    return {
        "paused_from": since,
        "paused_until": np.where(since == NEVER, 0, since + length * (since != NEVER)),
    }


def bought(
    rng: np.random.Generator, people: int, start: int, months: tuple[int, int], share: float
) -> Column:
    """The last purchase or inquiry: any day before, often just at the end of a window of these months."""
    today = start // DAY
    anywhere = today - rng.integers(0, 900, people)
    ends = today - (rng.choice(months, people) * 30.44).astype(np.int64) + rng.integers(-6, 40, people)
    days = np.minimum(np.where(rng.random(people) < 0.4, ends, anywhere), today)
    return np.where(rng.random(people) < share, days, NEVER)


def talks(rng: np.random.Generator, people: int, start: int) -> dict[str, Column]:
    """A conversation that is open for a while on one channel."""
    since = sometimes(rng, (people,), 0.15, start, -5, 30)
    until = np.where(since == NEVER, 0, since + rng.integers(DAY // 24, 8 * DAY, people) * (since != NEVER))
    return {
        "talk_from": since,
        "talk_until": until,
        "talk_channel": rng.choice([0, 0, 1, 2], people),
        "asked_for_call": rng.random(people) < 0.2,
    }


def cases(rng: np.random.Generator, people: int, start: int) -> dict[str, Column]:
    """A complaint that stays open for some days."""
    since = sometimes(rng, (people,), 0.06, start, -10, 30)
    return {"case_from": since, "case_until": np.where(since == NEVER, 0, since + 9 * DAY * (since != NEVER))}


def rankings(rng: np.random.Generator, people: int) -> Column:
    """The person's own ranks: up to three channels, -1 for no more."""
    order = np.argsort(rng.random((people, len(CHANNELS))), axis=1)[:, :3]
    length = rng.choice(4, people, p=[0.5, 0.2, 0.2, 0.1])
    return np.where(np.arange(3) < length[:, None], order, -1)


BEFORE = 3  # contacts before the history begins: surveys, agents' own calls


def earlier(rng: np.random.Generator, people: int, start: int, steps: int) -> Contacts:
    shape = (people, BEFORE + steps)
    at = np.full(shape, NEVER)
    at[:, :BEFORE] = sometimes(rng, (people, BEFORE), 0.25, start, -6, 0)
    return Contacts(
        at=at,
        purpose=rng.integers(0, 2, shape),
        topic=rng.integers(0, len(TOPICS), shape),
        channel=rng.integers(0, len(CHANNELS), shape),
        judged=np.zeros(shape, bool),
    )
