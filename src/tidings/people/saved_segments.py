"""Segments people define and name: who is meant by them, counted and read whatever their number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa
from django.db import transaction
from django.db.models import QuerySet

from tidings.people.models import SavedSegment
from tidings.people.rows import read
from tidings.staff import public as staff

RELATIONSHIPS = ("customer", "prospect", "former")
# What they said last about the topic, or about everything, by whatever channel.
SAID_YES = """coalesce((SELECT k.granted FROM people_consent k WHERE k.customer_id = c.id AND k.topic IN ('', %s)
    ORDER BY k.at DESC, k.id DESC LIMIT 1), false)"""


class UnknownSegment(LookupError):
    """There is no segment of that name."""


@dataclass(frozen=True, kw_only=True)
class SegmentRules:
    """All that must hold of a customer; what is empty asks for nothing. `consent` names a topic they said yes to."""

    relationship: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    language: str = ""
    consent: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return vars(self) | {"relationship": list(self.relationship), "attributes": dict(self.attributes)}


@dataclass(frozen=True, kw_only=True)
class SegmentCard:
    """A segment: its name and rules, who made it and when."""

    name: str
    rules: SegmentRules
    made_by: str
    made_at: datetime


@transaction.atomic
def save_segment(*, name: str, rules: SegmentRules, actor: str, now: datetime) -> SegmentCard:
    """Keeps a segment under its name; one of that name is replaced. Noted in the audit trail, with its rules."""
    row, _ = SavedSegment.objects.update_or_create(
        name=name, defaults={"rules": rules.as_json(), "made_by": actor, "made_at": now}
    )
    staff.record(
        actor=actor, action="segment.saved", object=f"segment:{name}", detail=rules.as_json(), now=now
    )
    return card(row)


def saved_segments() -> list[SegmentCard]:
    """Every segment by name."""
    return [card(row) for row in rows().order_by("name")]


def saved_segment(*, name: str) -> SegmentCard:
    """One segment; raises `UnknownSegment`."""
    row = rows().filter(name=name).first()
    if row is None:
        raise UnknownSegment(f"there is no segment {name}")
    return card(row)


def segment_size(*, rules: SegmentRules) -> int:
    """How many customers the rules mean now."""
    where, values = conditions(rules)
    [found] = read(f"SELECT count(*) AS size FROM people_customer c WHERE {where}", values)  # noqa: S608 (our own words)
    return int(found["size"])


def segment_batches(*, name: str, rows: int) -> Iterator[pa.RecordBatch]:
    """Those the segment means now, by our id, in batches with their `external_id`; raises `UnknownSegment`."""
    where, values = conditions(saved_segment(name=name).rules)
    sql = f"SELECT c.id, c.external_id FROM people_customer c WHERE {where} AND c.id > %s ORDER BY c.id LIMIT %s"  # noqa: S608 (our own words)
    last = 0
    while found := read(sql, [*values, last, rows]):
        last = found[-1]["id"]
        yield pa.RecordBatch.from_pydict({"external_id": [row["external_id"] for row in found]})


def conditions(rules: SegmentRules) -> tuple[str, list[Any]]:
    """The rules as SQL over customer `c`, with its values."""
    stated: list[tuple[str, Any]] = [
        ("c.relationship = ANY(%s)", list(rules.relationship)),
        ("lower(c.country) = lower(%s)", rules.country),
        ("lower(c.region) = lower(%s)", rules.region),
        ("split_part(lower(c.language), '-', 1) = split_part(lower(%s), '-', 1)", rules.language),
        (SAID_YES, rules.consent),
    ]
    chosen = [(sql, [value]) for sql, value in stated if value]
    chosen += [("c.attributes ->> %s = %s", [name, value]) for name, value in rules.attributes.items()]
    return " AND ".join(sql for sql, _ in chosen) or "true", [one for _, values in chosen for one in values]


def rows() -> "QuerySet[SavedSegment]":
    return SavedSegment.objects.all()


def card(row: SavedSegment) -> SegmentCard:
    kept = row.rules
    rules = SegmentRules(**kept | {"relationship": tuple(kept.get("relationship", ()))})
    return SegmentCard(name=row.name, rules=rules, made_by=row.made_by, made_at=row.made_at)
