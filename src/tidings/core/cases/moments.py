"""When: for every profile, and for every pause's end, the first open moment of each channel and what explains it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from tidings.core.cases.clocks import Clock, spans
from tidings.core.cases.instants import NEVER, micros
from tidings.core.cases.profile import Profile, Term
from tidings.core.reasons import Reason

Table = np.ndarray[Any, Any]
A_DAY = 24 * 3600 * 1_000_000


@dataclass(frozen=True)
class Moments:
    """A line a profile, then one for each pause of a profile's people. All moments are microseconds since 1970."""

    opens: (
        Table  # [line, channel] first open moment, of a person's best hours if they come soon; NEVER if none
    )
    latest: Table  # [line, channel] last open moment before the limit
    in_time: Table  # [line] channels that open before the limit
    ever: Table  # [line] channels that open at all
    why: Table  # [line, channel] reasons of a yes
    why_not: Table  # [line] reasons that refuse all


@dataclass(frozen=True)
class Starts:
    """From when on each line may be told: its profile's number, the start and the limit."""

    profile: Table
    at: Table
    limit: Table

    def __add__(self, others: "Starts") -> "Starts":
        return Starts(
            np.concatenate([self.profile, others.profile]),
            np.concatenate([self.at, others.at]),
            np.concatenate([self.limit, others.limit]),
        )


def moments_of(
    profiles: Sequence[Profile], lines: Sequence[Term], paused: Starts, now: datetime, width: int
) -> Moments:
    """The lines of all profiles from `now` on, then those of the pauses."""
    limits = np.array([micros(profile.limit) for profile in profiles], np.int64)
    at_once = Starts(np.arange(len(lines)), np.full(len(lines), micros(now)), limits)
    found = {
        kind: np.concatenate([open_now(lines, kind, width), open_later(profiles, lines, kind, paused, now, width)])
        for kind in ("all", "ours", "workdays", *(["shown"] if any(each.shown for each in profiles) else []))
    }  # fmt: skip
    latest = [line.latest for line in lines]
    starts = at_once + paused
    wanted = np.array([line.wanted for line in lines], np.uint16)[starts.profile]
    urgent = np.array([line.urgent for line in lines], bool)[starts.profile]
    found["chosen"] = chosen(found, starts.limit[:, None])
    return Moments(
        opens=found["chosen"],
        latest=np.array(latest, np.int64).reshape(len(lines), width)[starts.profile],
        in_time=channels_open(found["all"], starts.limit[:, None]) & wanted,
        ever=channels_open(found["all"], np.array([[NEVER]])) & wanted,
        why=why(found, starts, urgent, micros(now)),
        why_not=why_not(starts, micros(now)),
    )


def open_now(lines: Sequence[Term], kind: str, width: int) -> Table:
    table = [[getattr(its, kind) for its in line.opens] for line in lines]
    return np.array(table, np.int64).reshape(len(lines), width)


def open_later(
    profiles: Sequence[Profile],
    lines: Sequence[Term],
    kind: str,
    paused: Starts,
    now: datetime,
    width: int,
) -> Table:
    """From the ends of pauses on; a pause that outlasts the news needs no moment, for it is refused."""
    if not len(paused.at):
        return np.zeros((0, width), np.int64)
    used = np.unique(paused.profile)
    clocks: dict[Clock, int] = {}
    numbers = np.zeros((len(lines), width), np.int64)
    for line in used:
        numbers[line] = [clocks.setdefault(getattr(its, kind), len(clocks)) for its in lines[line].clocks]
    open_spans = spans(list(clocks), now, max(profiles[line].limit for line in used))
    start = np.minimum(paused.at, paused.limit)[:, None]
    return open_spans.first_open(numbers[paused.profile], np.broadcast_to(start, (len(start), width)))


def chosen(found: dict[str, Table], limit: Table) -> Table:
    """The first open moment, or that of the hours shown where it comes within a day of it, and in time."""
    if "shown" not in found:
        return found["all"]
    soon = (found["shown"] < limit) & (found["shown"] - found["all"] < A_DAY)
    return np.where(soon, found["shown"], found["all"])


def channels_open(opens: Table, before: Table) -> Table:
    """The channels of each line that open before a moment."""
    places = np.arange(opens.shape[1], dtype=np.uint16)
    early = (opens < before).astype(np.uint16) << places
    found: Table = np.bitwise_or.reduce(early, axis=1, initial=0).astype(np.uint16)
    return found


def why(found: dict[str, Table], starts: Starts, urgent: Table, now: int) -> Table:
    """Why at this moment: at once, urgent, or what it waited for."""
    opens, start, hurried = found["all"], starts.at[:, None], urgent[:, None]
    waits, every = opens > start, np.ones_like(opens, bool)
    holds = {
        Reason.WITHIN_HOURS: ~waits & ~hurried,
        Reason.OUTSIDE_HOURS: waits,
        Reason.URGENT: hurried & every,
        Reason.PAUSE_ENDS_FIRST: (start > now) & every,
        Reason.LAW_HOURS: waits & (found["ours"] < opens),
        Reason.HOLIDAY: waits & (found["workdays"] < opens),
        Reason.SHOWN_HOURS: found["chosen"] > opens,
    }
    bits = [where.astype(np.uint64) << np.uint64(reason) for reason, where in holds.items()]
    reasons: Table = np.bitwise_or.reduce(np.stack(bits), axis=0)
    return reasons


def why_not(starts: Starts, now: int) -> Table:
    """The news is old already, or will be by the end of the pause."""
    expired = starts.limit <= now
    paused = ~expired & (starts.at >= starts.limit)
    return (expired.astype(np.uint64) << np.uint64(Reason.EXPIRED)) | (
        paused.astype(np.uint64) << np.uint64(Reason.PAUSED)
    )
