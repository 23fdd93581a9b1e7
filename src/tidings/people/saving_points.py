"""The addresses a record states against those that are known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tidings.core.contact_points import matching
from tidings.people.places import place_of_number
from tidings.people.record import Record
from tidings.people.rows import read, write

TYPES = {
    "customer_id": "bigint",
    "channel": "text",
    "address": "text",
    "stated": "text",
    "stated_in": "text",
    "extension": "text",
    "note": "text",
    "state": "text",
    "position": "int",
    "zones": "text[]",
    "form": "text",
    "place": "text",
}
COMPARED = [name for name in TYPES if name != "customer_id"]
KNOWN = (
    f"SELECT {', '.join(TYPES)} FROM people_contactpoint WHERE customer_id = ANY(%s) ORDER BY position, id"  # noqa: S608 (our own names)
)
UPSERT = f"""
    INSERT INTO people_contactpoint ({", ".join(TYPES)}) SELECT {", ".join(TYPES)} FROM ROWS
    ON CONFLICT (customer_id, channel, address) DO UPDATE
    SET {", ".join(f"{name} = excluded.{name}" for name in COMPARED)}
"""  # noqa: S608 (our own names)
NUMBERS = {"mobile", "landline"}
CHOSEN_AWAY = "removed"
Key = tuple[str, str]


@dataclass(frozen=True)
class PointChanges:
    """Rows to write for one customer, and what stays usable: every number's zones and places, every letter's address."""

    rows: Sequence[Mapping[str, Any]]
    number_zones: Sequence[Sequence[str]]
    number_places: Sequence[str]
    letters: Sequence[str]

    @property
    def any(self) -> bool:
        return bool(self.rows)


def point_changes(records: Iterable[Record], ids: Mapping[str, int]) -> dict[str, PointChanges]:
    """What each record changes of its customer's addresses, by external id."""
    known: dict[int, list[dict[str, Any]]] = {}
    for row in read(KNOWN, [list(ids.values())]) if ids else []:
        known.setdefault(row.pop("customer_id"), []).append(row)
    return {
        record.external_id: changes(record, known.get(ids.get(record.external_id, 0), []))
        for record in records
    }


def changes(record: Record, known: Sequence[Mapping[str, Any]]) -> PointChanges:
    before = {(row["channel"], row["address"]): row for row in known}
    after = before | gone(record, known) | kept_as_chosen(stated(record), before)
    usable = [row for row in after.values() if row["state"] == "usable"]
    numbers = [row for row in usable if row["channel"] in NUMBERS]
    return PointChanges(
        rows=[row for key, row in after.items() if row != before.get(key)],
        number_zones=[row["zones"] for row in numbers],
        number_places=[row["place"] for row in numbers],
        letters=[row["address"] for row in usable if row["channel"] == "post"],
    )


def gone(record: Record, known: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """Addresses that stood in a field which now says something else: kept, but not used any more."""
    fields = {field_of(name) for name in record.points}
    return {
        (row["channel"], row["address"]): {**row, "state": "gone"}
        for row in known
        if row["stated_in"] in fields and row["state"] != CHOSEN_AWAY
    }


def kept_as_chosen(
    stated: Mapping[Key, dict[str, Any]], before: Mapping[Key, Mapping[str, Any]]
) -> dict[Key, dict[str, Any]]:
    """A record changes neither what the person removed nor the order they chose (places below zero)."""
    chosen: dict[Key, dict[str, Any]] = {}
    for key, row in stated.items():
        was = before.get(key, row)
        keeps = {"state": CHOSEN_AWAY} if was["state"] == CHOSEN_AWAY else {}
        chosen[key] = row | keeps | ({"position": was["position"]} if was["position"] < 0 else {})
    return chosen


def stated(record: Record) -> dict[tuple[str, str], dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for name, points in record.points.items():
        for point in points:
            row = {
                "channel": point.channel,
                "address": point.address,
                "stated": point.stated,
                "stated_in": field_of(name),
                "extension": point.extension,
                "note": point.note,
                "state": "usable",
                "position": len(found),
                "zones": list(point.zones),
                "form": matching(channel=point.channel, address=point.address),
                "place": place_of_number(point.address) if point.channel in NUMBERS else "",
            }
            found.setdefault((point.channel, point.address), row)
    return found


def field_of(name: str) -> str:
    return "email" if name == "emails" else name


def save_points(changes: Mapping[str, PointChanges], ids: Mapping[str, int]) -> None:
    rows = [
        {"customer_id": ids[name], **row}
        for name, change in changes.items()
        if name in ids
        for row in change.rows
    ]
    write(UPSERT, TYPES, rows)
