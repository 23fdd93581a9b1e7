"""The SQL that stores events and the rows it takes, for the sync path here and the asynchronous intake alike.

Both run in autocommit: one statement is one transaction, and its NOTIFY goes out with its commit.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from tidings.campaigns.incoming import Incoming

Stored = Literal["stored", "duplicate"]

WAKE = "tidings_events"  # the NOTIFY channel: there are events to take up
TYPES = {
    "source": "text",
    "event_id": "text",
    "type": "text",
    "subject": "text",
    "customer": "text",
    "time": "timestamptz",
    "received_at": "timestamptz",
    "data": "jsonb",
}
NAMES = ", ".join(TYPES)
TYPED = ", ".join(f"{name} {type}" for name, type in TYPES.items())
STORE_FROM = """
WITH stored AS (
    INSERT INTO campaigns_event ({names}) SELECT {names} FROM {rows}
    ON CONFLICT (source, event_id) DO NOTHING
    RETURNING source, event_id
), told AS (SELECT pg_notify('{wake}', '') WHERE EXISTS (SELECT FROM stored))
SELECT source, event_id FROM stored CROSS JOIN told
"""

# One JSON array of rows as the only parameter: psycopg's list dumper makes unnest() half as fast.
SENT = f"jsonb_to_recordset(%s::jsonb) AS sent({TYPED})"
STORE = STORE_FROM.format(names=NAMES, rows=SENT, wake=WAKE)

# A batch is copied into a table that belongs to the connection and empties itself at each commit.
STAGE = f"CREATE TEMPORARY TABLE IF NOT EXISTS staged ({TYPED}) ON COMMIT DELETE ROWS"
COPY_IN = f"COPY staged ({NAMES}) FROM STDIN"
STORE_STAGED = STORE_FROM.format(names=NAMES, rows="staged", wake=WAKE)


def rows_json(events: Sequence[Incoming], now: datetime) -> str:
    """The rows as the one JSON parameter that `STORE` takes."""
    return msgspec.json.encode([row_of(event, now) for event in events]).decode()


def row_of(event: Incoming, now: datetime) -> dict[str, Any]:
    return {
        "source": event.source,
        "event_id": event.event_id,
        "type": event.type,
        "subject": event.subject,
        "customer": event.customer,
        "time": event.time or now,
        "received_at": now,
        "data": event.data,
    }


def copy_text(events: Iterable[Incoming], now: datetime) -> str:
    """The rows in the text format of `COPY_IN`."""
    received, encode = now.isoformat(), msgspec.json.Encoder().encode
    return "".join(
        f"{escaped(event.source)}\t{escaped(event.event_id)}\t{escaped(event.type)}\t{escaped(event.subject)}\t"
        f"{escaped(event.customer)}\t{event.time.isoformat() if event.time else received}\t{received}\t"
        f"{escaped(encode(event.data).decode())}\n"
        for event in events
    )


def escaped(text: str) -> str:
    if text.isprintable() and "\\" not in text:
        return text
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def became(events: Iterable[Incoming], stored: Collection[tuple[str, str]]) -> list[Stored]:
    """What became of each event, given the (source, id) pairs that were new; a repeat inside one batch is a duplicate."""
    new = set(stored)
    states: list[Stored] = []
    for event in events:
        key = (event.source, event.event_id)
        states.append("stored" if key in new else "duplicate")
        new.discard(key)
    return states
