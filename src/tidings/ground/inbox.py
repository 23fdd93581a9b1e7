"""What channels bring in, saved raw and committed before the other side is told that we have it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tidings.channels.contract import Raw
from tidings.ground.clock import Clock
from tidings.ground.notify import notify

WAKE = "tidings_inbound"
NOT_KEPT = frozenset({"authorization", "proxy-authorization", "cookie"})

KEEP = """
INSERT INTO ground_inbound (channel, account, key, kind, method, url, headers, body, received_at, due_at)
VALUES (%s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s) ON CONFLICT DO NOTHING
"""
KEEP_AND_WAKE = f"WITH new AS ({KEEP} RETURNING id) SELECT pg_notify('{WAKE}', '') FROM new"  # noqa: S608 (our own words)
COUNT_REFUSED = """
INSERT INTO ground_inboundrefusal (channel, account, day, count, says, last_at) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (channel, account, day) DO UPDATE SET count = ground_inboundrefusal.count + excluded.count,
    says = excluded.says, last_at = excluded.last_at
"""


KEPT = """
SELECT key, body, received_at FROM ground_inbound
WHERE channel = %s AND account = %s AND kind = %s AND starts_with(key, %s) AND received_at >= %s ORDER BY id
"""


def keep(raw: Raw, *, channel: str, account: str) -> bool:
    """One row, committed; False when the same key was there already (the other side told us twice)."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP, row_of(raw, channel=channel, account=account))
        new = cursor.rowcount == 1
    if new:
        notify(WAKE)
    return new


def kept(kind: str, prefix: str, *, channel: str, account: str, since: datetime) -> list[Raw]:
    """What was kept of a kind since then, of the keys that begin so, in the order it came."""
    with connection.cursor() as cursor:
        cursor.execute(KEPT, (channel, account, kind, prefix, since))
        return [Raw(kind=kind, key=key, body=bytes(body), at=at) for key, body, at in cursor.fetchall()]


def row_of(raw: Raw, *, channel: str, account: str) -> tuple[Any, ...]:
    """The values of `KEEP`; headers that let somebody in are not kept."""
    headers = json.dumps({name: storable(raw.headers[name]) for name in raw.headers if name not in NOT_KEPT})
    texts = map(storable, (channel, account, raw.key, raw.kind, raw.method, raw.url))
    return (*texts, headers, raw.body, raw.at, raw.at)


def storable(text: str) -> str:
    """Text as PostgreSQL can hold it: without U+0000, and no half of a character."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


@dataclass(frozen=True)
class Inbox:
    """The ports of one channel's account: what it brings in is kept under its name."""

    channel: str
    account: str
    clock: Clock

    def keep(self, raw: Raw) -> bool:
        return keep(raw, channel=self.channel, account=self.account)

    def kept(self, kind: str, prefix: str, *, since: datetime) -> list[Raw]:
        return kept(kind, prefix, channel=self.channel, account=self.account, since=since)

    def now(self) -> datetime:
        return self.clock.now()
