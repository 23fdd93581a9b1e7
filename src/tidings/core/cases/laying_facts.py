"""Facts of many laid out as columns, without a loop over rows: what few values say is read once for each value."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa

from tidings.core.cases.case import hours_from_json
from tidings.core.cases.facts import Matter, named
from tidings.core.cases.laid import Laid, Seen, Tables, laid, tables_of
from tidings.core.cases.laying import paused_lines
from tidings.core.cases.orders import Order
from tidings.core.cases.profile import Profile
from tidings.core.cases.standing import RELATIONSHIP_PLACES, UNKNOWN_RELATIONSHIP, WORTH_PLACES, standing
from tidings.core.cases.terms import NO_DAY, SUBJECTS
from tidings.core.holdout import bucket
from tidings.core.policy import Policy
from tidings.core.rules.shape import same_channel

Table = np.ndarray[Any, Any]
AS_THEY_ARE = ("granted", "written", "revoked", "reachable", "suppressed", "unconfirmed", "asked_for")
DENSE = 1 << 22  # combinations that are counted in a table rather than sorted


def lay_out_facts(
    facts: pa.RecordBatch,
    *,
    matter: Matter,
    policy: Policy,
    now: datetime,
    registries: Mapping[str, date],
) -> Laid:
    """The columns `decide` reads, for facts in the schema FACTS with `recent` (and `outbid`); the channels are the schema's own."""
    channels = named(facts, "channels")
    profile, profiles = combined(
        [*(coded(facts, name) for name in ("places", "zones", "hours")), *shown(facts)]
    )
    order, orders = combined([coded(facts, name) for name in ("ranked", "conversation", "origin")])
    conversation, spoken = coded(facts, "conversation")
    conversations = ("", *(name for name in spoken if name))
    seen = Seen(
        [profile_of(key, matter, registries) for key in profiles],
        [Order(matter.wanted, tuple(ranked.split()), wrote, origin) for ranked, wrote, origin in orders],
        conversations,
        channels,
    )
    tables = tables_of(seen, policy, now)
    rows = {
        "profile": profile,
        "order": order,
        "conversation": mapped(conversation, [conversations.index(name) for name in spoken]),
        "open_case": flags(facts, "open_case"),
        "holdout": np.full(len(facts), matter.holdout_bp, np.uint16),
        **{name: values(facts, name) for name in AS_THEY_ARE},
        **standings(facts, matter),
        "kinship": tables.terms.ages.kinship(dates(facts, "purchased"), dates(facts, "inquired")),
        "listed": listed(facts, tables, channels),
        "bucket": buckets(facts, matter),
    }
    pauses = values(facts, "paused_until", pa.int64(), 0)
    rows["moment"], paused = paused_lines(pauses, profile, tables, seen, now)
    return laid(rows, counts(facts, tables), seen, tables, paused, now)


def profile_of(key: tuple[str, ...], matter: Matter, registries: Mapping[str, date]) -> Profile:
    """The profile of (places, zones, hours[, hours shown])."""
    places, zones, hours, *liked = key
    return Profile(
        purpose=matter.purpose,
        urgency=matter.urgency,
        topic=matter.topic,
        technology=matter.technology,
        wanted=matter.wanted,
        places=frozenset(places.split()),
        zones=frozenset(zones.split()),
        own=hours_from_json(json.loads(hours)) if hours else None,
        registries=frozenset(registries.items()),
        limit=min(matter.expires, matter.deadline or matter.expires),
        shown=hours_from_json(json.loads(liked[0])) if any(liked) else None,
    )


def shown(facts: pa.RecordBatch) -> list[tuple[Table, list[str]]]:
    """The hours shown by those who would be interrupted; nothing where nobody showed any."""
    places, names = coded(facts, "shown_hours")
    if not any(names):
        return []
    worth, worths = coded(facts, "worth")
    interrupts = np.array([name in ("", "interrupt") for name in worths])[worth] & (
        flags(facts, "digest") == 0
    )
    return [(np.where(interrupts, places, np.int32(len(names))), [*names, ""])]


def values(facts: pa.RecordBatch, name: str, kind: pa.DataType | None = None, absent: Any = None) -> Table:
    """A column as an array; `absent` stands for null."""
    column = facts.column(name)
    column = column.cast(kind) if kind is not None else column
    found: Table = np.asarray(column.fill_null(absent) if column.null_count else column)
    return found


def flags(facts: pa.RecordBatch, name: str) -> Table:
    found: Table = facts.column(name).to_numpy(zero_copy_only=False).astype(np.uint8)
    return found


def coded(facts: pa.RecordBatch, name: str) -> tuple[Table, list[str]]:
    """A column of names as places in the list of its distinct names; null is ""."""
    column = facts.column(name)
    if column.null_count:
        column = column.cast(pa.string()).fill_null("").dictionary_encode()
    return np.asarray(column.indices), [each or "" for each in column.dictionary.to_pylist()]


def combined(columns: Sequence[tuple[Table, list[str]]]) -> tuple[Table, list[tuple[str, ...]]]:
    """Columns of names as one: each row's place in the list of the combinations that occur."""
    lists = [names for _, names in columns]
    shape = [len(names) for names in lists]
    size = math.prod(shape)
    codes: Table = np.zeros(len(columns[0][0]), np.int32 if size <= DENSE else np.int64)
    for places, names in columns:
        codes *= len(names)
        codes += places
    found, numbers = present(codes, size)
    keys = np.stack(np.unravel_index(found, shape), axis=1).tolist() if len(found) else []
    return numbers, [tuple(names[place] for names, place in zip(lists, key, strict=True)) for key in keys]


def present(codes: Table, size: int) -> tuple[Table, Table]:
    """The codes that occur, in order, and each row's place among them."""
    if size > DENSE:
        found, places = np.unique(codes, return_inverse=True)
        return found, places.astype(np.int32)
    occurs = np.zeros(size, bool)
    occurs[codes] = True
    numbers = np.cumsum(occurs, dtype=np.int32) - np.int32(1)
    return np.flatnonzero(occurs), numbers[codes]


def mapped(codes: Table, meaning: Sequence[int]) -> Table:
    """What each code means, for every row."""
    found: Table = np.array(meaning, np.uint8)[codes]
    return found


def standings(facts: pa.RecordBatch, matter: Matter) -> dict[str, Table]:
    """The rows' standing, and what they said about the subject."""
    relationship, relationships = coded(facts, "relationship")
    worth, worths = coded(facts, "worth")
    subject = np.array([SUBJECTS.index(said) if said in SUBJECTS else 0 for said in range(-1, 4)], np.uint8)
    said = subject[values(facts, "subject") + 1]
    meant = [not matter.relationship or name in matter.relationship for name in relationships]
    base = [
        standing(RELATIONSHIP_PLACES.get(name, UNKNOWN_RELATIONSHIP), 0, its, 0, 0)
        for name, its in zip(relationships, meant, strict=True)
    ]
    found = mapped(relationship, base) + said * np.uint8(standing(0, 1, 0, 0, 0))
    found += flags(facts, "digest") * np.uint8(standing(0, 0, 0, 1, 0))
    found += mapped(worth, [WORTH_PLACES[name or "interrupt"] for name in worths])
    return {"standing": found, "subject": said}


def dates(facts: pa.RecordBatch, name: str) -> Table:
    return values(facts, name, pa.int32(), NO_DAY)


def listed(facts: pa.RecordBatch, tables: Tables, channels: tuple[str, ...]) -> Table:
    """The bits of the registers, moved to where the terms look for them."""
    column = values(facts, "listed").astype(np.uint32)
    found = np.zeros(len(facts), np.uint32)
    for place, entry in enumerate(named(facts, "registries")):
        register, _, channel = entry.partition(" ")
        bits = sum(
            1 << n
            for n, (its, at) in enumerate(tables.terms.pairs)
            if its == register and same_channel(channel, channels[at])
        )
        found |= (column >> np.uint32(place) & np.uint32(1)) * np.uint32(bits)
    return found


def buckets(facts: pa.RecordBatch, matter: Matter) -> Table:
    """The draw of the holdout: as the facts have it, else worked out, and only where somebody is held out."""
    column = facts.column("bucket")
    if not matter.holdout_bp:
        return np.zeros(len(facts), np.uint16)
    if not column.null_count:
        return np.asarray(column)
    customers = facts.column("external_id").to_pylist()
    drawn = [bucket(campaign=matter.campaign, customer=customer) for customer in customers]
    return np.array(drawn, np.uint16)


def counts(facts: pa.RecordBatch, tables: Tables) -> Table:
    """The contacts counted for each cap that binds somebody here, less those that need not be minded."""
    recent = facts.column("recent")
    table = np.asarray(recent.flatten()).reshape(len(facts), recent.type.list_size)
    if "outbid" in facts.schema.names:
        table = table - np.asarray(facts.column("outbid").flatten()).reshape(table.shape)
    windows = [window for window, _, _ in tables.terms.caps]
    return table if windows == list(range(table.shape[1])) else table[:, windows or [0]]
