"""Trials before launch, read by programs: those of a campaign, one with its verdict."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from tidings.api.campaigns import card_of
from tidings.api.scopes import needs
from tidings.api.shapes import Id, answers
from tidings.campaigns import public as campaigns
from tidings.ground import clock

router = Router()
OfCampaign = Annotated[str, Query(max_length=100, pattern=r"^[a-z0-9-]+$")]


class Trial(Schema):
    id: int
    campaign: str
    version: int
    against: int | None
    language: str
    surface: str
    started_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    passed: bool | None
    against_passed: bool | None
    done: int


class Share(Schema):
    share: float
    low: float
    high: float


class Standing(Schema):
    """One version: shares of the panel with their bounds; `reasons` why it may not be launched."""

    answers: int
    understood: Share
    acts: Share
    calls: Share
    doubts: Share
    reasons: list[str]


class TrialResult(Schema):
    trial: Trial
    a: Standing
    b: Standing | None
    difference: Share | None
    stopped: list[str]


@router.get(
    "", auth=needs("see.campaigns"), response=answers(list[Trial], 404), summary="A campaign's trials"
)
def listed(request: HttpRequest, campaign: OfCampaign) -> list[campaigns.TrialCard]:
    return campaigns.trials(campaign=card_of(campaign).name, now=clock.now())


@router.get(
    "/{trial_id}",
    auth=needs("see.campaigns"),
    response=answers(TrialResult, 404),
    summary="One, and what the gate says so far",
)
def one(request: HttpRequest, trial_id: Id) -> dict[str, Any]:
    try:
        card = campaigns.trial(id=trial_id, now=clock.now())
    except campaigns.NoSuchTrial as none:
        raise Http404(f"There is no trial {trial_id}.") from none
    verdict = campaigns.trial_verdict(id=trial_id)
    return {"trial": card, "stopped": list(verdict.stopped), **asdict(verdict)}
