"""Receipts: what the other side said afterwards, brought to the attempts they speak of.

An attempt keeps the furthest thing that was said of it, so the order in which receipts come, or come again, changes
nothing. Whoever is recording the same outreach just now goes first: its receipt waits and comes again.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import connection, transaction

from tidings.channels import discover
from tidings.channels.contract import Receipt
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.applying import ENDED, News, apply
from tidings.outreach.models import Attempt, Outreach
from tidings.people import public as people

# The last word wins, whoever speaks first: a delivery is known for good, a failure unless it was delivered all the same.
FURTHER = ("", "transient", "accepted", "expired", "failed", "delivered", "seen")
SPEAKS_OF = timedelta(days=30)  # how far back a receipt reaches that names no message

# The other side's own name says which try it was; by ours it is the latest that may have gone out. Ours may come back
# without its domain. (~>=~ compares bytes, as the index does.)
FIND = """
SELECT given.place, found.id, found.outreach_id
FROM jsonb_to_recordset(%(given)s::jsonb) AS given(place int, low text, high text, provider_id text)
CROSS JOIN LATERAL (
    SELECT a.id, a.outreach_id, 1 AS turn, true AS may_be FROM outreach_attempt a
    WHERE given.provider_id <> '' AND a.provider_id = given.provider_id AND a.provider_id <> ''
        AND a.channel = ANY(%(channels)s) AND (%(account)s = '' OR a.account IN ('', %(account)s))
    UNION ALL
    SELECT a.id, a.outreach_id, 2, a.outcome IN ('accepted', 'unknown') FROM outreach_attempt a
    WHERE given.low <> '' AND a.message_id ~>=~ given.low AND a.message_id ~<=~ given.high
        AND a.channel = ANY(%(channels)s)
    ORDER BY turn, may_be DESC, id DESC LIMIT 1
) found
"""


@dataclass(frozen=True, kw_only=True)
class AttemptFor:
    """The contact that a message belongs to: what it was about, where it went, its check code."""

    outreach_id: int
    customer_id: int
    topic: str
    purpose: str
    thread: str
    channel: str
    address: str
    code: str


@transaction.atomic
def receive(*, channel: str, account: str, receipts: Sequence[Receipt], now: datetime) -> frozenset[str]:
    """Apply receipts of a channel's account, in any order and however often. The keys of those that match no attempt
    yet (or whose outreach is being recorded this moment): they wait and are given again."""
    receipts = [each for one in receipts for each in spelled_out(one, channel)]
    found = find([(one.message_id, one.provider_id) for one in receipts], channel, account)
    rows = locked({outreach_id for _, outreach_id in found.values()})
    heard = {place: id for place, (id, outreach_id) in found.items() if outreach_id in rows}
    if heard:
        attempts = Attempt.objects.in_bulk(list(heard.values()))
        news = [one for place, id in heard.items() if (one := further(attempts[id], receipts[place], now))]
        apply(news, rows, now)
        notify(CHANGED)
    return frozenset(one.key for place, one in enumerate(receipts) if place not in heard)


def spelled_out(receipt: Receipt, channel: str) -> Sequence[Receipt]:
    """A receipt that names an address and no message, as one for each message that went there until then."""
    if receipt.message_id or receipt.provider_id or not receipt.address or receipt.at is None:
        return [receipt]
    kind = discover()[channel].declaration.address_kind
    gone = Attempt.objects.filter(
        outreach__customer_id__in=people.whose(kind=kind, address=receipt.address),
        channel=channel,
        address=receipt.address,
        outcome__in=("accepted", "unknown"),
        started_at__gt=receipt.at - SPEAKS_OF,
        started_at__lte=receipt.at,
    )
    names = gone.values_list("message_id", "provider_id")
    return [replace(receipt, message_id=ours, provider_id=theirs) for ours, theirs in names]


def find(names: Sequence[tuple[str, str]], channel: str, account: str = "") -> dict[int, tuple[int, int]]:
    """The attempt and its outreach (ids) by place in `names`, which are (our id, the other side's)."""
    given = [
        {"place": place, "provider_id": theirs} | bounds(ours.strip("<>"))
        for place, (ours, theirs) in enumerate(names)
    ]
    lines = [channel, f"{channel}:mobile", f"{channel}:landline"]
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"given": json.dumps(given), "channels": lines, "account": account})
        return {place: (attempt, outreach) for place, attempt, outreach in cursor.fetchall()}


def bounds(message_id: str) -> dict[str, str]:
    """Between which texts our id lies: itself, or with any domain behind it ("A" comes after "@")."""
    if not message_id or "@" in message_id:
        return {"low": message_id, "high": message_id}
    return {"low": f"{message_id}@", "high": f"{message_id}A"}


def locked(ids: Iterable[int]) -> dict[int, Outreach]:
    """The rows, ours until the transaction ends; those that somebody else is recording are left out."""
    rows = Outreach.objects.select_for_update(skip_locked=True, of=("self",)).filter(id__in=sorted(ids))
    return {row.id: row for row in rows.order_by("id")}


def further(attempt: Attempt, receipt: Receipt, now: datetime) -> News | None:
    """The attempt as it is known now; None where the receipt says nothing new."""
    before, doubted = attempt.receipt, attempt.outcome == "unknown"
    if FURTHER.index(receipt.state) <= FURTHER.index(before):
        return None
    attempt.receipt, attempt.receipt_at = receipt.state, receipt.at or now
    attempt.receipt_says = receipt.says.replace("\0", "")[:500]
    attempt.provider_id = attempt.provider_id or receipt.provider_id
    if receipt.state not in ENDED or attempt.outcome == "unknown":
        # Whoever sends a receipt has had the message, whatever we could record of it ourselves.
        attempt.outcome, attempt.finished_at = "accepted", attempt.finished_at or now
    return News(attempt=attempt, before=before, doubted=doubted, address_dead=receipt.address_dead)


def attempt_for(*, channel: str, message_id: str = "", provider_id: str = "") -> AttemptFor | None:
    """The contact of a message, by our id or the other side's; None where we know none."""
    found = find([(message_id, provider_id)], channel)
    if not found:
        return None
    attempt = Attempt.objects.select_related("outreach").get(id=found[0][0])
    row = attempt.outreach
    return AttemptFor(
        outreach_id=row.id,
        customer_id=row.customer_id,
        topic=row.topic,
        purpose=row.purpose,
        thread=row.thread,
        channel=attempt.channel,
        address=attempt.address,
        code=row.code,
    )
