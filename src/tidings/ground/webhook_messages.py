"""What was told to whom, what was answered, and telling it again by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from tidings.ground.models import WebhookMessage
from tidings.ground.notify import notify
from tidings.ground.webhook_endpoints import WAKE

STATES = ("pending", "delivered", "failed")
MOST = 200


@dataclass(frozen=True, kw_only=True)
class MessageCard:
    """One message to one endpoint; `failed` ones are dead letters, kept until somebody tells them again."""

    id: int
    endpoint_id: int
    url: str
    message_id: str
    topic: str
    ordering_key: str
    state: str
    tries: int
    last_status: str
    created_at: datetime
    due_at: datetime
    delivered_at: datetime | None
    payload: Mapping[str, Any]


def messages(
    *,
    endpoint: int | None = None,
    state: str = "",
    topic: str = "",
    before: int | None = None,
    limit: int = 50,
) -> list[MessageCard]:
    """Newest first, those before the id `before`."""
    wanted = {"endpoint_id": endpoint, "state": state, "topic": topic, "id__lt": before}
    rows = WebhookMessage.objects.select_related("endpoint").filter(
        **{name: value for name, value in wanted.items() if value not in (None, "")}
    )
    return [card(row) for row in rows.order_by("-id")[: min(limit, MOST)]]


def card(row: WebhookMessage) -> MessageCard:
    same = {
        name: getattr(row, name) for name in MessageCard.__dataclass_fields__ if name not in ("id", "url")
    }
    return MessageCard(id=row.pk, url=row.endpoint.url, **same)


def replay(
    *,
    ids: Sequence[int] | None = None,
    endpoint: int | None = None,
    since: datetime | None = None,
    state: str = "failed",
    now: datetime,
) -> int:
    """Tell messages again under the ids they had, at once: those named, or (None) all of an endpoint in a state; how many.

    A receiver that remembers ids takes none of them for news.
    """
    rows = WebhookMessage.objects.exclude(state="pending")
    rows = rows.filter(state=state) if ids is None else rows.filter(id__in=list(ids))
    rows = rows.filter(endpoint_id=endpoint) if endpoint is not None else rows
    rows = rows.filter(created_at__gte=since) if since else rows
    count = rows.update(state="pending", tries=0, due_at=now, lease_until=None, delivered_at=None)
    if count:
        notify(WAKE)
    return count


def purge(*, now: datetime, kept: timedelta, limit: int = 5000) -> int:
    """Forgets what was delivered and is older than `kept`; what failed stays until it is told or its endpoint goes."""
    old = WebhookMessage.objects.filter(state="delivered", created_at__lt=now - kept).order_by("id")
    return WebhookMessage.objects.filter(id__in=list(old.values_list("id", flat=True)[:limit])).delete()[0]


def waiting_by_endpoint() -> dict[int, dict[str, int]]:
    """How many messages wait, and how many failed, by endpoint."""
    found: dict[int, dict[str, int]] = {}
    rows = WebhookMessage.objects.filter(state__in=["pending", "failed"]).values_list("endpoint_id", "state")
    for endpoint, state, count in rows.annotate(count=Count("id")).order_by():
        found.setdefault(endpoint, {})[state] = count
    return found
