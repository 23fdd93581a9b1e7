"""The rows behind the taking of events: claimed, locked by thread, and written in one statement each."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any

import msgspec
from django.db import connection

from tidings.campaigns.listening import Heard, Mention
from tidings.core.problem import Problem

CLAIM = """
SELECT id, source, event_id, type, subject, customer, time, data FROM campaigns_event
WHERE state = 'new' AND received_at <= %s ORDER BY received_at, id LIMIT %s FOR UPDATE SKIP LOCKED
"""


def claim(now: datetime, limit: int) -> list[Heard]:
    """New events in the order they came, locked; those another worker has are left to it."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [now, limit])
        return [Heard(*row[:7], msgspec.json.decode(row[7])) for row in cursor.fetchall()]


def lock_threads(threads: Collection[str]) -> set[str]:
    """The threads that are ours until the transaction ends; never waits, so it never deadlocks.

    Two workers must not take a thread's trigger and its withdrawal at the same time: each would miss the other.
    """
    if not threads:
        return set()
    keys = {
        thread: int.from_bytes(blake2b(thread.encode(), digest_size=8).digest(), signed=True)
        for thread in threads
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, pg_try_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key",
            [sorted(keys.values())],
        )
        free = {key for key, locked in cursor.fetchall() if locked}
    return {thread for thread, key in keys.items() if key in free}


@dataclass
class Sightings:
    """The last time each thread was seen in a type that a campaign waits for or gives way to."""

    last: dict[tuple[str, str], datetime]
    seen: dict[tuple[str, str], tuple[int, datetime]] = field(default_factory=dict)

    @classmethod
    def load(cls, mentions: Iterable[Mention]) -> "Sightings":
        keys = {
            (type, mention.thread)
            for mention in mentions
            if mention.role in ("trigger", "promise")
            for type in mention.listener.gives_way_to
        }
        if not keys:
            return cls({})
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT type, thread, last_at FROM campaigns_sighting "
                "WHERE (type, thread) IN (SELECT * FROM unnest(%s::text[], %s::text[]))",
                [[type for type, _ in keys], [thread for _, thread in keys]],
            )
            return cls({(type, thread): last for type, thread, last in cursor.fetchall()})

    def see(self, event: Heard, thread: str) -> None:
        key = (event.type, thread)
        if key not in self.last or self.last[key] < event.time:
            self.last[key] = event.time
        if key not in self.seen or self.seen[key][1] < event.time:
            self.seen[key] = (event.id, event.time)

    def overtaken(self, event: Heard, mention: Mention) -> bool:
        """Whether the event is late: the thread was since seen in what the campaign gives way to.

        What a campaign waits for ends the thread for good, whenever it came.
        """
        for type in mention.listener.gives_way_to:
            last = self.last.get((type, mention.thread))
            if last is not None and (last >= event.time or type == mention.listener.absent):
                return True
        return False

    def save(self) -> None:
        rows = [
            {"type": type, "thread": thread, "event_id": event, "at": at}
            for (type, thread), (event, at) in self.seen.items()
        ]
        if rows:
            with connection.cursor() as cursor:
                cursor.execute(SEE, [msgspec.json.encode(rows).decode()])


SEE = """
INSERT INTO campaigns_sighting (type, thread, event_id, at, last_at)
SELECT type, thread, event_id, at, at FROM jsonb_to_recordset(%s::jsonb)
    AS sent(type text, thread text, event_id bigint, at timestamptz)
ON CONFLICT (type, thread) DO UPDATE SET last_at = greatest(campaigns_sighting.last_at, excluded.last_at)
"""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why one campaign could not use one event."""

    event_id: int
    campaign: str
    problem: Problem


def save_problems(troubles: Sequence[Trouble], now: datetime) -> None:
    if not troubles:
        return
    rows: list[dict[str, Any]] = [
        {
            "event_id": trouble.event_id,
            "campaign": trouble.campaign,
            "field": trouble.problem.field,
            "says": trouble.problem.says,
            "mend": trouble.problem.mend,
            "at": now,
        }
        for trouble in troubles
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO campaigns_eventproblem (event_id, campaign, field, says, mend, at) "
            "SELECT event_id, campaign, field, says, mend, at FROM jsonb_to_recordset(%s::jsonb) AS sent("
            "event_id bigint, campaign text, field text, says text, mend text, at timestamptz)",
            [msgspec.json.encode(rows).decode()],
        )


def save_states(states: dict[int, str]) -> None:
    """Write what became of each event."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE campaigns_event e SET state = sent.state FROM unnest(%s::bigint[], %s::text[]) AS sent(id, state) "
            "WHERE e.id = sent.id",
            [list(states), list(states.values())],
        )


def mark_trouble(troubles: Sequence[Trouble], now: datetime) -> None:
    """List what keeps due waits from being told, in place of what was said of their events before."""
    if not troubles:
        return
    events = sorted({trouble.event_id for trouble in troubles})
    forget_problems(events)
    save_problems(troubles, now)
    with connection.cursor() as cursor:
        # An event that is `new` again is about to be taken up: its customer became known just now.
        cursor.execute(
            "UPDATE campaigns_event SET state = 'problem' WHERE id = ANY(%s) AND state <> 'new'", [events]
        )


def mend(told: Collection[tuple[int, str]]) -> None:
    """Later events may have brought what was missing: what a campaign said of an event it now uses is void."""
    if not told:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM campaigns_eventproblem WHERE (event_id, campaign) IN "
            "(SELECT * FROM unnest(%s::bigint[], %s::text[])) RETURNING event_id",
            [[event for event, _ in told], [campaign for _, campaign in told]],
        )
        mended = [row[0] for row in cursor.fetchall()]
        if mended:
            cursor.execute(
                "UPDATE campaigns_event e SET state = 'used' WHERE id = ANY(%s) AND state = 'problem' "
                "AND NOT EXISTS (SELECT FROM campaigns_eventproblem p WHERE p.event_id = e.id)",
                [mended],
            )


def forget_problems(events: Collection[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM campaigns_eventproblem WHERE event_id = ANY(%s)", [list(events)])


NEXT_EVENT_DUE = (
    "SELECT received_at FROM campaigns_event WHERE state = 'new' ORDER BY received_at, id LIMIT 1"
)


def next_event_due() -> datetime | None:
    """When the oldest event that nobody has taken up was received."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_EVENT_DUE)
        row = cursor.fetchone()
    return row[0] if row else None
