"""Withdrawing what has not gone out yet: overtaken by events, stopped by the customer, or called off."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

import tidings.campaigns.public as campaigns
from tidings.core.reasons import Reason
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.models import Outreach
from tidings.outreach.resting import rest
from tidings.outreach.telling import Change, tell

OPEN = Q(phase__in=["open", "unknown"], withdrawn_at=None) | Q(state="sent", next_at__isnull=False)

# What a campaign waits for ends the thread whenever it happened; anything else only what happened before it.
OVERTAKEN = """
SELECT o.id, min(w.because)
FROM jsonb_to_recordset(%s::jsonb) AS w(campaign_id bigint, thread text, because text, at timestamptz)
JOIN outreach_outreach o ON o.campaign_id = w.campaign_id AND o.thread = w.thread AND {open}
JOIN outreach_decision d ON d.id = o.decision_id
WHERE d.cause LIKE 'absence:%%' OR (d.seen ->> 'happened')::timestamptz <= w.at
GROUP BY o.id
"""
# What still goes out, or may: waiting, on its way, waiting for the next channel, or not known to have arrived.
GOES_OUT = (
    "o.phase = 'open' AND o.withdrawn_at IS NULL",
    "o.next_at IS NOT NULL AND o.state = 'sent'",
    "o.phase = 'unknown' AND o.withdrawn_at IS NULL",
)
# A row on its way out ("sending") is only marked: it may have reached the customer, and its worker has the last word.
MARK = """
UPDATE outreach_outreach o SET
    withdrawn_at = %s,
    reason = CASE WHEN o.state = 'pending' THEN w.reason ELSE o.reason END,
    state = CASE WHEN o.state = 'pending' THEN 'withdrawn' ELSE o.state END
FROM unnest(%s::bigint[], %s::text[]) AS w(id, reason)
WHERE o.id = w.id AND o.phase = 'open' AND o.withdrawn_at IS NULL
RETURNING o.id, o.state, o.reason, o.tried
"""
# What went out already goes no further; a row whose outcome is unknown keeps its state until that is known.
NO_FURTHER = """
UPDATE outreach_outreach o SET next_at = NULL, withdrawn_at = CASE WHEN o.state = 'unknown' THEN %(now)s ELSE o.withdrawn_at END
WHERE {open} AND {whose} RETURNING o.id
"""


@dataclass(frozen=True)
class Marked:
    """An outreach that was withdrawn, or marked on its way out."""

    id: int
    state: str
    reason: str
    tried: list[str]


def withdraw_threads(withdrawals: Sequence[campaigns.Withdrawal], now: datetime) -> int:
    """Withdraws what these events overtake, in the caller's transaction; how many."""
    rows = [
        {"campaign_id": w.campaign_id, "thread": w.thread, "because": w.because, "at": w.at.isoformat()}
        for w in withdrawals
    ]
    overtaken: dict[int, str] = {}
    with connection.cursor() as cursor:
        for part in GOES_OUT:  # each has a partial index of its own
            cursor.execute(OVERTAKEN.format(open=part), [json.dumps(rows)])
            overtaken |= dict(cursor.fetchall())
    return mark({id: withdrawn(because) for id, because in overtaken.items()}, now)


@transaction.atomic
def withdraw(
    *, outreach_id: int | None = None, campaign: str = "", thread: str = "", because: str, now: datetime
) -> int:
    """Withdraws one outreach, or all of a campaign's thread, that has not gone out; how many. Says `because` why."""
    if outreach_id is not None:
        which = Q(id=outreach_id)
    else:
        which = Q(campaign_id=campaigns.campaign(name=campaign).id, thread=thread)
    return announced(mark(dict.fromkeys(open_ones(which), withdrawn(because)), now))


# One walk of a partial index, however many rows of others wait. The states are written out so that a prepared
# statement may use the index, too.
STOP = """
UPDATE outreach_outreach o SET
    withdrawn_at = %(now)s,
    reason = CASE WHEN o.state = 'pending' THEN %(reason)s ELSE o.reason END,
    state = CASE WHEN o.state = 'pending' THEN 'withdrawn' ELSE o.state END
WHERE o.phase = 'open' AND o.withdrawn_at IS NULL AND {whose}
    AND {scope}
RETURNING o.id, o.state, o.reason, o.tried
"""
OF_SCOPE = "%(scope)s IN ('all', 'purpose:' || o.purpose, 'topic:' || o.topic)"
OF_CUSTOMER = "o.customer_id = %(customer)s AND %(channel)s IN ('', o.channel)"
OF_ADDRESS = "lower(o.address) = lower(%(address)s) AND %(channel)s IN ('', o.channel)"


@transaction.atomic
def stopped(*, customer_id: int, scope: str, channel: str = "", now: datetime) -> int:
    """Withdraws at once what is open within a stop's scope ("all", "purpose:marketing", "topic:NAME"); how many."""
    return stop_open(OF_CUSTOMER, {"customer": customer_id, "channel": channel}, scope, now)


@transaction.atomic
def address_stopped(*, channel: str, address: str, scope: str = "all", now: datetime) -> int:
    """Withdraws at once what is on its way to an address ("" for any channel), whoever it belongs to; how many."""
    return stop_open(OF_ADDRESS, {"address": address, "channel": channel}, scope, now)


def stop_open(whose: str, values: Mapping[str, Any], scope: str, now: datetime) -> int:
    values = {**values, "scope": scope, "now": now, "reason": Reason.STOPPED.code}
    with connection.cursor() as cursor:
        cursor.execute(STOP.format(whose=whose, scope=OF_SCOPE), values)
        marked = [Marked(*row) for row in cursor.fetchall()]
    goes_no_further(f"{whose} AND {OF_SCOPE}", values)
    return announced(settled(marked, now))


def goes_no_further(whose: str, values: Mapping[str, Any]) -> None:
    """No next channel follows what has gone out, or may have."""
    with connection.cursor() as cursor:
        for part in GOES_OUT[1:]:
            cursor.execute(NO_FURTHER.format(open=part, whose=whose), values)


def withdrawn(because: str) -> str:
    return f"{Reason.WITHDRAWN.code}:{because}"


def open_ones(which: Q) -> list[int]:
    return list(Outreach.objects.filter(OPEN & which).values_list("id", flat=True))


def mark(reasons: Mapping[int, str], now: datetime) -> int:
    """Each of these outreaches withdrawn for its reason, unless it has ended since; how many."""
    if not reasons:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(MARK, [now, list(reasons), list(reasons.values())])
        marked = [Marked(*row) for row in cursor.fetchall()]
    goes_no_further("o.id = ANY(%(ids)s)", {"ids": list(reasons), "now": now})
    return settled(marked, now)


def settled(marked: Sequence[Marked], now: datetime) -> int:
    """The company's own systems hear of each that is withdrawn; one that an earlier channel handed over stands so."""
    ended = {one.id: one.reason for one in marked if one.state == "withdrawn"}
    stand = rest({one.id: one.reason for one in marked if one.id in ended and one.tried})
    tell(
        [
            Change(outreach_id=id, state="withdrawn", reason=reason)
            for id, reason in ended.items()
            if id not in stand
        ],
        now=now,
    )
    return len(marked)


def announced(count: int) -> int:
    """Wakes the live pages when anything was withdrawn."""
    if count:
        notify(CHANGED)
    return count
