"""What the company's own systems are told (Standard Webhooks), as rows in the caller's transaction.

The row comes first and is the queue. A worker takes rows by a lease, posts them, and records what was answered; one
that dies in between leaves a lease that runs out, and the same message goes again under the same `webhook-id`.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from tidings.ground.notify import notify
from tidings.ground.webhook_delivery import loop, webhooks_due
from tidings.ground.webhook_endpoints import (
    TOPICS,
    WAKE,
    Endpoint,
    EndpointRefused,
    add_endpoint,
    enable_endpoint,
    endpoints,
    remove_endpoint,
)

__all__ = [
    "TOPICS",
    "Endpoint",
    "EndpointRefused",
    "add_endpoint",
    "enable_endpoint",
    "endpoints",
    "loop",
    "queue",
    "remove_endpoint",
    "webhooks_due",
]

QUEUE = """
INSERT INTO ground_webhookmessage (endpoint_id, message_id, topic, ordering_key, payload, created_at, due_at)
SELECT id, %(message_id)s, %(topic)s, %(ordering_key)s, %(payload)s::jsonb, %(now)s, %(now)s
FROM ground_webhookendpoint
WHERE state = 'active' AND (topics = '[]' OR jsonb_exists(topics, %(topic)s))
ON CONFLICT DO NOTHING
"""


def queue(*, topic: str, payload: Mapping[str, Any], key: str, ordering_key: str = "", now: datetime) -> int:
    """A row for each active endpoint that wants `topic`, in the caller's transaction; how many.

    `key` names the fact told: queueing it again adds nothing. Messages of one `ordering_key` arrive in order.
    """
    row = {
        "message_id": "msg_" + hashlib.sha256(f"{topic}|{key}".encode()).hexdigest()[:32],
        "topic": topic,
        "ordering_key": ordering_key,
        "payload": json.dumps({"type": topic, "timestamp": now.isoformat(), "data": payload}),
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(QUEUE, row)
        queued = cursor.rowcount
    if queued:
        notify(WAKE)
    return queued
