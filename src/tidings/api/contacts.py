"""Contacts made elsewhere: your surveys and your agents' own calls count against how often a customer is contacted."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from tidings.api.customers import Done, known, unprocessable, with_offset
from tidings.api.scopes import actor, needs
from tidings.api.shapes import Text, answers
from tidings.core.problem import Problem
from tidings.ground import clock
from tidings.outreach import public as outreach
from tidings.people import public as people

router = Router()
CLOCKS_DIFFER = timedelta(minutes=5)  # yours and ours


class Contact(Schema):
    """`customer` and `id` are your own; the same `id` is counted once. `at` is when the customer heard from you."""

    id: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
    customer: Text
    channel: Annotated[str, Field(pattern=r"^[a-z]+(:[a-z]+)?$", max_length=40)]
    purpose: Literal["service", "marketing", "emergency"]
    topic: Annotated[str, Field(max_length=200, pattern=r"^[^\x00\s]*$")] = ""
    at: datetime


@router.post(
    "",
    auth=needs("edit.customers"),
    response=answers(Done, 404, 422),
    summary="A contact you made yourselves; it counts against the caps",
)
def contact(request: HttpRequest, sent: Contact) -> dict[str, bool]:
    said = past(with_offset(sent.dict()))
    new = outreach.record_contact(
        customer_id=known(sent.customer),
        channel=sent.channel,
        purpose=sent.purpose,
        topic=sent.topic,
        source=actor(request),
        key=sent.id,
        at=said["at"],
    )
    return {"new": new}


def past(said: dict[str, Any]) -> dict[str, Any]:
    if said["at"] > clock.now() + CLOCKS_DIFFER:
        problem = Problem("at", "lies in the future", "say when the customer heard from you")
        raise unprocessable(people.Refused([problem]))
    return said
