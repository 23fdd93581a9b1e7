"""Outreaches and why they were made: listed by cursor, one with its story."""

from datetime import datetime

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from tidings.api.decisions import Language, Why, told
from tidings.api.scopes import needs
from tidings.api.shapes import After, Id, Limit, Word, answers
from tidings.outreach import public as outreach

router = Router()


class Outreach(Schema):
    id: int
    campaign: str
    topic: str
    purpose: str
    customer: str
    channel: str
    state: str
    reason: str
    thread: str
    language: str
    code: str
    zones: list[str]
    created_at: datetime
    due_at: datetime
    sent_at: datetime | None
    expires_at: datetime
    message_id: str
    decision_id: int
    tried: list[str]
    next_at: datetime | None
    seen_at: datetime | None

    @staticmethod
    def resolve_customer(card: outreach.OutreachCard) -> str:
        return card.customer_external_id


class OutreachPage(Schema):
    items: list[Outreach]
    next: int | None


class StoryLine(Schema):
    at: datetime
    kind: str
    says: str
    detail: str


class Attempt(Schema):
    number: int
    channel: str
    account: str
    at: datetime
    outcome: str
    says: str
    parts: int
    receipt: str
    receipt_at: datetime | None
    receipt_says: str


class OutreachWhy(Why):
    """The decision behind an outreach, with its story and every attempt, newest first."""

    story: list[StoryLine]
    attempts: list[Attempt]


@router.get(
    "", auth=needs("see.outreach"), response=answers(OutreachPage), summary="Outreaches, newest first"
)
def listed(
    request: HttpRequest,
    campaign: Word = None,
    state: Word = None,
    channel: Word = None,
    words: Word = None,
    after: After = None,
    limit: Limit = 50,
) -> dict[str, object]:
    found = outreach.find_outreach(
        campaign=campaign, state=state, channel=channel, words=words or "", after=after, limit=limit + 1
    )
    return {"items": found[:limit], "next": found[limit - 1].id if len(found) > limit else None}


@router.get("/{id}", auth=needs("see.outreach"), response=answers(Outreach, 404), summary="One outreach")
def one(request: HttpRequest, id: Id) -> outreach.OutreachCard:
    return card_of(id)


@router.get(
    "/{id}/why",
    auth=needs("see.outreach"),
    response=answers(OutreachWhy, 404),
    summary="Why it was made, and its story",
)
def why(request: HttpRequest, id: Id, language: Language = "en") -> dict[str, object]:
    made = told(card_of(id).decision_id, language)
    return made | {"story": outreach.story(id=id), "attempts": outreach.attempts(outreach_id=id)}


def card_of(id: int) -> outreach.OutreachCard:
    try:
        return outreach.outreach(id=id)
    except outreach.NoSuchOutreach as none:
        raise Http404(f"There is no outreach {id}.") from none
