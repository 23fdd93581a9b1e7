"""What became of the events that came in (they come in by `POST /events`)."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from tidings.api.scopes import needs
from tidings.api.shapes import LARGEST_ID, After, Limit, ProblemLine, answers
from tidings.campaigns import public as campaigns

router = Router()


class UnknownType(Schema):
    type: str
    count: int
    last_at: datetime


class EventCounts(Schema):
    """`new` wait to be taken up, `problem` lack something, `unknown` are of a type no campaign speaks of."""

    new: int
    problem: int
    unknown: int
    unknown_types: list[UnknownType]


class TroubledEvent(Schema):
    id: int
    source: str
    event_id: str
    type: str
    customer: str
    time: datetime
    received_at: datetime
    problems: list[ProblemLine]
    campaigns: list[str]


class TroublePage(Schema):
    items: list[TroubledEvent]
    next: int | None


class Again(Schema):
    ids: Annotated[list[Annotated[int, Query(ge=1, le=LARGEST_ID)]], Query(max_length=1000)]


class TakenUp(Schema):
    count: int


@router.get(
    "/counts",
    auth=needs("see.problems"),
    response=answers(EventCounts),
    summary="What waits or has a problem",
)
def counts(request: HttpRequest) -> campaigns.EventCounts:
    return campaigns.event_counts()


@router.get(
    "/problems",
    auth=needs("see.problems"),
    response=answers(TroublePage),
    summary="Events not used, and the mend",
)
def problems(request: HttpRequest, after: After = None, limit: Limit = 50) -> dict[str, object]:
    page = campaigns.event_trouble(before=after, limit=limit)
    return {"items": page.events, "next": page.before}


@router.post(
    "/again", auth=needs("send.events"), response=answers(TakenUp), summary="Take mended events up again"
)
def again(request: HttpRequest, sent: Again) -> dict[str, int]:
    return {"count": campaigns.try_again(events=sent.ids)}
