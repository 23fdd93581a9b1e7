"""The ledger folded for a block of customers: what `core.consent.fold` says of one, in columns.

Of the acts that speak about a question only three moments matter: of the last yes, the last no, the last written yes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from tidings.channels.names import covers
from tidings.core.channel_names import ANY

Column = np.ndarray[Any, Any]
NEVER = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Moments:
    """The last yes, no and written yes (microseconds since 1970; NEVER without one), an entry a customer or a point."""

    yes: Column
    no: Column
    written: Column

    @property
    def granted(self) -> Column:
        return self.yes > self.no

    @property
    def refused(self) -> Column:
        return (self.no >= self.yes) & (self.no > NEVER)

    @property
    def in_writing(self) -> Column:
        return (self.written > self.no) & self.granted

    @property
    def any(self) -> Column:
        return (self.yes > NEVER) | (self.no > NEVER)

    def later(self, other: "Moments") -> "Moments":
        """The later of both, entry by entry."""
        pairs = [(self.yes, other.yes), (self.no, other.no), (self.written, other.written)]
        return Moments(*(np.maximum(one, two) for one, two in pairs))

    def at(self, places: Column) -> "Moments":
        return Moments(self.yes[places], self.no[places], self.written[places])


@dataclass(frozen=True)
class Acts:
    """Acts of a block: whose (a place among customers or points), about which channel, when, and what they say."""

    whose: Column
    channel: Column
    names: Sequence[str]
    at: Column
    granted: Column
    written: Column

    def only(self, chosen: Column) -> "Acts":
        columns = [self.at, self.granted, self.written]
        return Acts(
            self.whose[chosen], self.channel[chosen], self.names, *(column[chosen] for column in columns)
        )

    def moments(self, size: int, said: Iterable[str]) -> Moments:
        """The moments, for each of `size`, of the acts that name one of the channels `said`."""
        places = [place for place, name in enumerate(self.names) if name in set(said)]
        chosen = np.isin(self.channel, places)
        return Moments(
            last(self, chosen & self.granted, size),
            last(self, chosen & ~self.granted, size),
            last(self, chosen & self.granted & self.written, size),
        )

    def about(self, size: int, channel: str) -> Moments:
        """The moments of the acts that speak about this channel ("": those that mean any)."""
        return self.moments(size, [name for name in self.names if covers(name, channel)])


def acts(table: pa.Table, whose: Column) -> Acts:
    """The rows of a statement as acts; `whose` gives each row's place, -1 for one that belongs to nobody here."""
    channel = table["channel"].combine_chunks()
    found = Acts(
        whose=whose,
        channel=channel.indices.to_numpy(zero_copy_only=False),
        names=channel.dictionary.to_pylist(),
        at=numbers(table, "at"),
        granted=numbers(table, "granted"),
        written=numbers(table, "written"),
    )
    return found.only(whose >= 0)


def numbers(table: pa.Table, name: str) -> Column:
    return table[name].combine_chunks().to_numpy(zero_copy_only=False)


def places(known: Column, asked: Column) -> Column:
    """Where each asked number stands among the known (sorted) ones; -1 where it does not."""
    if not len(known):
        return np.full(len(asked), -1)
    found = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return np.where(known[found] == asked, found, -1)


def last(acts: Acts, chosen: Column, size: int) -> Column:
    moments = np.full(size, NEVER, np.int64)
    np.maximum.at(moments, acts.whose[chosen], acts.at[chosen])
    return moments


def subjects(acts: Acts, size: int) -> Column:
    """The level of consent for the matter: -1 revoked, 0 nothing said, 2 granted, 3 in writing."""
    broad = acts.about(size, "")
    level = np.where(broad.refused, -1, np.where(broad.granted, 2 + broad.in_writing, 0)).astype(np.int8)
    best = np.zeros(size, np.int8)
    for name in acts.names:
        if name not in ANY:
            named, about = acts.moments(size, [name]).any, acts.about(size, name)
            best = np.maximum(best, np.where(named & about.granted, 2 + about.in_writing, 0)).astype(np.int8)
    return np.where(best > 0, best, level)


@dataclass(frozen=True)
class ChannelState:
    """What the ledger says of one channel, a row a customer; all false where they have no usable address for it."""

    granted: Column
    revoked: Column
    written: Column
    reachable: Column


def channel_state(broad: Moments, narrow: Moments, owners: Column) -> ChannelState:
    """From the acts about all addresses (`broad`, by customer) and about one (`narrow`, by usable point)."""
    points = broad.at(owners).later(narrow)
    has, some, some_written = (
        owned(owners, len(broad.yes), chosen)
        for chosen in (np.ones(len(owners), bool), points.granted, points.in_writing)
    )
    revoked = ~some & broad.refused
    return ChannelState(
        granted=has & (some | broad.granted),
        revoked=has & revoked,
        written=has & np.where(some, some_written, broad.in_writing),
        reachable=has & (revoked | owned(owners, len(broad.yes), ~points.refused)),
    )


def owned(owners: Column, size: int, chosen: Column) -> Column:
    """Who owns at least one of the chosen points."""
    found = np.zeros(size, bool)
    found[owners[chosen]] = True
    return found
