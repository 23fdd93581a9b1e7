"""The audit trail: who did what to what, and when. The database refuses to change or remove an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tidings.staff.models import AuditEntry


@dataclass(frozen=True)
class AuditLine:
    """One entry; `actor` is "user:EMAIL", "key:PREFIX", "command" or "customer"."""

    id: int
    at: datetime
    actor: str
    action: str
    object: str
    detail: Mapping[str, Any]


def record(
    *, actor: str, action: str, object: str, now: datetime, detail: Mapping[str, Any] | None = None
) -> None:
    """Note that `actor` did `action` (like "campaign.approved") to `object`, in the caller's transaction."""
    AuditEntry.objects.create(at=now, actor=actor, action=action, object=object, detail=dict(detail or {}))


def audit(*, limit: int = 50, before: int | None = None, actor: str = "") -> list[AuditLine]:
    """Entries from the newest on, below id `before`; `actor` keeps one actor's only."""
    entries = AuditEntry.objects.order_by("-id")
    if before is not None:
        entries = entries.filter(id__lt=before)
    if actor:
        entries = entries.filter(actor=actor)
    return [
        AuditLine(*row)
        for row in entries.values_list("id", "at", "actor", "action", "object", "detail")[:limit]
    ]
