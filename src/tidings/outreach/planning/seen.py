"""What every decision of a part saw, as the canonical JSON of `Case.as_json`, put together column by column.

A column has few distinct values: each is spelled once, then the pieces of a row are joined in one call. The keys stand
in order of the alphabet, so that the bytes are those whose digest is kept with the decision.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tidings.core.cases import Matter
from tidings.core.cases.facts import named

Piece = pa.Array | pa.Scalar
Spell = Callable[[Any], Any]
END = pa.scalar("", pa.string())


@dataclass(frozen=True, kw_only=True)
class Sight:
    """A part's facts with what was added to them: recent contacts, buckets, where zones and places come from."""

    facts: pa.RecordBatch
    matter: Matter
    registries: Mapping[str, date]
    bucket: np.ndarray[Any, Any]
    fallbacks: pa.Array
    assumed: np.ndarray[Any, np.dtype[np.bool_]]
    windows: int
    now: datetime


def seen(sight: Sight) -> pa.Array:
    """One JSON text a row, as bytes of UTF-8."""
    fields = constants(sight) | columns(sight)
    return pc.binary_join_element_wise(*pieces(dict(sorted(fields.items()))), END).cast(pa.binary())


def pieces(fields: Mapping[str, Piece]) -> Iterator[Piece]:
    """The object's keys and values in turn; neighbours that are the same in every row are one piece."""
    literal = "{"
    for place, (name, value) in enumerate(fields.items()):
        literal += f'{"," if place else ""}"{name}":'
        if isinstance(value, pa.Scalar):
            literal += value.as_py()
        else:
            yield pa.scalar(literal)
            yield value
            literal = ""
    yield pa.scalar(f"{literal}}}")


def constants(sight: Sight) -> dict[str, Piece]:
    """What the campaign and the moment say: the same for all."""
    matter = sight.matter
    same = {
        "deadline": matter.deadline and matter.deadline.isoformat(),
        "expires": matter.expires.isoformat(),
        "happened": sight.now.isoformat(),
        "holdout_bp": matter.holdout_bp,
        "purpose": matter.purpose,
        "registries": {name: dated.isoformat() for name, dated in sight.registries.items()},
        "technology": matter.technology,
        "topic": matter.topic,
        "urgency": matter.urgency,
        "wanted": matter.wanted,
    }
    return {name: pa.scalar(spelled(value)) for name, value in same.items()}


def columns(sight: Sight) -> dict[str, Piece]:
    """What is known of each customer."""
    facts, matter = sight.facts, sight.matter
    channels = within(named(facts, "channels"), matter.wanted)
    audience = set(matter.relationship)
    return {
        "bucket": pa.array(sight.bucket).cast(pa.string()),
        "channel_consent": consents(facts, channels),
        "fallbacks": each(sight.fallbacks, str.split),
        "in_audience": each(facts.column("relationship"), lambda one: not audience or one in audience),
        "listed": bits(facts.column("listed"), pairs(named(facts, "registries"), matter.wanted), by_registry),
        "outbid": outbid(facts, sight.windows),
        "recent": recents(facts, "recent", sight.windows),
        "subject_consent": each(facts.column("subject"), {-1: False, 0: None, 2: True, 3: True}.get),
        "subject_written": each(facts.column("subject"), lambda level: level == 3),
        "zones_from": each(pa.array(sight.assumed), {True: "company", False: "customer"}.get),
        **{name: bits(facts.column(name), channels, list) for name in CHANNEL_BITS},
        **{name: each(facts.column(name), str.split) for name in ("places", "ranked", "zones")},
        **{name: each(facts.column(name), same) for name in PLAIN},
        **{name: each(facts.column(name), as_iso) for name in ("inquired", "paused_until", "purchased")},
        **{name: each(facts.column(name), as_hours) for name in HOURS if name in facts.schema.names},
    }


HOURS = ("hours", "shown_hours")
CHANNEL_BITS = ("asked_for", "reachable", "suppressed", "unconfirmed", "written")
PLAIN = ("conversation", "digest", "open_case", "origin", "relationship", "worth")


def within(channels: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The names by place; what concerns no channel of the campaign is not kept ("")."""
    return [name if name in wanted else "" for name in channels]


def pairs(listed: Sequence[str], wanted: Sequence[str]) -> list[str]:
    return [pair if pair.partition(" ")[2] in wanted else "" for pair in listed]


def same(value: Any) -> Any:
    return value


def as_hours(own: str | None) -> Any:
    return json.loads(own) if own else None


def as_iso(value: date | datetime | None) -> str | None:
    return value and value.isoformat()


def each(column: pa.Array, spell: Spell) -> pa.Array:
    """Each distinct value spelled once; a null as `spell(None)`, or null if that cannot be."""
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    words = [spelled(spell(value)) for value in encoded.dictionary.to_pylist()]
    return pa.array([*words, "null"]).take(encoded.indices.fill_null(len(words)))


def bits(column: pa.Array, names: Sequence[str], spell: Callable[[list[str]], Any]) -> pa.Array:
    """A set of names that is kept as bits; a name that is "" is left out."""
    known = [(place, name) for place, name in enumerate(names) if name]
    return each(column, lambda value: spell([name for place, name in known if value >> place & 1]))


def consents(facts: pa.RecordBatch, channels: Sequence[str]) -> pa.Array:
    """What is recorded of each channel; where both are, the no counts."""
    granted, revoked = (facts.column(name).to_numpy().astype(np.uint32) for name in ("granted", "revoked"))

    def spell(both: int) -> Mapping[str, bool | None]:
        yes, no = both & 0xFFFF, both >> 16
        said = {name: not no >> n & 1 if (yes | no) >> n & 1 else None for n, name in enumerate(channels)}
        return {name: answer for name, answer in said.items() if name}

    return each(pa.array(granted | revoked << np.uint32(16)), spell)


def by_registry(listed: Sequence[str]) -> Mapping[str, list[str]]:
    """What is written "REGISTRY CHANNEL", grouped by the register."""
    found: dict[str, list[str]] = {}
    for one in listed:
        registry, _, channel = one.partition(" ")
        found.setdefault(registry, []).append(channel)
    return found


def outbid(facts: pa.RecordBatch, windows: int) -> Piece:
    """The places that better offers took and that need not be minded; nothing where none did."""
    if "outbid" not in facts.schema.names:
        return pa.scalar("[]")
    counts = recents(facts, "outbid", windows)
    return pc.if_else(pc.match_substring_regex(counts, "[1-9]"), counts, "[]")


def recents(facts: pa.RecordBatch, name: str, windows: int) -> pa.Array:
    """The counts of contacts, a list a row; one for each window the policy counts."""
    lists = facts.column(name)
    width = lists.type.list_size
    raw = np.ascontiguousarray(lists.flatten().to_numpy(zero_copy_only=False).astype(np.uint8))
    rows = pa.FixedSizeBinaryArray.from_buffers(pa.binary(width), len(lists), [None, pa.py_buffer(raw)])
    return each(rows.cast(pa.binary()), lambda counts: list(counts[:windows]))


def spelled(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
