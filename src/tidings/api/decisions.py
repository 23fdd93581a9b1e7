"""Decisions, the refusals too: why a customer was contacted or not, with the rules that bound it and what it saw."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from tidings.api.customers import known
from tidings.api.scopes import needs
from tidings.api.shapes import After, Id, Limit, Word, answers
from tidings.outreach import public as outreach

router = Router()
Language = Annotated[
    str, Query(max_length=35, pattern=r"^[A-Za-z0-9-]+$", description="en or pt; others read en.")
]


class Decision(Schema):
    id: int
    campaign: str
    customer: str
    cause: str
    thread: str
    verdict: str
    reasons: list[str]
    channel: str
    earliest: datetime | None
    latest: datetime | None
    pack: str
    at: datetime
    outreach_id: int | None

    @staticmethod
    def resolve_customer(card: outreach.DecisionCard) -> str:
        return card.customer_external_id


class DecisionPage(Schema):
    items: list[Decision]
    next: int | None


class RuleSaid(Schema):
    """A rule that bound it; `status` says how sure we are of the law (V is verified, U unverified)."""

    id: str
    place: str
    title: str
    source: str
    status: str


class Why(Schema):
    """A decision in reason codes and plain words: each part says nothing where there is nothing to say.

    `seen` is all that the decision saw; decided again under policy and laws `pack`, it comes out the same (`replays`).
    """

    decision_id: int
    verdict: str
    reasons: list[str]
    says: list[str]
    channel: list[str]
    moment: list[str]
    others: list[str]
    counted: list[str]
    changes: list[str]
    rules: list[RuleSaid]
    seen: dict[str, Any]
    replays: bool
    pack: str
    at: datetime


@router.get(
    "", auth=needs("see.outreach"), response=answers(DecisionPage, 404), summary="Decisions, newest first"
)
def listed(
    request: HttpRequest,
    campaign: Word = None,
    verdict: Word = None,
    reason: Word = None,
    customer: Word = None,
    after: After = None,
    limit: Limit = 50,
) -> dict[str, object]:
    found = outreach.decisions(
        campaign=campaign,
        verdict=verdict,
        reason=reason,
        customer_id=known(customer) if customer else None,
        after=after,
        limit=limit + 1,
    )
    return {"items": found[:limit], "next": found[limit - 1].id if len(found) > limit else None}


@router.get(
    "/{id}/why",
    auth=needs("see.outreach"),
    response=answers(Why, 404),
    summary="Why somebody was contacted, or not",
)
def why(request: HttpRequest, id: Id, language: Language = "en") -> dict[str, object]:
    return told(id, language)


def told(decision_id: int, language: str) -> dict[str, object]:
    try:
        decision = outreach.decision(id=decision_id)
        parts = asdict(outreach.why(decision, language=language))
    except (outreach.NoSuchOutreach, outreach.NotKept) as none:
        raise Http404(f"{none}.") from none
    return {
        **parts,
        "decision_id": decision.id,
        "verdict": decision.verdict,
        "reasons": list(decision.reasons),
        "says": outreach.explain(reasons=decision.reasons, seen=decision.seen, language=language),
        "seen": dict(decision.seen),
        "replays": outreach.replays(decision),
        "pack": decision.pack,
        "at": decision.at,
    }
