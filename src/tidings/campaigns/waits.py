"""Waiting for what was promised: each wait is a row; when its moment passes, the absence is a trigger."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import msgspec
from django.db import connection

from tidings.campaigns.listening import Heard
from tidings.campaigns.taking_rows import NEXT_EVENT_DUE
from tidings.core.waiting import merged
from tidings.ground.loops import Due

WaitState = Literal["waiting", "fired", "cleared", "withdrawn", "problem"]
DONE: frozenset[WaitState] = frozenset({"fired", "cleared"})


@dataclass(slots=True)
class Waiting:
    """A wait while a batch of events is taken; written back when `changed`."""

    campaign_id: int
    thread: str
    customer: str
    event_id: int
    data: dict[str, Any]
    told_at: datetime
    due_at: datetime
    state: WaitState
    changed: bool = False

    @property
    def over(self) -> bool:
        return self.state in DONE

    def hear(self, event: Heard) -> None:
        """Take in what one more event of the thread says: the newer one wins, the older one fills the gaps."""
        data = event.data if isinstance(event.data, dict) else {}
        if event.time >= self.told_at:
            self.data, self.told_at = merged(self.data, data), event.time
        else:
            self.data = merged(data, self.data)
        self.state, self.changed = "waiting", True

    def promise_anew(self, event: Heard, due_at: datetime) -> None:
        """Take in another promise; the moment moves unless a newer event has spoken since."""
        if event.time >= self.told_at:
            self.event_id, self.customer, self.due_at = event.id, event.customer, due_at
        self.hear(event)

    def end(self, state: WaitState) -> None:
        if not self.over:
            self.state, self.changed = state, True


def promised(campaign_id: int, thread: str, event: Heard, due_at: datetime) -> Waiting:
    """A new wait, from the event that made the promise."""
    data = event.data if isinstance(event.data, dict) else {}
    return Waiting(campaign_id, thread, event.customer, event.id, data, event.time, due_at, "waiting", True)


def load(keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], Waiting]:
    """The waits of these (campaign, thread) pairs, locked."""
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT campaign_id, thread, customer, event_id, data, told_at, due_at, state FROM campaigns_wait "
            "WHERE (campaign_id, thread) IN (SELECT * FROM unnest(%s::bigint[], %s::text[])) "
            "ORDER BY id FOR UPDATE",
            [[campaign for campaign, _ in keys], [thread for _, thread in keys]],
        )
        return {(row[0], row[1]): waiting(row) for row in cursor.fetchall()}


def waiting(row: tuple[Any, ...]) -> Waiting:
    campaign, thread, customer, event, data, told_at, due_at, state = row
    return Waiting(campaign, thread, customer, event, msgspec.json.decode(data), told_at, due_at, state)


def save(waits: Iterable[Waiting]) -> None:
    """Write the waits that changed, in one statement."""
    rows = [row_of(wait) for wait in waits if wait.changed]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(SAVE, [msgspec.json.encode(rows).decode()])


def row_of(wait: Waiting) -> Mapping[str, Any]:
    return {
        "campaign_id": wait.campaign_id,
        "thread": wait.thread,
        "customer": wait.customer,
        "event_id": wait.event_id,
        "data": wait.data,
        "told_at": wait.told_at,
        "due_at": wait.due_at,
        "state": wait.state,
    }


SAVE = """
INSERT INTO campaigns_wait (campaign_id, thread, customer, event_id, data, told_at, due_at, state)
SELECT campaign_id, thread, customer, event_id, data, told_at, due_at, state FROM jsonb_to_recordset(%s::jsonb) AS sent(
    campaign_id bigint, thread text, customer text, event_id bigint, data jsonb,
    told_at timestamptz, due_at timestamptz, state text)
ON CONFLICT (campaign_id, thread) DO UPDATE SET
    customer = excluded.customer, event_id = excluded.event_id, data = excluded.data,
    told_at = excluded.told_at, due_at = excluded.due_at, state = excluded.state
"""

# Only what a live campaign waits for is due: `CLAIM` and `NEXT_DUE` must agree, or a replay would never end.
CLAIM = """
SELECT w.id, w.campaign_id, w.thread, w.customer, w.event_id, w.data, w.due_at
FROM campaigns_wait w JOIN campaigns_campaign c ON c.id = w.campaign_id
WHERE w.state = 'waiting' AND w.due_at <= %s AND c.state = 'live' AND c.live_id IS NOT NULL
ORDER BY w.due_at, w.id LIMIT %s FOR UPDATE OF w SKIP LOCKED
"""
# An array rather than a join: asked at every step, it stops at the first row of the index.
NEXT_DUE = """
SELECT w.due_at FROM campaigns_wait w
WHERE w.state = 'waiting' AND w.campaign_id = ANY(ARRAY(
    SELECT c.id FROM campaigns_campaign c WHERE c.state = 'live' AND c.live_id IS NOT NULL))
ORDER BY w.due_at, w.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class DueWait:
    """A wait whose moment has passed."""

    id: int
    campaign_id: int
    thread: str
    customer: str
    event_id: int
    data: dict[str, Any]
    due_at: datetime


def claim(now: datetime, limit: int) -> list[DueWait]:
    """Due waits of live campaigns, the earliest first, locked."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [now, limit])
        return [DueWait(*row[:5], msgspec.json.decode(row[5]), row[6]) for row in cursor.fetchall()]


def settle(ids: Collection[int], state: WaitState) -> None:
    if ids:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE campaigns_wait SET state = %s WHERE id = ANY(%s)", [state, list(ids)])


# When the next promise of a live campaign will be broken.
next_absence_due = Due(NEXT_DUE)
# When the next event waits to be taken up, or the next promise will be broken: both in one statement.
next_due = Due(f"SELECT least(({NEXT_EVENT_DUE}), ({NEXT_DUE}))")
