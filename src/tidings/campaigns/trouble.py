"""Events that could not be used: listed with the mend, counted by type, and taken up again when asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Max

from tidings.campaigns.intake_sql import WAKE
from tidings.campaigns.models import Event, EventProblem
from tidings.core.problem import Problem
from tidings.ground.notify import notify


@dataclass(frozen=True, kw_only=True)
class EventCard:
    """An event as others may know it. `problems` say why it could not be used, by campaign ("" for all)."""

    id: int
    source: str
    event_id: str
    type: str
    customer: str
    time: datetime
    received_at: datetime
    state: str
    data: Any
    problems: tuple[Problem, ...] = ()
    campaigns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """A page of events with problems, the newest first; `before` asks for the next page, None at the end."""

    events: tuple[EventCard, ...]
    before: int | None


@dataclass(frozen=True, kw_only=True)
class UnknownType:
    """A type no campaign speaks of: how many came, and when the last."""

    type: str
    count: int
    last_at: datetime


@dataclass(frozen=True, kw_only=True)
class EventCounts:
    """How many events wait, have a problem, or are of a type nobody speaks of; the others are fine."""

    new: int
    problem: int
    unknown: int
    unknown_types: tuple[UnknownType, ...]


def event_trouble(*, before: int | None = None, limit: int = 50) -> Trouble:
    """Events that a campaign (or nobody) could use, with why and the mend."""
    rows = Event.objects.filter(state="problem").order_by("-id").prefetch_related("problems")
    page = list(rows.filter(id__lt=before)[: limit + 1] if before else rows[: limit + 1])
    shown = page[:limit]
    return Trouble(
        events=tuple(card(row, list(row.problems.order_by("id"))) for row in shown),
        before=shown[-1].id if len(page) > limit else None,
    )


def card(row: Event, problems: Collection[EventProblem] = ()) -> EventCard:
    said = {Problem(each.field, each.says, each.mend): None for each in problems}
    return EventCard(
        id=row.id,
        source=row.source,
        event_id=row.event_id,
        type=row.type,
        customer=row.customer,
        time=row.time,
        received_at=row.received_at,
        state=row.state,
        data=row.data,
        problems=tuple(said),
        campaigns=tuple(dict.fromkeys(each.campaign for each in problems if each.campaign)),
    )


def event_counts() -> EventCounts:
    """What the problems page counts; every figure by a partial index, whatever the number of events."""
    of = {state: Event.objects.filter(state=state).count() for state in ("new", "problem", "unknown")}
    types = (
        Event.objects.filter(state="unknown")
        .values("type")
        .annotate(count=Count("id"), last_at=Max("received_at"))
        .order_by("-count", "type")[:100]
    )
    return EventCounts(
        new=of["new"],
        problem=of["problem"],
        unknown=of["unknown"],
        unknown_types=tuple(UnknownType(**row) for row in types),
    )


def recent_events(*, customer: str, limit: int = 100) -> list[EventCard]:
    """What happened to this customer (external id), the newest first."""
    return [card(row) for row in Event.objects.filter(customer=customer).order_by("-time", "-id")[:limit]]


@transaction.atomic
def try_again(*, events: Collection[int] = (), type: str = "") -> int:
    """Take these events up again, or all of a type that was unknown; how many there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE campaigns_event SET state = 'new' WHERE (state = 'problem' AND id = ANY(%s)) "
            "OR (state = 'unknown' AND type = %s) RETURNING id",
            [list(events), type],
        )
        again = [row[0] for row in cursor.fetchall()]
    EventProblem.objects.filter(event_id__in=again).delete()
    if again:
        notify(WAKE)
    return len(again)
