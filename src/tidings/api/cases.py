"""Open cases: while a complaint or dispute is not settled, nobody is asked to buy anything about the same matter."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from tidings.api.customers import Done, ExternalId, known, with_offset
from tidings.api.scopes import needs
from tidings.api.shapes import answers
from tidings.ground import clock
from tidings.outreach import public as outreach

router = Router()
Key = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]


class Case(Schema):
    """`id` is your own name for the case; `topic` what it is about ("": everything); it ends by itself at `until`."""

    id: Key
    topic: Annotated[str, Field(max_length=200, pattern=r"^[^\x00\s]*$")] = ""
    until: datetime | None = None


class Closed(Schema):
    """Your own name for the case."""

    id: Key


@router.post(
    "/{external_id}/opened",
    auth=needs("edit.customers"),
    response=answers(Done, 404, 422),
    summary="The customer has an open complaint or dispute",
)
def opened(request: HttpRequest, external_id: ExternalId, sent: Case) -> dict[str, bool]:
    said = with_offset(sent.dict())
    new = outreach.case_open(
        customer_id=known(external_id),
        key=sent.id,
        topic=sent.topic,
        until=said["until"],
        now=clock.now(),
    )
    return {"new": new}


@router.post(
    "/{external_id}/closed",
    auth=needs("edit.customers"),
    response=answers(Done, 404, 422),
    summary="The case is settled",
)
def closed(request: HttpRequest, external_id: ExternalId, sent: Closed) -> dict[str, bool]:
    return {"new": outreach.case_closed(customer_id=known(external_id), key=sent.id)}
