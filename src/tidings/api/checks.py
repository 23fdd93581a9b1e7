"""Is it you? The company's own site or app asks for its visitor; every code is answered in the same words."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from tidings.api.problems import Refusal
from tidings.api.scopes import actor, needs
from tidings.api.shapes import LARGEST_ID, Text, answers
from tidings.conversations import public as conversations
from tidings.ground import clock
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.staff import public as staff

router = Router()


class Check(Schema):
    """`asker` is the visitor's network address: too many checks from one asker are told to wait."""

    code: Text
    asker: Text = ""


class Verdict(Schema):
    """`ours`, `not_ours`, or `typo`: a code that cannot be one."""

    verdict: Literal["ours", "not_ours", "typo"]


class Message(Schema):
    """What a visitor pasted, as it is; `asker` as above."""

    message: Annotated[str, Field(max_length=20_000)]
    asker: Text = ""


class Place(Schema):
    """A range of the pasted message, in characters from 0; empty where something of ours is missing."""

    start: int
    end: int


class MessageVerdict(Schema):
    """`ours`; `altered`, at these places; `not_ours`; `code_only`: the code is ours, what was said with it is kept no more."""

    verdict: Literal["ours", "altered", "not_ours", "code_only"]
    places: list[Place]


@router.post(
    "", auth=needs("see.outreach"), response=answers(Verdict, 429), summary="Is this check code ours?"
)
def check(request: HttpRequest, sent: Check) -> dict[str, str]:
    verdict = conversations.check(code=sent.code, asker=sent.asker or actor(request), now=clock.now())
    if verdict == "wait":
        raise too_many()
    return {"verdict": verdict}


@router.post(
    "/messages",
    auth=needs("see.outreach"),
    response=answers(MessageVerdict, 429),
    summary="Is this message ours, and unaltered?",
)
def check_message(request: HttpRequest, sent: Message) -> dict[str, object]:
    asker = sent.asker or actor(request)
    verdict = conversations.check_message(sent.message, asker=asker, now=clock.now())
    if verdict.answer == "too_many":
        raise too_many()
    return {"verdict": verdict.answer, "places": verdict.places}


class Described(Schema):
    """What a caller can say of a message or call; each part may be left out. `customer`: their name, your id or an address."""

    code: Text = ""
    words: Text = ""
    number: Text = ""
    minute: AwareDatetime | None = None
    customer: Text = ""


class Candidate(Schema):
    """Something we sent: `coded`, the code is its; `share` of the words stand in it (0 to 1; null: none were said)."""

    outreach: int
    campaign: str
    customer: str
    channel: str
    sent_at: datetime | None
    coded: bool
    share: float | None


class Found(Schema):
    """`code`: ours, not_ours, mistyped, or empty; `in_call`: whether we were on the telephone then (null: no number)."""

    code: str
    in_call: bool | None
    candidates: list[Candidate]


@router.post(
    "/described",
    auth=needs("see.customers"),
    response=answers(Found),
    summary="What did we send that a caller describes?",
)
def described(request: HttpRequest, sent: Described) -> dict[str, object]:
    found = conversations.described(conversations.Described(**sent.dict()), now=clock.now())
    return {
        "code": found.code,
        "in_call": found.in_call,
        "candidates": [
            {
                "outreach": one.card.id,
                "campaign": one.card.campaign,
                "customer": one.card.customer_external_id,
                "channel": one.card.channel,
                "sent_at": one.card.sent_at,
                "coded": one.coded,
                "share": one.share,
            }
            for one in found.candidates
        ],
    }


class Confirm(Schema):
    outreach: Annotated[int, Field(ge=1, le=LARGEST_ID)]


class Confirmed(Schema):
    """`asked`; `already` today; `not_sent` within the last month; `no_campaign`: none named confirmation is live."""

    became: Literal["asked", "already", "not_sent", "no_campaign"]


@router.post(
    "/confirmations",
    auth=needs("edit.customers"),
    response=answers(Confirmed, 404),
    summary="Send the customer a fresh confirmation",
)
def confirm(request: HttpRequest, sent: Confirm) -> dict[str, str]:
    now = clock.now()
    try:
        became = conversations.confirm(outreach_id=sent.outreach, now=now)
    except outreach.NoSuchOutreach as missing:
        raise Http404(str(missing)) from missing
    if became == "asked":
        about = f"outreach:{sent.outreach}"
        staff.record(actor=actor(request), action="confirmation.asked", object=about, now=now)
    return {"became": became}


class ForColleague(Schema):
    """`customer`: your id of the member who asks; `step`: to answer with, where they may."""

    customer: Text
    code: Text
    step: Text = ""


class Step(Schema):
    id: str
    says: str


class ColleagueVerdict(Schema):
    """The code's answer; `steps` where this member may answer for the colleague, else the roles to `ask`; what became of `step`."""

    answer: Literal["ours", "not_ours", "mistyped"]
    steps: list[Step]
    ask: list[str]
    answered: Literal["", "answered", "already"] = ""


@router.post(
    "/colleagues",
    auth=needs("edit.customers"),
    response=answers(ColleagueVerdict, 404, 429),
    summary="May this member answer what a colleague received?",
)
def for_colleague(request: HttpRequest, sent: ForColleague) -> dict[str, object]:
    customer_id = people.find(external_ids=[sent.customer]).get(sent.customer)
    if customer_id is None:
        raise Http404("There is no such customer.")
    asked = {
        "customer_id": customer_id,
        "code": sent.code,
        "asker": f"customer:{customer_id}",
        "now": clock.now(),
    }
    found = conversations.check_for_colleague(**asked)
    if found.answer == "too_many":
        raise too_many()
    shown = {"answer": found.answer, "steps": found.steps, "ask": found.ask, "answered": ""}
    if not sent.step:
        return shown
    try:
        done = conversations.answer_for_colleague(step=sent.step, **asked)
    except (conversations.NotForThem, conversations.UnknownStep) as missing:
        raise Http404("This member may not answer with that step.") from missing
    return shown | {"answered": "already" if done.already else "answered"}


def too_many() -> Refusal:
    return Refusal(429, "Too many checks. Wait ten minutes.", headers={"Retry-After": "600"})
