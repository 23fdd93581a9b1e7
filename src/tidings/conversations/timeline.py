"""One customer's single timeline: what happened, what we decided, what we sent, and what came back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tidings.campaigns import public as campaigns
from tidings.conversations.models import Interaction
from tidings.outreach import public as outreach
from tidings.people import public as people


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line: `direction` is in (from the customer), out (to them) or inside (the company's own doing).

    `kind`: event, decided, outreach, attempt, or an interaction's own (answered, question, complaint, doubted,
    checked, stopped, restarted, preferred). `says` is the type, verdict, state, outcome or the customer's words.
    """

    at: datetime
    direction: str
    channel: str
    kind: str
    says: str
    outreach_id: int | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


# What follows from what, when both bear the same moment.
ORDER = {"event": 0, "decided": 1, "outreach": 2, "attempt": 3}


def timeline(*, customer_id: int, limit: int = 200) -> list[Entry]:
    """The latest `limit` entries, newest first."""
    external_id = people.person(customer_id=customer_id).external_id
    entries = [
        *_events(external_id, limit),
        *_decisions(customer_id, limit),
        *_outreaches(customer_id, limit),
        *_attempts(customer_id, limit),
        *_interactions(limit, customer_id=customer_id),
    ]
    return sorted(entries, key=_place, reverse=True)[:limit]


def came_back(*, outreach_id: int, limit: int = 200) -> list[Entry]:
    """What came back on one outreach, newest first."""
    return list(_interactions(limit, outreach_id=outreach_id))


def _place(entry: Entry) -> tuple[datetime, int]:
    return entry.at, ORDER.get(entry.kind, len(ORDER))


def _events(external_id: str, limit: int) -> Iterator[Entry]:
    for event in campaigns.recent_events(customer=external_id, limit=limit):
        detail = {"event": event.id, "source": event.source, "state": event.state}
        yield Entry(
            at=event.time, direction="inside", channel="", kind="event", says=event.type, detail=detail
        )


def _decisions(customer_id: int, limit: int) -> Iterator[Entry]:
    for decision in outreach.decisions(customer_id=customer_id, limit=limit):
        yield Entry(
            at=decision.at,
            direction="inside",
            channel=decision.channel,
            kind="decided",
            says=decision.verdict,
            outreach_id=decision.outreach_id,
            detail={
                "decision": decision.id,
                "campaign": decision.campaign,
                "reasons": list(decision.reasons),
            },
        )


def _outreaches(customer_id: int, limit: int) -> Iterator[Entry]:
    for card in outreach.find_outreach(customer_id=customer_id, limit=limit):
        yield Entry(
            at=card.sent_at or card.created_at,
            direction="out",
            channel=card.channel,
            kind="outreach",
            says=card.state,
            outreach_id=card.id,
            detail={"campaign": card.campaign, "topic": card.topic, "due_at": card.due_at.isoformat()},
        )


def _attempts(customer_id: int, limit: int) -> Iterator[Entry]:
    for attempt in outreach.attempts(customer_id=customer_id, limit=limit):
        yield Entry(
            at=attempt.at,
            direction="out",
            channel=attempt.channel,
            kind="attempt",
            says=attempt.outcome,
            outreach_id=attempt.outreach_id,
            detail={"number": attempt.number, "said": attempt.says, "campaign": attempt.campaign},
        )


def _interactions(limit: int, **of: int) -> Iterator[Entry]:
    rows = Interaction.objects.filter(**of).select_related("followup").order_by("-at", "-id")
    for row in rows[:limit]:
        follow_up = getattr(row, "followup", None)
        yield Entry(
            at=row.at,
            direction=row.direction,
            channel=row.channel,
            kind=row.kind,
            says=row.says,
            outreach_id=row.outreach_id,
            detail=row.detail | ({"follow_up": follow_up.reason} if follow_up else {}),
        )
