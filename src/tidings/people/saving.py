"""Saving records: many customers in few statements, each as if it were saved alone.

What a record does not say stays as it is. Nothing here lifts a suppression, and nothing can; one that outlived an
erasure comes back with the address or the id it is about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from tidings.core.zones import possible_zones
from tidings.people import saving_lines
from tidings.people.erased import stop_again
from tidings.people.households import household
from tidings.people.models import Customer
from tidings.people.places import possible_places, zone_tables
from tidings.people.record import Record
from tidings.people.rows import read, write
from tidings.people.saving_points import PointChanges, point_changes, save_points

Became = Literal["created", "updated", "unchanged"]
COLUMNS = {
    "name": "text",
    "language": "text",
    "relationship": "text",
    "relationship_since": "timestamptz",
    "last_purchase": "date",
    "last_inquiry": "date",
    "country": "text",
    "region": "text",
    "city": "text",
    "postal_code": "text",
    "attributes": "jsonb",
    "zones": "text[]",
    "zones_from": "text",
    "places": "text[]",
    "household": "text",
}
FRESH: Mapping[str, Any] = {
    **dict.fromkeys(COLUMNS, ""),
    "relationship": "customer",
    "relationship_since": None,
    "last_purchase": None,
    "last_inquiry": None,
    "attributes": {},
    "zones": [],
    "places": [],
    "zones_from": "unknown",
}
KNOWN = f"""
    SELECT id, external_id, {", ".join(COLUMNS)} FROM people_customer
    WHERE external_id = ANY(%s) ORDER BY id FOR UPDATE
"""  # noqa: S608 (the names are those above)
INSERT = f"""
    INSERT INTO people_customer (external_id, {", ".join(COLUMNS)}, relationship_evidence, created_at, updated_at)
    SELECT external_id, {", ".join(COLUMNS)}, '{{}}', now, now FROM ROWS
    ON CONFLICT (external_id) DO NOTHING RETURNING id, external_id
"""  # noqa: S608 (our own names)
UPDATE = f"""
    UPDATE people_customer AS c SET {", ".join(f"{name} = r.{name}" for name in COLUMNS)}, updated_at = r.now
    FROM ROWS AS r WHERE c.external_id = r.external_id
"""  # noqa: S608 (our own names)
TYPES = {"external_id": "text", **COLUMNS, "now": "timestamptz"}


@dataclass(frozen=True)
class Saved:
    """What became of a record."""

    customer_id: int
    state: Became


@transaction.atomic
def save_batch(records: Sequence[Record], *, company_country: str, now: datetime) -> list[Saved]:
    """Save records with distinct ids, all or none; what became of each, in their order."""
    saved: dict[str, Saved] = {}
    waiting = sorted(records, key=lambda record: record.external_id)
    while waiting:  # a second round only for those that somebody else inserted at the same moment
        saved |= save_round(waiting, company_country=company_country, now=now)
        waiting = [record for record in waiting if record.external_id not in saved]
    return [saved[record.external_id] for record in records]


def save_round(records: Sequence[Record], *, company_country: str, now: datetime) -> dict[str, Saved]:
    known = {row["external_id"]: row for row in read(KNOWN, [[record.external_id for record in records]])}
    changes = point_changes(records, {name: row["id"] for name, row in known.items()})
    inserted, changed = save_customers(records, known, changes, company_country, now)
    ids = {name: row["id"] for name, row in known.items()} | inserted
    mine = [record for record in records if record.external_id in ids]
    save_points(changes, ids)
    stop_again(inserted, changes)
    touched = changed | {name for name, change in changes.items() if change.any}
    touched |= saving_lines.save_lines(mine, ids, now=now)
    # An address or a wish is of the customer, too: a file of facts from before must be read again for them.
    # (Who was inserted by somebody else at this moment has no id here yet; the next round comes to them.)
    later = [ids[name] for name in touched & ids.keys() - changed - inserted.keys()]
    Customer.objects.filter(id__in=later).update(updated_at=now)
    return {
        record.external_id: Saved(
            ids[record.external_id], became(record.external_id, inserted=inserted, touched=touched)
        )
        for record in mine
    }


def became(name: str, *, inserted: Mapping[str, int], touched: set[str]) -> Became:
    if name in inserted:
        return "created"
    return "updated" if name in touched else "unchanged"


def save_customers(
    records: Sequence[Record],
    known: Mapping[str, Mapping[str, Any]],
    changes: Mapping[str, PointChanges],
    company_country: str,
    now: datetime,
) -> tuple[dict[str, int], set[str]]:
    """The ids of those inserted, and the external ids of those whose row changed."""
    fresh, changed = [], []
    for record in records:
        before = known.get(record.external_id)
        after = merged(before or FRESH, record, changes[record.external_id], company_country)
        row = {"external_id": record.external_id, "now": now, **after}
        if before is None:
            fresh.append(row)
        elif any(before[name] != after[name] for name in COLUMNS):
            changed.append(row)
    inserted = {row["external_id"]: row["id"] for row in write(INSERT, TYPES, fresh)}
    write(UPDATE, TYPES, changed)
    return inserted, {row["external_id"] for row in changed}


def merged(
    before: Mapping[str, Any], record: Record, points: PointChanges, company_country: str
) -> dict[str, Any]:
    after = {name: record.plain.get(name, before[name]) for name in COLUMNS}
    kept = tuple(before["zones"]) if before["zones_from"] == "stated" else ()
    found = possible_zones(
        stated=record.plain.get("stated_zones", kept),
        country=after["country"],
        region=after["region"],
        numbers=points.number_zones,
        company_country=company_country,
        tables=zone_tables(),
    )
    return after | {
        "zones": list(found.names),
        "zones_from": found.source,
        "places": possible_places(after["country"], after["region"], points.number_places),
        "household": household(points.letters, after),
    }
