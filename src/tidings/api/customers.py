"""Customers: saved one or many, looked up, and what they said about consent, preferences and stopping."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Body, Path, Router, Schema
from pydantic import Field

from tidings.api.problems import Refusal
from tidings.api.scopes import actor, needs
from tidings.api.shapes import ProblemLine, Text, answers
from tidings.campaigns import public as campaigns
from tidings.conversations import public as conversations
from tidings.core.problem import Problem
from tidings.ground import clock
from tidings.people import public as people

router = Router()
ExternalId = Annotated[
    str, Path(max_length=200, pattern=r"^[^\x00]*$", description="Your own id of the customer.")
]
Record = dict[str, Any]
MOST = 1_000
KEY = "Idempotency-Key"


class Became(Schema):
    """What became of one record, in the order sent. A refused one bears its problems and stops no other."""

    id: str
    state: Literal["created", "updated", "unchanged", "refused"]
    problems: list[ProblemLine] = []


class Outcome(Schema):
    customers: list[Became]


class Customer(Schema):
    """A customer as kept: every address in its normal form, every zone and place they may be in.

    `listed` gives, by registry, the numbers that stand on it.
    """

    id: str
    name: str
    language: str
    relationship: str
    since: datetime | None
    last_purchase: date | None
    last_inquiry: date | None
    country: str
    region: str
    city: str
    postal_code: str
    zones: list[str]
    zones_from: str
    places: list[str]
    listed: dict[str, list[str]]
    points: list[dict[str, Any]]
    organisations: list[dict[str, Any]]
    consents: list[dict[str, Any]]
    preferences: list[dict[str, Any]]
    suppressions: list[dict[str, Any]]
    attributes: dict[str, Any]


class Consent(Schema):
    """A yes or a no into the ledger. `at` is when the customer acted; a yes needs it, and it lies in the past."""

    granted: bool
    purpose: Text
    topic: Text = ""
    channel: Text = ""
    address: Text = ""
    at: datetime
    basis: Text = "consent"
    evidence: dict[str, Any] = {}


class Preferences(Schema):
    """What the customer said now; what is left out stays as it was, an empty list or text takes it back.

    `hours` is `["09:00", "18:00"]`, or by weekday: `{"mon": ["09:00", "18:00"]}`, where the others are left alone.
    """

    topic: Text = ""
    channels: Annotated[list[Text], Field(max_length=20)] | None = None
    hours: Annotated[list[Text], Field(max_length=2)] | dict[Text, list[Text]] | None = None
    language: Text | None = None
    paused_until: datetime | None = None
    digest: bool | None = None


class Stop(Schema):
    """`scope`: all, purpose:marketing or topic:NAME; an empty channel means every one."""

    scope: Text
    channel: Text = ""


class ChatLink(Schema):
    """Whoever has the link reads the customer's chat and writes in it, until `expires_at`: give it to nobody else."""

    url: str
    expires_at: datetime


class Done(Schema):
    """Whether this was news to us."""

    new: bool


@router.post(
    "",
    auth=needs("import.customers"),
    response=answers(Outcome, 413, 422),
    summary="Save one customer record, or many",
)
def save(request: HttpRequest, sent: Annotated[Record | list[Record], Body()]) -> dict[str, Any]:
    records = sent if isinstance(sent, list) else [sent]
    if len(records) > MOST:
        raise Refusal(413, f"More than {MOST:,} records. Send them in parts.")
    saved = people.save_all(records=records, now=clock.now())
    if isinstance(sent, dict) and isinstance(saved[0], people.Refused):
        raise unprocessable(saved[0])
    return {"customers": [became(*each) for each in zip(records, saved, strict=True)]}


def became(record: Record, saved: people.Saved | people.Refused) -> dict[str, Any]:
    named = str(record.get("id", ""))[:200]
    if isinstance(saved, people.Refused):
        return {"id": named, "state": "refused", "problems": [asdict(problem) for problem in saved.problems]}
    return {"id": named, "state": saved.state}


@router.get(
    "/{external_id}",
    auth=needs("see.customers"),
    response=answers(Customer, 404),
    summary="One customer, by your id",
)
def one(request: HttpRequest, external_id: ExternalId) -> dict[str, Any]:
    person = people.person(customer_id=known(external_id))
    return {**asdict(person), "id": person.external_id}


@router.post(
    "/{external_id}/consents",
    auth=needs("edit.customers"),
    response=answers(Done, 404, 422),
    summary="Write a yes or a no into the ledger",
)
def consent(request: HttpRequest, external_id: ExternalId, sent: Consent) -> dict[str, bool]:
    """With an `Idempotency-Key` the same line is written once, however often it is sent."""
    customer_id, sender = known(external_id), actor(request)
    key = f"{sender}:{request.headers[KEY]}"[:500] if request.headers.get(KEY) else None
    new = attempt(
        lambda: people.record_consent(
            customer_id=customer_id, **with_offset(sent.dict()), source=sender, key=key, now=clock.now()
        )
    )
    return {"new": new}


@router.patch(
    "/{external_id}/preferences",
    auth=needs("edit.customers"),
    response=answers(Customer, 404, 422),
    summary="Keep what the customer said they prefer",
)
def prefer(request: HttpRequest, external_id: ExternalId, sent: Preferences) -> dict[str, Any]:
    customer_id, said = known(external_id), with_offset(sent.dict(exclude_unset=True))
    changes = {name: value for name, value in said.items() if value is not None or name == "paused_until"}
    attempt(
        lambda: conversations.change_preferences(customer_id=customer_id, changes=changes, now=clock.now())
    )
    return one(request, external_id)


@router.post(
    "/{external_id}/stops",
    auth=needs("edit.customers"),
    response=answers(Done, 404, 422),
    summary="The customer asked to stop; it takes effect at once",
)
def stop(request: HttpRequest, external_id: ExternalId, sent: Stop) -> dict[str, bool]:
    customer_id, sender = known(external_id), actor(request)
    known_topic(sent.scope)
    new = attempt(
        lambda: conversations.stop(
            customer_id=customer_id, scope=sent.scope, channel=sent.channel, by=sender, now=clock.now()
        )
    )
    return {"new": new}


@router.post(
    "/{external_id}/chat-link",
    auth=needs("edit.customers"),
    response=answers(ChatLink, 404),
    summary="A link to the customer's chat, for the company's own site or app",
)
def chat_link(request: HttpRequest, external_id: ExternalId) -> conversations.ChatLink:
    """For a customer who is signed in with you. From now on they can be told in the chat, too."""
    customer_id = known(external_id)
    people.open_chat(customer_id=customer_id)
    return conversations.chat_link(customer_id=customer_id, now=clock.now())


def known_topic(scope: str) -> None:
    """A stop of a topic nobody writes about would be answered with a yes, and stop nothing."""
    kind, _, name = scope.partition(":")
    topics = [topic.name for topic in campaigns.topics()]
    if kind == "topic" and name not in topics:
        problem = Problem("scope", "names a topic that is none of ours", f"use one of {', '.join(topics)}")
        raise unprocessable(people.Refused([problem]))


def known(external_id: str) -> int:
    found = people.find(external_ids=[external_id])
    if external_id not in found:
        raise Http404("There is no customer with this id.")
    return found[external_id]


def attempt(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except people.Refused as refused:
        raise unprocessable(refused) from None


def unprocessable(refused: people.Refused) -> Refusal:
    return Refusal(422, "The data were refused; nothing was changed.", problems=refused.problems)


def with_offset(said: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in said.items():
        if isinstance(value, datetime) and value.tzinfo is None:
            problem = Problem(name, "says a time but not where", "add the offset, as in 2018-08-15T09:30:00Z")
            raise unprocessable(people.Refused([problem]))
    return dict(said)
