"""Where the company's systems hear of what happens (Standard Webhooks); a secret is shown once, when it is made."""

from typing import Annotated

from django.db import transaction
from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from tidings.api.problems import Refusal
from tidings.api.scopes import actor, needs
from tidings.api.shapes import Id, Text, answers
from tidings.core.problem import Problem
from tidings.ground import clock, webhooks
from tidings.staff import public as staff

router = Router()


class NewEndpoint(Schema):
    url: Text
    secret: Annotated[Text | None, Field(description="whsec_...; left out, one is made.")] = None
    topics: Annotated[list[Text], Field(max_length=50, description="None named: all of them.")] = []


class Endpoint(Schema):
    """`state` is active or disabled; `reason` says why it was disabled."""

    id: int
    url: str
    topics: list[str]
    state: str
    reason: str


class MadeEndpoint(Endpoint):
    secret: str


@router.get("", auth=needs("manage.company"), response=answers(list[Endpoint]), summary="All endpoints")
def listed(request: HttpRequest) -> list[webhooks.Endpoint]:
    return webhooks.endpoints()


@router.post(
    "", auth=needs("manage.company"), response=answers(MadeEndpoint, ok=201), summary="Add an endpoint"
)
@transaction.atomic
def add(request: HttpRequest, sent: NewEndpoint) -> Status[webhooks.Endpoint]:
    now = clock.now()
    try:
        made = webhooks.add_endpoint(url=sent.url, secret=sent.secret, topics=sent.topics, now=now)
    except webhooks.EndpointRefused as refused:
        problem = Problem(refused.field, refused.says, refused.mend)
        raise Refusal(400, "The endpoint was refused.", problems=[problem]) from None
    staff.record(actor=actor(request), action="webhook.added", object=f"webhook:{made.id}", now=now)
    return Status(201, made)


@router.delete(
    "/{id}", auth=needs("manage.company"), response=answers(None, 404, ok=204), summary="Remove an endpoint"
)
def remove(request: HttpRequest, id: Id) -> Status[None]:
    if all(endpoint.id != id for endpoint in webhooks.endpoints()):
        raise Http404(f"There is no endpoint {id}.")
    with transaction.atomic():
        webhooks.remove_endpoint(id=id)
        staff.record(actor=actor(request), action="webhook.removed", object=f"webhook:{id}", now=clock.now())
    return Status(204, None)
