"""Cases as a decision reads them: a row a case, and the small tables that the rows point into."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from tidings.core.cases.moments import Moments, Starts, moments_of
from tidings.core.cases.orders import Order, Orders, orders_of
from tidings.core.cases.profile import Profile, Term, term
from tidings.core.cases.standing import lawful_reasons, standing_reasons
from tidings.core.cases.terms import Terms, terms_of
from tidings.core.policy import Policy

Table = np.ndarray[Any, Any]
ROW = pa.schema(
    {
        "profile": pa.int32(),
        "moment": pa.int32(),  # line of the moments: the profile's own, or its pause's
        "order": pa.int32(),
        "standing": pa.uint8(),
        "subject": pa.uint8(),  # place in SUBJECTS
        "kinship": pa.uint16(),
        "granted": pa.uint16(),
        "written": pa.uint16(),
        "revoked": pa.uint16(),
        "reachable": pa.uint16(),
        "suppressed": pa.uint16(),
        "unconfirmed": pa.uint16(),
        "asked_for": pa.uint16(),
        "conversation": pa.uint8(),  # place in the terms' conversations; 0: none
        "open_case": pa.uint8(),
        "listed": pa.uint32(),  # bits of the terms' pairs
        "bucket": pa.uint16(),
        "holdout": pa.uint16(),
    }
)


@dataclass(frozen=True)
class Laid:
    """`batch` has the columns of ROW and `counts` (uint8, one for each of the terms' caps); see the tables' own words."""

    batch: pa.RecordBatch
    terms: Terms
    moments: Moments
    orders: Orders
    standings: Table  # [matter, standing] reasons
    lawful: Table  # [matter, place in LAWFUL] reason
    matter: Table  # [profile] its line of `standings` and `lawful`
    channels: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """The distinct profiles, orders and conversations of a batch, in the order of their numbers."""

    profiles: Sequence[Profile]
    orders: Sequence[Order]
    conversations: Sequence[str]
    channels: tuple[str, ...]


@dataclass(frozen=True)
class Tables:
    """All that is worked out once for what was seen."""

    lines: Sequence[Term]
    terms: Terms
    orders: Orders
    standings: Table
    lawful: Table
    matter: Table


def tables_of(seen: Seen, policy: Policy, now: datetime) -> Tables:
    lines = [term(profile, policy, seen.channels, now) for profile in seen.profiles]
    matters: dict[tuple[str, bool], int] = {}
    matter = [matters.setdefault((p.purpose, p.is_urgent), len(matters)) for p in seen.profiles]
    standings = [standing_reasons(purpose, is_urgent, policy) for purpose, is_urgent in matters]
    return Tables(
        lines,
        terms_of(lines, seen.channels, seen.conversations, policy.counted(now)),
        orders_of(seen.orders, seen.channels),
        np.array(standings, np.uint64),
        np.array([lawful_reasons(purpose) for purpose, _ in matters], np.uint64),
        np.array(matter, np.int32),
    )


def laid(rows: dict[str, Table], counts: Table, seen: Seen, tables: Tables, paused: Starts, now: datetime) -> Laid:  # fmt: skip
    """The rows with their tables. `counts` has a line a row and a column a cap."""
    arrays = [pa.array(rows[name], kind) for name, kind in zip(ROW.names, ROW.types, strict=True)]
    batch = pa.RecordBatch.from_arrays(arrays, schema=ROW)
    flat = pa.array(counts.astype(np.uint8, copy=False).ravel())
    batch = batch.append_column("counts", pa.FixedSizeListArray.from_arrays(flat, counts.shape[1]))
    moments = moments_of(seen.profiles, tables.lines, paused, now, len(seen.channels))
    return Laid(
        batch,
        tables.terms,
        moments,
        tables.orders,
        tables.standings,
        tables.lawful,
        tables.matter,
        seen.channels,
    )
