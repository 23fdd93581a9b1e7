"""Is it you? The company's own site or app asks for its visitor; every code is answered in the same words."""

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from tidings.api.problems import Refusal
from tidings.api.scopes import actor, needs
from tidings.api.shapes import Text, answers
from tidings.conversations import public as conversations
from tidings.ground import clock

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


def too_many() -> Refusal:
    return Refusal(429, "Too many checks. Wait ten minutes.", headers={"Retry-After": "600"})
