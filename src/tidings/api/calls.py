"""Your own switch says that it is about to call a customer about an outreach, and is given the `Identity` headers."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field

from tidings.api.customers import Done
from tidings.api.problems import Refusal
from tidings.api.scopes import actor, needs
from tidings.api.shapes import LARGEST_ID, answers
from tidings.ground import clock
from tidings.outreach import public as outreach

router = Router()
Key = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
Number = Annotated[str, Field(pattern=r"^\+[1-9][0-9]{5,14}$", description="E.164: +, country code, digits.")]


class Call(Schema):
    """`id` is your own, new for every try; `shown` the number the called telephone shows. `speaks`: who does ("": any)."""

    id: Key
    outreach: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    called: Number
    shown: Number
    speaks: Literal["live", "prerecorded", "ai", ""] = ""


class Answer(Schema):
    """`signed`: send these `identity` headers within a minute. `unsigned`: you may call, without. `refused`: do not call
    (before `until`, where it is given). `attest`: A where a record shows your right to the number, else B."""

    state: Literal["signed", "unsigned", "refused"]
    identity: list[str]
    attest: str
    reasons: list[str]
    says: str
    mend: str
    until: datetime | None


class Ended(Schema):
    """Your own id of the call."""

    id: Key


@router.post(
    "",
    auth=needs("edit.customers"),
    response=answers(Answer, 404, 409),
    summary="We are about to call a customer about an outreach",
)
def begin(request: HttpRequest, sent: Call) -> outreach.CallAnswer:
    told = outreach.ToldCall(
        key=sent.id, outreach_id=sent.outreach, called=sent.called, shown=sent.shown, speaks=sent.speaks
    )
    try:
        return outreach.begin_call(told=told, source=actor(request), now=clock.now())
    except outreach.NoSuchOutreach as missing:
        raise Http404(str(missing)) from missing
    except outreach.OtherCall as other:
        raise Refusal(409, f"{other}. Take a new id for every call.") from other


@router.post("/ended", auth=needs("edit.customers"), response=answers(Done), summary="The call is over")
def ended(request: HttpRequest, sent: Ended) -> dict[str, bool]:
    return {"new": outreach.end_call(key=sent.id, source=actor(request), now=clock.now())}
