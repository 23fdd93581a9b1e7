"""The next channel: after silence, or at once after a failure. Every further attempt is decided anew before it is one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

import tidings.campaigns.public as campaigns
from tidings.ground.clock import Clock
from tidings.ground.loops import Due, Loop
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.going_on import go_on
from tidings.outreach.models import Outreach
from tidings.outreach.next_channels import next_channels
from tidings.outreach.resting import rest

BATCH = 100
NEXT_WAKE = "tidings_next_channel"
ENDED = ("failed", "expired")


def next_channel_loop() -> Loop:
    """The loop "next-channel": goes on where the customer has been silent for as long as the campaign waits."""
    return Loop("next-channel", step=step, next_due=next_due, wakes=(NEXT_WAKE,))


def may_follow(row: Outreach) -> bool:
    """Whether silence after this message may lead to another channel: `after_sent` has something to do. Asks no database."""
    return row.carried_by is None and silence(row) is not None


def silence(row: Outreach) -> timedelta | None:
    """How long the customer's silence lasts before the next channel is tried; None: for ever."""
    strategy = campaigns.live_version(version_id=row.version_id).strategy
    if row.urgency == "now" and len(row.tried) + 1 < strategy.together:
        return timedelta(0)
    return strategy.fallback_after


WAIT = """
UPDATE outreach_outreach o SET next_at = given.next_at
FROM unnest(%s::bigint[], %s::timestamptz[]) AS given(id, next_at), outreach_decision d
WHERE o.id = given.id AND d.id = o.decision_id AND given.next_at < o.expires_at
    AND o.state IN ('sent', 'pending') AND o.seen_at IS NULL AND o.withdrawn_at IS NULL
    AND (NOT jsonb_exists(d.seen, 'fallbacks') OR d.seen -> 'fallbacks' <> '[]'::jsonb)
RETURNING o.next_at
"""


def after_sent(ids: Collection[int], now: datetime) -> None:
    """These went out: `next_at` says when the next channel follows, where the strategy has one. In the same transaction."""
    wait(ids, now, since={})


FIRST_TRIES = """
SELECT o.id, min(a.started_at) FROM outreach_outreach o
JOIN outreach_attempt a ON a.outreach_id = o.id AND a.channel = o.channel WHERE o.id = ANY(%s) GROUP BY 1
"""


def after_setback(ids: Collection[int], now: datetime) -> None:
    """These could not go out yet and try again: a way that stays closed counts as silence from its first try on."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST_TRIES, [list(ids)])
        wait(ids, now, since=dict(cursor.fetchall()))


def wait(ids: Collection[int], now: datetime, *, since: Mapping[int, datetime]) -> None:
    rows = Outreach.objects.filter(id__in=list(ids), carried_by=None).only("version_id", "urgency", "tried")
    until = {
        row.id: max(now, since.get(row.id, now) + after)
        for row in rows
        if (after := silence(row)) is not None
    }
    if until:
        with connection.cursor() as cursor:
            cursor.execute(WAIT, [list(until), list(until.values())])
            if any(at <= now for (at,) in cursor.fetchall()):
                notify(NEXT_WAKE)


def after_failure(ids: Collection[int], now: datetime) -> set[int]:
    """These were just settled as failed (or too late for another try), in this transaction. Those that have not failed after all: they go on by the
    next channel (or address), or stand as an earlier channel handed them over."""
    rows = list(Outreach.objects.filter(id__in=list(ids), state__in=ENDED, carried_by=None).order_by("id"))
    found = next_channels([row for row in rows if goes_on(row, now)], now)
    moved = go_on(found, now)
    before = [row for row in rows if row.id not in moved and (row.tried or row.tries > 1)]
    return moved | rest({row.id: row.reason for row in before})


def goes_on(row: Outreach, now: datetime) -> bool:
    """Whether anything may follow at all: not once it was seen or called off, nor when it is too late."""
    return row.seen_at is None and row.withdrawn_at is None and now < row.expires_at


SILENT = """
SELECT * FROM outreach_outreach WHERE next_at <= %s AND state IN ('sent', 'pending')
ORDER BY next_at LIMIT %s FOR UPDATE SKIP LOCKED
"""


def step(clock: Clock) -> int:
    """Goes on with those whose time of silence is over; how many rows were handled."""
    now = clock.now()
    with transaction.atomic():
        rows = list(Outreach.objects.raw(SILENT, [now, BATCH]))
        if rows:
            after_silence(rows, now)
            notify(CHANGED)
    return len(rows)


def after_silence(rows: Sequence[Outreach], now: datetime) -> None:
    """Each goes on by its next channel, or stays as it is and says why nothing follows."""
    found = next_channels([row for row in rows if goes_on(row, now)], now)
    moved = go_on(found, now)
    stay = {row.id: found[row.id].reason if row.id in found else "" for row in rows if row.id not in moved}
    stop_waiting(stay.items())


STAY = """
UPDATE outreach_outreach o SET next_at = NULL, reason = CASE WHEN o.state = 'sent' THEN given.reason ELSE o.reason END
FROM unnest(%s::bigint[], %s::text[]) AS given(id, reason) WHERE o.id = given.id
"""


def stop_waiting(reasons: Iterable[tuple[int, str]]) -> None:
    ids, why = zip(*reasons, strict=True) if (reasons := list(reasons)) else ((), ())
    with connection.cursor() as cursor:
        cursor.execute(STAY, [list(ids), list(why)])


# When the next silence is over.
next_due = Due(
    "SELECT min(next_at) FROM outreach_outreach WHERE next_at IS NOT NULL AND state IN ('sent', 'pending')"
)
