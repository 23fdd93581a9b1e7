"""What the company's own systems are told (Standard Webhooks), as rows in the caller's transaction.

The row comes first and is the queue. A worker takes rows by a lease, posts them, and records what was answered; one
that dies in between leaves a lease that runs out, and the same message goes again under the same `webhook-id`.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
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
    renew_secret,
)
from tidings.ground.webhook_messages import STATES, MessageCard, messages, replay, waiting_by_endpoint

__all__ = [
    "STATES",
    "TOPICS",
    "Endpoint",
    "EndpointRefused",
    "MessageCard",
    "Told",
    "add_endpoint",
    "enable_endpoint",
    "endpoints",
    "loop",
    "messages",
    "queue",
    "queue_all",
    "remove_endpoint",
    "renew_secret",
    "replay",
    "waiting_by_endpoint",
    "wanted",
    "webhooks_due",
]

QUEUE = """
INSERT INTO ground_webhookmessage (endpoint_id, message_id, topic, ordering_key, payload, created_at, due_at)
SELECT endpoint.id, told.message_id, told.topic, told.ordering_key, told.payload, told.at, told.at
FROM jsonb_to_recordset(%s::jsonb)
    AS told(place int, message_id text, topic text, ordering_key text, payload jsonb, at timestamptz)
JOIN ground_webhookendpoint endpoint
    ON endpoint.state = 'active' AND (endpoint.topics = '[]' OR jsonb_exists(endpoint.topics, told.topic))
ORDER BY told.place
ON CONFLICT DO NOTHING
"""
WANTED = """
SELECT topic FROM unnest(%s::text[]) AS told (topic) WHERE EXISTS (SELECT FROM ground_webhookendpoint endpoint
    WHERE endpoint.state = 'active' AND (endpoint.topics = '[]' OR jsonb_exists(endpoint.topics, told.topic)))
"""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One fact for the company's systems; `key` names it within its topic, those of one `ordering_key` stay in order."""

    topic: str
    payload: Mapping[str, Any]
    key: str
    ordering_key: str = ""


def queue(*, topic: str, payload: Mapping[str, Any], key: str, ordering_key: str = "", now: datetime) -> int:
    """A row for each active endpoint that wants `topic`, in the caller's transaction; how many.

    `key` names the fact told: queueing it again adds nothing. Messages of one `ordering_key` arrive in order.
    """
    return queue_all([Told(topic=topic, payload=payload, key=key, ordering_key=ordering_key)], now=now)


def queue_all(facts: Sequence[Told], *, now: datetime) -> int:
    """`queue` for many facts in one statement, in the order given."""
    if not facts:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            QUEUE, [json.dumps([{"place": place} | row(fact, now) for place, fact in enumerate(facts)])]
        )
        queued = cursor.rowcount
    if queued:
        notify(WAKE)
    return queued


def row(fact: Told, now: datetime) -> dict[str, Any]:
    name = hashlib.sha256(f"{fact.topic}|{fact.key}".encode()).hexdigest()[:32]
    return {
        "message_id": f"msg_{name}",
        "topic": fact.topic,
        "ordering_key": fact.ordering_key,
        "payload": {"type": fact.topic, "timestamp": now.isoformat(), "data": fact.payload},
        "at": now.isoformat(),
    }


def wanted(topics: Collection[str]) -> frozenset[str]:
    """Those of the topics that any active endpoint hears of: what nobody hears of need not be put together."""
    with connection.cursor() as cursor:
        cursor.execute(WANTED, [list(topics)])
        return frozenset(topic for (topic,) in cursor.fetchall())
