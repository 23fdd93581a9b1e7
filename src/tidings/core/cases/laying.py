"""Cases laid out as columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa

from tidings.core.cases.case import Case
from tidings.core.hours import Hours, OwnHours, next_open
from tidings.core.policy import PURPOSES, RELATIONSHIPS, Policy

NEVER = np.iinfo(np.int64).max
PASS_BITS = {"hours": 1, "caps": 2, "pause": 4, "holdout": 8}
RELATIONSHIP_PLACES = {name: place for place, name in enumerate(RELATIONSHIPS)}
UNKNOWN_RELATIONSHIP = len(RELATIONSHIPS)


@dataclass(frozen=True)
class Laid:
    """Cases as columns: `batch` has a row a case, `open_at[profile, channel]` the first open moment in microseconds."""

    batch: pa.RecordBatch
    open_at: np.ndarray[Any, np.dtype[np.int64]]
    channels: tuple[str, ...]


def lay_out(cases: Sequence[Case], *, policy: Policy, channels: tuple[str, ...], now: datetime) -> Laid:
    """The columns `decide` reads (see its own docstring); a moment is worked out once per distinct profile."""
    place = {name: place for place, name in enumerate(channels)}
    profiles: dict[Profile, int] = {}
    rows = [row(case, policy, place, now, profiles) for case in cases]
    kinds = COLUMNS | {
        "order": pa.list_(pa.int8(), len(channels)),
        "recent": pa.list_(pa.int32(), len(policy.caps)),
    }
    listed = zip(*rows, strict=True) if rows else [()] * len(kinds)
    columns = [pa.array(column, kind) for column, kind in zip(listed, kinds.values(), strict=True)]
    batch = pa.RecordBatch.from_arrays(columns, names=list(kinds))
    return Laid(batch, open_table(list(profiles), policy, channels), channels)


@dataclass(frozen=True)
class Profile:
    """All that the first open moment depends on, except the channel."""

    start: datetime
    purpose: str
    zones: frozenset[str]
    own: OwnHours | None


COLUMNS = {
    "purpose": pa.uint8(),
    "relationship": pa.uint8(),
    "in_audience": pa.uint8(),
    "subject": pa.int8(),
    "granted": pa.uint32(),
    "revoked": pa.uint32(),
    "reachable": pa.uint32(),
    "suppressed": pa.uint32(),
    "wanted": pa.uint32(),
    "chosen": pa.uint32(),
    "order": pa.list_(pa.int8()),
    "passes": pa.uint8(),
    "zone_known": pa.uint8(),
    "profile": pa.int32(),
    "paused_until": pa.int64(),
    "expires": pa.int64(),
    "recent": pa.list_(pa.int32()),
    "bucket": pa.int32(),
    "holdout": pa.int32(),
}


def row(
    case: Case,
    policy: Policy,
    place: Mapping[str, int],
    now: datetime,
    profiles: dict[Profile, int],
) -> tuple[Any, ...]:
    """One case as a row of `COLUMNS`; a new profile is noted in `profiles`."""
    passed = policy.passes(case.purpose, case.urgency)
    paused = None if "pause" in passed else case.paused_until
    profile = Profile(max(now, paused or now), case.purpose, frozenset(case.zones), case.hours)
    order = [place[name] for name in channel_order(case) if name in place]
    consent = case.channel_consent
    return (
        PURPOSES.index(case.purpose),
        RELATIONSHIP_PLACES.get(case.relationship, UNKNOWN_RELATIONSHIP),
        int(case.in_audience),
        0 if case.subject_consent is None else 1 if case.subject_consent else -1,
        bits((name for name in consent if consent[name]), place),
        bits((name for name in consent if consent[name] is False), place),
        bits(case.reachable, place),
        bits(case.suppressed, place),
        bits(case.wanted, place),
        bits(case.ranked, place),
        order + [-1] * (len(place) - len(order)),
        sum(PASS_BITS[name] for name in passed),
        int(bool(case.zones)),
        profiles.setdefault(profile, len(profiles)),
        micros(paused) if paused else 0,
        micros(case.expires),
        list(case.recent),
        case.bucket,
        case.holdout_bp,
    )


def channel_order(case: Case) -> list[str]:
    """The customer's own ranking first, then the campaign's; only channels the campaign may use."""
    ranked = [name for name in case.ranked if name in case.wanted]
    return list(dict.fromkeys([*ranked, *case.wanted]))


def bits(names: Iterable[str], place: Mapping[str, int]) -> int:
    """A set of channels as bits; a channel nobody here speaks has none."""
    return sum(1 << place[name] for name in set(names) if name in place)


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(moment: datetime) -> int:
    """Whole microseconds since 1970 (exact: no floating point)."""
    since = moment - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def open_table(
    profiles: Sequence[Profile], policy: Policy, channels: tuple[str, ...]
) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The first open moment for every profile and channel; `NEVER` where there is none."""
    moments = [
        [
            next_open(p.start, tuple(p.zones), (Hours(policy.windows(p.purpose, name)),), p.own)
            for name in channels
        ]
        for p in profiles
    ]
    table = [[NEVER if moment is None else micros(moment) for moment in line] for line in moments]
    return np.array(table, np.int64).reshape(len(profiles), len(channels))
