"""The lines of records: memberships, consents for the ledger, preferences."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tidings.people.record import Record
from tidings.people.record_lines import ConsentLine, PreferenceLine
from tidings.people.rows import read, write
from tidings.people.wishes import SAYING, hours_columns

ORGANISATIONS = """
    INSERT INTO people_organisation (external_id, name, created_at)
    SELECT id, coalesce(name, ''), now FROM ROWS ORDER BY id
    ON CONFLICT (external_id) DO UPDATE SET name = excluded.name
    WHERE excluded.name <> '' AND people_organisation.name <> excluded.name
"""
MEMBERSHIPS = """
    INSERT INTO people_membership (organisation_id, customer_id, role)
    SELECT o.id, r.customer_id, r.role FROM ROWS AS r JOIN people_organisation o ON o.external_id = r.organisation
    ON CONFLICT DO NOTHING RETURNING customer_id
"""
CONSENT_TYPES = {
    "customer_id": "bigint",
    "granted": "boolean",
    "purpose": "text",
    "topic": "text",
    "channel": "text",
    "address": "text",
    "form": "text",
    "written": "boolean",
    "basis": "text",
    "evidence": "jsonb",
    "source": "text",
    "at": "timestamptz",
    "recorded_at": "timestamptz",
    "key": "text",
}
CONSENTS = f"""
    INSERT INTO people_consent ({", ".join(CONSENT_TYPES)}) SELECT {", ".join(CONSENT_TYPES)} FROM ROWS
    ON CONFLICT (key) DO NOTHING RETURNING customer_id
"""  # noqa: S608 (our own names)
PREFERENCE_TYPES = {
    "customer_id": "bigint",
    "topic": "text",
    "origin": "text",
    "channels": "text[]",
    "not_before": "time",
    "not_after": "time",
    "weekdays": "jsonb",
    "language": "text",
    "digest": "boolean",
    "paused_until": "timestamptz",
    "at": "timestamptz",
}
KNOWN_PREFERENCES = f"""
    SELECT {", ".join(PREFERENCE_TYPES)} FROM people_preference
    WHERE customer_id = ANY(%s) AND origin IN ('said', 'imported')
"""  # noqa: S608 (our own names)
PREFERENCES = f"""
    INSERT INTO people_preference ({", ".join(PREFERENCE_TYPES)}) SELECT {", ".join(PREFERENCE_TYPES)} FROM ROWS
    ON CONFLICT (customer_id, topic, origin) DO UPDATE
    SET at = excluded.at, {", ".join(f"{name} = excluded.{name}" for name in SAYING)}
"""  # noqa: S608 (our own names)


def save_lines(records: Sequence[Record], ids: Mapping[str, int], *, now: datetime) -> set[str]:
    """Save what the records bring; the external ids of those for whom it was news."""
    names = {id: name for name, id in ids.items()}
    touched = save_memberships(records, ids, now) | save_consents(records, ids, now)
    return {names[id] for id in touched | save_preferences(records, ids, now)}


def save_memberships(records: Sequence[Record], ids: Mapping[str, int], now: datetime) -> set[int]:
    members = [(record, record.organisation) for record in records if record.organisation]
    named = {one.id: {"id": one.id, "name": one.name, "now": now} for _, one in members}
    write(ORGANISATIONS, {"id": "text", "name": "text", "now": "timestamptz"}, list(named.values()))
    rows = [
        {"customer_id": ids[record.external_id], "organisation": one.id, "role": one.role}
        for record, one in members
    ]
    types = {"customer_id": "bigint", "organisation": "text", "role": "text"}
    return {row["customer_id"] for row in write(MEMBERSHIPS, types, rows)}


def save_consents(records: Sequence[Record], ids: Mapping[str, int], now: datetime) -> set[int]:
    rows = [
        consent_row(line, ids[record.external_id], key_of(line, record.external_id), now)
        for record in records
        for line in record.consents
    ]
    return {row["customer_id"] for row in write(CONSENTS, CONSENT_TYPES, rows)}


def consent_row(line: ConsentLine, customer_id: int, key: str, now: datetime) -> dict[str, Any]:
    stated = {name: getattr(line, name) for name in CONSENT_TYPES if hasattr(line, name)}
    return {**stated, "customer_id": customer_id, "source": "record", "recorded_at": now, "key": key}


def key_of(line: ConsentLine, external_id: str) -> str:
    """The same line of the same customer is one line of the ledger, however often it is imported."""
    said = [line.granted, line.purpose, line.topic, line.channel, line.address, line.stated_at, line.basis]
    return "record:" + hashlib.sha256(json.dumps([external_id, *said]).encode()).hexdigest()


def save_preferences(records: Sequence[Record], ids: Mapping[str, int], now: datetime) -> set[int]:
    speaking = {ids[record.external_id]: record for record in records if record.preferences}
    if not speaking:
        return set()
    known: dict[tuple[int, str], dict[str, dict[str, Any]]] = {}
    for row in read(KNOWN_PREFERENCES, [list(speaking)]):
        known.setdefault((row["customer_id"], row["topic"]), {})[row["origin"]] = row
    rows = {}
    for customer_id, record in speaking.items():
        for line in record.preferences:
            if row := preference_row(line, customer_id, known.get((customer_id, line.topic), {}), now):
                rows[customer_id, line.topic, row["origin"]] = row
    write(PREFERENCES, PREFERENCE_TYPES, list(rows.values()))
    return {customer_id for customer_id, _, _ in rows}


def preference_row(
    line: PreferenceLine, customer_id: int, known: Mapping[str, Mapping[str, Any]], now: datetime
) -> dict[str, Any] | None:
    """The row to write, or None: what the customer said here stands until the record brings a later word of theirs."""
    origin = "said" if "said" in known else "imported"
    before = known.get(origin)
    if before and (line.said_at <= before["at"] if line.said_at else origin == "said"):
        return None
    row = {
        "channels": list(line.channels),
        **hours_columns(line.hours),
        "language": line.language,
        "digest": line.digest,
        "paused_until": line.paused_until,
    }
    if before and all(before[name] == row[name] for name in SAYING):
        return None
    return {
        "customer_id": customer_id,
        "topic": line.topic,
        "origin": origin,
        "at": line.said_at or now,
        **row,
    }
