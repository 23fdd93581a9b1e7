"""Events as they come in: read by the rules of CloudEvents, stored first, understood afterwards (see taking.py)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import msgspec
from django.db import connection

from tidings.campaigns.intake_sql import STORE
from tidings.core import cloudevents
from tidings.core.problem import Problem

Stored = Literal["stored", "duplicate"]
ROWS_A_STATEMENT = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """An event that keeps the rules. Without a `time` of its own it gets the moment it is received."""

    source: str
    event_id: str
    type: str
    subject: str
    customer: str
    time: datetime | None
    data: Any


class EventRefused(ValueError):
    """An event we cannot keep; every problem names its field and the mend."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{problem.field} {problem.says}" for problem in problems))
        self.problems = tuple(problems)


def read_cloudevent(obj: Mapping[str, Any]) -> Incoming:
    """The event in CloudEvents' JSON format (decoded); raises `EventRefused`."""
    try:
        event = cloudevents.read(obj)
    except cloudevents.CloudEventRefused as refused:
        raise EventRefused(refused.problems) from None
    if unstorable(event.data):
        raise EventRefused(
            [Problem(field="data", says="has a character U+0000 or half a character", mend="leave it out")]
        )
    return Incoming(
        source=event.source,
        event_id=event.id,
        type=event.type,
        subject=event.subject,
        customer=customer_of(event),
        time=event.time,
        data=event.data,
    )


def customer_of(event: cloudevents.CloudEvent) -> str:
    """The customer's external id: the extension `customer`, else `data.customer`, else the subject."""
    if named := event.extensions.get("customer"):
        return str(named)
    named = event.data.get("customer") if isinstance(event.data, dict) else None
    return named if isinstance(named, str) and named else event.subject


def unstorable(value: Any) -> bool:
    """Whether the value holds a text that PostgreSQL cannot hold."""
    if isinstance(value, str):
        return not value.isprintable() and any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value)
    if isinstance(value, dict):
        return any(unstorable(key) or unstorable(part) for key, part in value.items())
    return isinstance(value, list) and any(map(unstorable, value))


def store(*, events: Sequence[Incoming], now: datetime) -> list[Stored]:
    """Keep events, each source and id once; what became of each, in order. One transaction per thousand."""
    states: list[Stored] = []
    for start in range(0, len(events), ROWS_A_STATEMENT):
        part = events[start : start + ROWS_A_STATEMENT]
        with connection.cursor() as cursor:
            cursor.execute(STORE, [rows_json(part, now)])
            states += became(part, cursor.fetchall())
    return states


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


def became(events: Iterable[Incoming], stored: Collection[tuple[str, str]]) -> list[Stored]:
    """What became of each event, given the (source, id) pairs that were new; a repeat inside one batch is a duplicate."""
    new = set(stored)
    states: list[Stored] = []
    for event in events:
        key = (event.source, event.event_id)
        states.append("stored" if key in new else "duplicate")
        new.discard(key)
    return states
