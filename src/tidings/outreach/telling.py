"""The company's own systems hear of every change of an outreach's state: once, in order, in the change's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from tidings.ground import webhooks
from tidings.outreach.models import Outreach

STATES = ("scheduled", "sent", "delivered", "seen", "failed", "unknown", "expired", "refused", "withdrawn")


@dataclass(frozen=True, kw_only=True)
class Change:
    """An outreach that came to `state` (one of `STATES`); `says` is what the channel said, `reason` a code of ours.

    `which` tells two changes to the same state apart (a second channel's "sent"): the number of the try, say.
    """

    outreach_id: int
    state: str
    says: str = ""
    reason: str = ""
    which: str = ""
    more: dict[str, Any] = field(default_factory=dict)


PLANNED = "SELECT id FROM outreach_outreach WHERE decision_id BETWEEN %s AND %s ORDER BY id"
KNOWN = ("id", "code", "thread", "customer__external_id", "channel", "topic", "campaign__name", "due_at")
NAMES = ("outreach", "code", "thread", "customer", "channel", "topic", "campaign", "due_at")


def tell(changes: Sequence[Change], *, now: datetime) -> None:
    """Queue a webhook `outreach.STATE` for each change; costs one short query where nobody listens."""
    states = heard({change.state for change in changes})
    changes = [change for change in changes if change.state in states]
    if changes:
        known = facts([change.outreach_id for change in changes])
        there = [change for change in changes if change.outreach_id in known]
        webhooks.queue_all([told(change, known[change.outreach_id], now) for change in there], now=now)


def heard(states: Collection[str]) -> set[str]:
    """Those of the states that anybody hears of: one short query, none where there is no state."""
    wanted = webhooks.wanted([f"outreach.{state}" for state in states]) if states else ()
    return {topic.removeprefix("outreach.") for topic in wanted}


def tell_scheduled(ids: Sequence[int], *, now: datetime) -> None:
    """These outreaches were just decided, and wait for their moment."""
    tell([Change(outreach_id=id, state="scheduled") for id in ids], now=now)


def tell_planned(*, decisions: Sequence[int], now: datetime) -> None:
    """`tell_scheduled` for what a plan has written, by the first and the last id of its decisions."""
    if webhooks.wanted(["outreach.scheduled"]):
        with connection.cursor() as cursor:
            cursor.execute(PLANNED, [decisions[0], decisions[-1]])
            ids = [id for (id,) in cursor.fetchall()]
        tell_scheduled(ids, now=now)


def facts(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    rows = Outreach.objects.filter(id__in=list(ids)).values_list(*KNOWN)
    return {row[0]: dict(zip(NAMES, row, strict=True)) for row in rows}


def told(change: Change, about: dict[str, Any], now: datetime) -> webhooks.Told:
    said = {name: value for name in ("says", "reason") if (value := getattr(change, name))}
    known = {name: value for name, value in about.items() if name != "due_at"}
    if change.state == "scheduled":
        said["due_at"] = about["due_at"].isoformat()
    return webhooks.Told(
        topic=f"outreach.{change.state}",
        payload=known | {"at": now.isoformat()} | said | change.more,
        key=f"{change.outreach_id}|{change.which}",
        ordering_key=str(change.outreach_id),
    )
