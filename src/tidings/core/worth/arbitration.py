"""Several offers for the same people: the best go, as far as the shared caps have room.

Offers are taken in order of value; each goes if every cap it falls under (person, household, organisation) has room.
So no offer goes where a better one could have gone in its place. Where caps nest (persons within households) the total
value is the largest there is; where they cross, the choice is the best in the order of value (lexicographically).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, kw_only=True)
class Shared:
    """One cap over all offers: the group each falls under (-1: none) and the room each group has left."""

    group: Ints
    room: Ints


def arbitrate(*, value: Floats, tie: Ints, caps: Sequence[Shared]) -> Mask:
    """Which offers go. Equal values go in the order of `tie`, which must tell all offers apart; no loop over rows.

    In each round an offer goes if there is room even when all better ones that are still open go, and is out when a
    group of it is full: the same choice as one by one, in a few rounds.
    """
    order = np.lexsort((tie, -value))
    groups = [cap.group[order] for cap in caps]
    # One more group with no room stands for "none": the index -1.
    rooms = [np.append(np.maximum(cap.room, 0), 0).astype(np.int64) for cap in caps]
    chosen, still = np.zeros(len(value), bool), np.ones(len(value), bool)
    while still.any():
        goes = still.copy()
        for group, room in zip(groups, rooms, strict=True):
            goes &= ~still | (group < 0) | (ranks(group, still) < room[group])
        chosen |= goes
        for group, room in zip(groups, rooms, strict=True):
            np.subtract.at(room, group[goes & (group >= 0)], 1)
        still &= ~goes
        for group, room in zip(groups, rooms, strict=True):
            still &= (group < 0) | (room[group] > 0)
    found = np.zeros(len(value), bool)
    found[order] = chosen
    return found


def ranks(group: Ints, still: Mask) -> Ints:
    """For each row how many open rows before it are of its group."""
    by_group = np.argsort(group, kind="stable")
    opened = still[by_group].astype(np.int64)
    before = np.cumsum(opened) - opened
    sorted_groups = group[by_group]
    starts = np.flatnonzero(np.r_[True, sorted_groups[1:] != sorted_groups[:-1]])
    base = np.repeat(before[starts], np.diff(np.r_[starts, len(group)]))
    found = np.empty(len(group), np.int64)
    found[by_group] = before - base
    return found
