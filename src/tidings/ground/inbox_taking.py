"""What came in and is not dealt with yet: taken by one worker an account at a time, settled in the same transaction.

The rows stay locked until the caller's transaction ends, so that whatever is done about them is done once. One worker
an account, because the order of what one person writes matters: STOP, then START. The accounts have their turns, so that
a STOP by text is not behind a million receipts of mail.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from tidings.channels.contract import Raw
from tidings.ground.loops import Due
from tidings.ground.models import Inbound

BATCH = 200
Account = tuple[str, str]  # a channel and one of its accounts


@dataclass(frozen=True)
class Taken:
    """A row under our lock; `tries` counts the times it was looked at before."""

    id: int
    channel: str
    account: str
    raw: Raw
    tries: int


# From one account's first row to the next one's, however many lie between.
FIRST = """
    SELECT channel, account, due_at FROM ground_inbound WHERE state = 'pending' {after}
    ORDER BY channel, account, due_at, id LIMIT 1
"""
WAITING = f"""
WITH RECURSIVE waiting AS (
    ({FIRST.format(after="")}) UNION ALL
    SELECT further.* FROM waiting CROSS JOIN LATERAL (
        {FIRST.format(after="AND (channel, account) > (waiting.channel, waiting.account)")}) further)
"""  # noqa: S608 (our own words)
ACCOUNTS = f"{WAITING} SELECT channel, account FROM waiting WHERE due_at <= %s ORDER BY channel, account"  # noqa: S608
next_due = Due(f"{WAITING} SELECT min(due_at) FROM waiting")  # noqa: S608
OURS = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
TAKE = """
SELECT id, channel, account, kind, key, body, received_at, headers, method, url, tries FROM ground_inbound
WHERE state = 'pending' AND due_at <= %s AND channel = %s AND account = %s
ORDER BY due_at, id LIMIT %s FOR UPDATE SKIP LOCKED
"""


def take(*, now: datetime, limit: int = BATCH, after: Account = ("", "")) -> list[Taken]:
    """Due rows of one account that no other worker has, oldest first; within the caller's transaction.

    The accounts that come `after` the one taken last have their turn first.
    """
    with connection.cursor() as cursor:
        for channel, account in accounts(cursor, now, after):
            cursor.execute(OURS, [f"tidings inbound|{channel}|{account}"])
            if cursor.fetchone() == (True,):
                cursor.execute(TAKE, [now, channel, account, limit])
                if rows := cursor.fetchall():
                    return sorted(map(taken, rows), key=lambda one: one.id)
    return []


def accounts(cursor: Any, now: datetime, after: Account) -> Sequence[Account]:
    cursor.execute(ACCOUNTS, [now])
    found: Sequence[Account] = cursor.fetchall()
    return sorted(found, key=lambda one: (one <= after, one))


def taken(row: Sequence[Any]) -> Taken:
    id, channel, account, kind, key, body, received_at, headers, method, url, tries = row
    raw = Raw(
        kind=kind,
        key=key,
        body=bytes(body),
        at=received_at,
        headers=json.loads(headers) if isinstance(headers, str) else headers,
        method=method,
        url=url,
    )
    return Taken(id, channel, account, raw, tries)


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What became of a row: done, unmatched, unreadable, or pending until `due_at`."""

    id: int
    state: str
    says: str = ""
    due_at: datetime | None = None
    about: tuple[int, ...] = ()


SETTLE = """
UPDATE ground_inbound row SET state = result.state, says = result.says, about = result.about, tries = row.tries + 1,
    due_at = coalesce(result.due_at, row.due_at)
FROM jsonb_to_recordset(%s::jsonb) AS result(id bigint, state text, says text, due_at timestamptz, about bigint[])
WHERE row.id = result.id
"""


def settle(results: Sequence[Settled]) -> None:
    """Written within the transaction that took the rows."""
    if results:
        rows = [asdict(one) | {"says": one.says.replace("\0", "")[:500]} for one in results]
        with connection.cursor() as cursor:
            cursor.execute(SETTLE, [json.dumps(rows, default=datetime.isoformat)])


def purge(*, now: datetime, kept: timedelta, limit: int = 5000) -> int:
    """Forgets what was settled and is older than `kept`; how many rows."""
    old = Inbound.objects.filter(received_at__lt=now - kept).exclude(state="pending").order_by("received_at")
    return Inbound.objects.filter(id__in=list(old.values_list("id", flat=True)[:limit])).delete()[0]
