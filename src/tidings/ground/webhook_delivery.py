"""The loop that delivers webhooks: rows taken by a lease, posted side by side, and what was answered recorded."""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from tidings.core import webhooks as standard
from tidings.ground import outbound
from tidings.ground.clock import Clock
from tidings.ground.loops import Loop
from tidings.ground.models import WebhookEndpoint, WebhookMessage
from tidings.ground.webhook_endpoints import WAKE
from tidings.ground.webhook_messages import purge

BATCH = 20
LEASE = timedelta(seconds=60)  # four times the longest post
PURGE_EVERY = timedelta(hours=1)
log = logging.getLogger(__name__)


def loop() -> Loop:
    """The loop that delivers what is due."""
    return Loop("webhooks", step=Postman().step, next_due=webhooks_due, wakes=(WAKE,))


# A short walk of the index of what is due: of so many, some are not under another worker's lease.
DUE = """
SELECT min(at) FROM (
    SELECT greatest(m.due_at, coalesce(m.lease_until, m.due_at)) AS at
    FROM ground_webhookmessage m JOIN ground_webhookendpoint e ON e.id = m.endpoint_id AND e.state = 'active'
    WHERE m.state = 'pending' AND NOT EXISTS (
        SELECT FROM ground_webhookmessage before
        WHERE before.endpoint_id = m.endpoint_id AND before.ordering_key = m.ordering_key
          AND before.state = 'pending' AND before.id < m.id AND m.ordering_key <> '')
    ORDER BY m.due_at, m.id LIMIT 200) first
"""


def webhooks_due() -> datetime | None:
    """When the next message can go out, or its lease ends."""
    with connection.cursor() as cursor:
        cursor.execute(DUE)
        found: datetime | None = cursor.fetchone()[0]
    return found


@dataclass
class Postman:
    """One worker's; what is old is forgotten now and then."""

    purged_at: datetime | None = None

    def step(self, clock: Clock) -> int:
        """Take one batch, post it side by side, record what was answered; how many were posted."""
        taken = _take(clock.now())
        if not taken:
            self.tidy(clock.now())
            return 0
        replies = asyncio.run(_post_all(taken, clock.now()))
        now = clock.now()
        for message, reply in zip(taken, replies, strict=True):
            _record(message, reply, now)
        return len(taken)

    def tidy(self, now: datetime) -> None:
        if self.purged_at is None or now - self.purged_at >= PURGE_EVERY:
            self.purged_at = now
            purge(now=now, kept=timedelta(days=settings.RAW_DAYS))


@dataclass(frozen=True)
class Taken:
    """A message under lease; `tries` counts the one about to be made."""

    id: int
    endpoint_id: int
    url: str
    secret: str
    earlier: str
    message_id: str
    payload: Mapping[str, Any]
    tries: int


# Only the first of an ordering key is taken: the next has to wait until it is settled.
TAKE = """
UPDATE ground_webhookmessage taken SET lease_until = %(until)s, tries = taken.tries + 1
FROM ground_webhookendpoint e
WHERE e.id = taken.endpoint_id AND taken.id IN (
    SELECT m.id FROM ground_webhookmessage m
    JOIN ground_webhookendpoint e ON e.id = m.endpoint_id AND e.state = 'active'
    WHERE m.state = 'pending' AND m.due_at <= %(now)s AND (m.lease_until IS NULL OR m.lease_until <= %(now)s)
      AND NOT EXISTS (
        SELECT FROM ground_webhookmessage before
        WHERE before.endpoint_id = m.endpoint_id AND before.ordering_key = m.ordering_key
          AND before.state = 'pending' AND before.id < m.id AND m.ordering_key <> '')
    ORDER BY m.due_at, m.id LIMIT %(limit)s FOR UPDATE OF m SKIP LOCKED)
RETURNING taken.id, taken.endpoint_id, e.url, e.secret, CASE WHEN e.earlier_until > %(now)s THEN e.earlier_secret ELSE '' END,
    taken.message_id, taken.payload, taken.tries
"""


def _take(now: datetime) -> list[Taken]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE, {"now": now, "until": now + LEASE, "limit": BATCH})
        rows = cursor.fetchall()
    return sorted((Taken(*row[:6], _mapping(row[6]), row[7]) for row in rows), key=lambda one: one.id)


def _mapping(payload: Any) -> Mapping[str, Any]:
    return json.loads(payload) if isinstance(payload, str) else payload


async def _post_all(taken: Sequence[Taken], now: datetime) -> list[outbound.Reply]:
    return list(await asyncio.gather(*(_post(message, now) for message in taken)))


async def _post(message: Taken, now: datetime) -> outbound.Reply:
    body = json.dumps(message.payload, ensure_ascii=False, separators=(",", ":")).encode()
    signed = standard.headers(
        secret=message.secret, earlier=message.earlier, message_id=message.message_id, at=now, body=body
    )
    signed |= {"content-type": "application/json", "user-agent": "Tidings-Webhooks/1"}
    return await outbound.post(url=message.url, body=body, headers=signed, private=settings.WEBHOOK_PRIVATE)


def _record(message: Taken, reply: outbound.Reply, now: datetime) -> None:
    said = f"{reply.status} {reply.says}".strip()[:200] if reply.status else reply.says[:200]
    if 200 <= reply.status < 300:
        _settle(message, state="delivered", last_status=said, delivered_at=now)
        return
    again = standard.next_try(
        message_id=message.message_id, tries=message.tries, now=now, retry_after=reply.retry_after
    )
    if reply.status == 410:
        _settle(message, state="failed", last_status=said)
        _disable(message.endpoint_id, "the endpoint said it is gone (410)")
    elif again is None:
        _settle(message, state="failed", last_status=said)
        _disable(message.endpoint_id, f"a message failed {message.tries} times, at last: {said}")
    else:
        _settle(message, state="pending", last_status=said, due_at=again)


def _settle(message: Taken, **result: object) -> None:
    """Record the result of this very try; a later one by another worker stands."""
    this_try = WebhookMessage.objects.filter(id=message.id, tries=message.tries, state="pending")
    this_try.update(lease_until=None, **result)


def _disable(endpoint_id: int, reason: str) -> None:
    log.warning("webhook endpoint %s is disabled: %s", endpoint_id, reason)
    WebhookEndpoint.objects.filter(id=endpoint_id).update(state="disabled", reason=reason)
