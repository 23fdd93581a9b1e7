"""Campaigns: listed with their counts, launched from a file's text, paused and resumed."""

from collections.abc import Mapping
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from tidings.api.problems import Refusal
from tidings.api.scopes import actor, needs
from tidings.api.shapes import answers
from tidings.campaigns import public as campaigns
from tidings.core.problem import Problem
from tidings.ground import clock
from tidings.outreach import public as outreach

router = Router()
Name = Annotated[str, Path(max_length=100, pattern=r"^[a-z0-9-]+$")]


class Campaign(Schema):
    name: str
    state: str
    topic: str
    purpose: str
    live: int | None
    waiting: int | None


class Counts(Schema):
    verdicts: Mapping[str, int]
    reasons: Mapping[str, int]
    states: Mapping[str, int]


class CampaignText(Schema):
    text: Annotated[str, Field(max_length=200_000, description="A campaign file (YAML).")]


class Launched(Schema):
    """`live`, `proposed` (a second person must approve it) or `paused` (resume it to send again)."""

    state: str
    campaign: str
    number: int
    says: str


@router.get(
    "", auth=needs("see.campaigns"), response=answers(list[Campaign]), summary="All campaigns, by name"
)
def listed(request: HttpRequest) -> list[dict[str, Any]]:
    return [shown(card) for card in campaigns.list_campaigns()]


@router.post("", auth=needs("launch.campaigns"), response=answers(Launched), summary="Launch a campaign file")
def launch(request: HttpRequest, sent: CampaignText) -> campaigns.Launch:
    try:
        return campaigns.launch(text=sent.text, actor=actor(request), now=clock.now())
    except campaigns.CampaignRefused as refused:
        problems = [Problem(each.where, each.says, each.mend) for each in refused.findings]
        raise Refusal(400, "The campaign was refused.", problems=problems) from None


@router.get("/{name}", auth=needs("see.campaigns"), response=answers(Campaign, 404), summary="One campaign")
def one(request: HttpRequest, name: Name) -> dict[str, Any]:
    return shown(card_of(name))


@router.get(
    "/{name}/counts", auth=needs("see.campaigns"), response=answers(Counts, 404), summary="Its live figures"
)
def counts(request: HttpRequest, name: Name) -> outreach.Counts:
    return outreach.counts(campaign=card_of(name).name)


@router.post(
    "/{name}/pause",
    auth=needs("launch.campaigns"),
    response=answers(Campaign, 404, 409),
    summary="Stop it at once",
)
def pause(request: HttpRequest, name: Name) -> dict[str, Any]:
    return changed(campaigns.pause, request, name)


@router.post(
    "/{name}/resume",
    auth=needs("launch.campaigns"),
    response=answers(Campaign, 404, 409),
    summary="Let it go on",
)
def resume(request: HttpRequest, name: Name) -> dict[str, Any]:
    return changed(campaigns.resume, request, name)


def changed(change: Any, request: HttpRequest, name: str) -> dict[str, Any]:
    card = card_of(name)
    try:
        change(campaign=card.name, actor=actor(request), now=clock.now())
    except campaigns.NotAllowed as refused:
        raise Refusal(409, str(refused)) from None
    return shown(card_of(name))


def card_of(name: str) -> campaigns.CampaignCard:
    try:
        return campaigns.campaign(name=name)
    except campaigns.NoSuchCampaign as none:
        raise Http404(f"There is no campaign {name}.") from none


def shown(card: campaigns.CampaignCard) -> dict[str, Any]:
    return {
        "name": card.name,
        "state": card.state,
        "topic": card.topic.name,
        "purpose": card.topic.purpose,
        "live": card.live,
        "waiting": card.waiting,
    }
