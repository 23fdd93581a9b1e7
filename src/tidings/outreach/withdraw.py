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
from tidings.ground import webhooks
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.models import Outreach

OPEN = Q(state__in=["pending", "sending"], withdrawn_at=None)

# What a campaign waits for ends the thread whenever it happened; anything else only what happened before it.
OVERTAKEN = """
SELECT o.id, min(w.because)
FROM jsonb_to_recordset(%s::jsonb) AS w(campaign_id bigint, thread text, because text, at timestamptz)
JOIN outreach_outreach o ON o.campaign_id = w.campaign_id AND o.thread = w.thread
    AND o.state IN ('pending', 'sending') AND o.withdrawn_at IS NULL
JOIN outreach_decision d ON d.id = o.decision_id
WHERE d.cause LIKE 'absence:%%' OR (d.seen ->> 'happened')::timestamptz <= w.at
GROUP BY o.id
"""
# A row on its way out ("sending") is only marked: it may have reached the customer, and its worker has the last word.
MARK = """
UPDATE outreach_outreach o SET
    withdrawn_at = %s,
    reason = CASE WHEN o.state = 'pending' THEN w.reason ELSE o.reason END,
    state = CASE WHEN o.state = 'pending' THEN 'withdrawn' ELSE o.state END
FROM unnest(%s::bigint[], %s::text[]) AS w(id, reason)
WHERE o.id = w.id AND o.state IN ('pending', 'sending') AND o.withdrawn_at IS NULL
RETURNING o.id, o.state, o.reason, o.code, o.thread
"""


@dataclass(frozen=True)
class Marked:
    """An outreach that was withdrawn, or marked on its way out; `code` is its check code."""

    id: int
    state: str
    reason: str
    code: str
    thread: str


def withdraw_threads(withdrawals: Sequence[campaigns.Withdrawal], now: datetime) -> int:
    """Withdraws what these events overtake, in the caller's transaction; how many."""
    rows = [
        {"campaign_id": w.campaign_id, "thread": w.thread, "because": w.because, "at": w.at.isoformat()}
        for w in withdrawals
    ]
    with connection.cursor() as cursor:
        cursor.execute(OVERTAKEN, [json.dumps(rows)])
        overtaken = dict(cursor.fetchall())
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
WHERE o.state IN ('pending', 'sending') AND o.withdrawn_at IS NULL AND {whose}
    AND %(scope)s IN ('all', 'purpose:' || o.purpose, 'topic:' || o.topic)
RETURNING o.id, o.state, o.reason, o.code, o.thread
"""
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
    with connection.cursor() as cursor:
        cursor.execute(
            STOP.format(whose=whose), {**values, "scope": scope, "now": now, "reason": Reason.STOPPED.code}
        )
        marked = [Marked(*row) for row in cursor.fetchall()]
    tell_withdrawn([one for one in marked if one.state == "withdrawn"], now)
    return announced(len(marked))


def called_back(ids: Sequence[int]) -> set[int]:
    """Those that were withdrawn after they were claimed: a claim is many messages, and a stop comes between two of them."""
    with connection.cursor() as cursor:  # not the ORM: every few messages ask this
        cursor.execute(
            "SELECT id FROM outreach_outreach WHERE id = ANY(%s) AND (withdrawn_at IS NOT NULL OR seen_at IS NOT NULL)",
            [list(ids)],
        )
        return {id for (id,) in cursor.fetchall()}


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
    tell_withdrawn([one for one in marked if one.state == "withdrawn"], now)
    return len(marked)


def announced(count: int) -> int:
    """Wakes the live pages when anything was withdrawn."""
    if count:
        notify(CHANGED)
    return count


def tell_withdrawn(withdrawn: Sequence[Marked], now: datetime) -> None:
    """The company's own systems hear of each withdrawn outreach once, in order with its other messages."""
    if not withdrawn or not webhooks.endpoints():
        return
    mine = Outreach.objects.filter(id__in=[one.id for one in withdrawn])
    whose = {id: who for id, *who in mine.values_list("id", "customer__external_id", "channel")}
    for one in withdrawn:
        customer, channel = whose[one.id]
        webhooks.queue(
            topic="outreach.withdrawn",
            key=f"{one.code}|withdrawn",
            ordering_key=str(one.id),
            now=now,
            payload={
                "outreach": one.id,
                "code": one.code,
                "thread": one.thread,
                "customer": customer,
                "channel": channel,
                "reason": one.reason,
                "at": now.isoformat(),
            },
        )
