"""What channels bring in, saved raw and committed before the other side is told that we have it."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from tidings.channels.contract import Raw
from tidings.ground.clock import Clock
from tidings.ground.notify import notify

WAKE = "tidings_inbound"

KEEP = """
INSERT INTO ground_inbound (channel, account, key, kind, method, url, headers, body, received_at, due_at)
VALUES (%s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s) ON CONFLICT DO NOTHING
"""


def keep(raw: Raw, *, channel: str, account: str) -> bool:
    """One row, committed; False when the same key was there already (the other side told us twice)."""
    headers = json.dumps(dict(raw.headers))
    row = (channel, account, raw.key, raw.kind, raw.method, raw.url, headers, raw.body, raw.at, raw.at)
    with connection.cursor() as cursor:
        cursor.execute(KEEP, row)
        new = cursor.rowcount == 1
    if new:
        notify(WAKE)
    return new


@dataclass(frozen=True)
class Inbox:
    """The ports of one channel's account: what it brings in is kept under its name."""

    channel: str
    account: str
    clock: Clock

    def keep(self, raw: Raw) -> bool:
        return keep(raw, channel=self.channel, account=self.account)

    def now(self) -> datetime:
        return self.clock.now()
