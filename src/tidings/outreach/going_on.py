"""A contact waits for delivery again, on its next way."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import connection

from tidings.ground.notify import notify
from tidings.outreach.due import WAKE
from tidings.outreach.next_channels import Next

GO_ON = """
UPDATE outreach_outreach o SET state = 'pending', reason = '', channel = given.channel, address = given.address,
    tried = CASE WHEN o.channel = given.channel THEN o.tried ELSE array_append(o.tried, o.channel) END,
    message_id = given.message_id, due_at = given.due_at, next_at = NULL, lease = NULL
FROM jsonb_to_recordset(%s::jsonb) AS given(id bigint, channel text, address text, message_id text, due_at timestamptz)
WHERE o.id = given.id RETURNING o.id
"""


def go_on(found: Mapping[int, Next], now: datetime) -> set[int]:
    """Those of them that have a way go on by it; which."""
    rows = [
        {
            "id": id,
            "channel": one.channel,
            "address": one.address,
            "message_id": one.message_id,
            "due_at": max(one.due_at or now, now).isoformat(),
        }
        for id, one in found.items()
        if one.way
    ]
    if not rows:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(GO_ON, [json.dumps(rows)])
        moved = {id for (id,) in cursor.fetchall()}
    notify(WAKE)
    return moved
