"""Launching, pausing and resuming a campaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from tidings.campaigns import versions
from tidings.campaigns.cards import VersionCard
from tidings.campaigns.checking import must_be_clear
from tidings.campaigns.exercises import exercise, keep, must_work
from tidings.campaigns.models import Campaign, CampaignVersion
from tidings.campaigns.trial_gate import must_be_tried
from tidings.campaigns.versions import NotAllowed, go_live, locked, noted, propose, save_version
from tidings.core.campaign_files.findings import Finding
from tidings.staff import public as staff


@dataclass(frozen=True, kw_only=True)
class Launch:
    """What a launch came to: live, proposed (a second person must approve), or paused (the live version is on hold)."""

    state: Literal["live", "proposed", "paused"]
    campaign: str
    number: int
    version_id: int
    says: str


def launch(*, text: str, actor: str, now: datetime) -> Launch:
    """Saves and proposes a campaign's text; live at once if the company needs no second person, or approved it before.

    Its links and actions are tried first. Launching what is live already changes nothing; a paused campaign stays paused.
    Raises `CampaignRefused`.
    """
    tried = exercise(text=text)
    return launched(text, tried, actor, now)


@transaction.atomic
def launched(text: str, tried: Sequence[Finding], actor: str, now: datetime) -> Launch:
    version = save_version(text=text, actor=actor, now=now)
    must_be_clear(text)
    campaign = locked(version.campaign)
    if campaign.live_id != version.id:
        must_work(tried)
        keep(version_id=version.id, findings=tried, now=now)
        must_be_tried(campaign=version.campaign, text=text, now=now)
    if version.approved_at:
        go_live(campaign, CampaignVersion.objects.get(id=version.id), actor, now)
    else:
        propose(campaign=version.campaign, number=version.number, actor=actor, now=now)
        if not staff.company().second_person:
            versions.approve(campaign=version.campaign, number=version.number, actor=actor, now=now)
    return result(version.campaign, version.number, version.id)


def result(name: str, number: int, version_id: int) -> Launch:
    campaign = Campaign.objects.get(name=name)
    if campaign.live_id != version_id:
        says = f"{name} version {number} is proposed; a second person must approve it"
        return Launch(state="proposed", campaign=name, number=number, version_id=version_id, says=says)
    if campaign.state == "paused":
        says = f"{name} version {number} is paused; resume it to send again"
        return Launch(state="paused", campaign=name, number=number, version_id=version_id, says=says)
    says = f"{name} version {number} is live"
    return Launch(state="live", campaign=name, number=number, version_id=version_id, says=says)


def approve(*, campaign: str, number: int, actor: str, now: datetime) -> VersionCard:
    """As `versions.approve`, once its links and actions have been tried again; raises `CampaignRefused`, too."""
    row = CampaignVersion.objects.filter(campaign__name=campaign, number=number).first()
    tried = exercise(text=row.text) if row and not row.approved_at else None
    with transaction.atomic():
        card = versions.approve(campaign=campaign, number=number, actor=actor, now=now)
        if tried is not None:
            must_work(tried)
            keep(version_id=card.id, findings=tried, now=now)
    return card


@transaction.atomic
def pause(*, campaign: str, actor: str, now: datetime) -> None:
    """Stops a live campaign at once; doing it again changes nothing. Raises `NotAllowed` if it never was live."""
    change(campaign, "live", "paused", actor, now)


@transaction.atomic
def resume(*, campaign: str, actor: str, now: datetime) -> None:
    """Lets a paused campaign go on; doing it again changes nothing. Raises `NotAllowed` if it never was live."""
    change(campaign, "paused", "live", actor, now)


def change(name: str, before: str, after: str, actor: str, now: datetime) -> None:
    row = locked(name)
    if row.state == after:
        return
    if row.state != before or row.live is None:
        raise NotAllowed(f"{name} is {row.state}; only a launched campaign can be paused and resumed")
    Campaign.objects.filter(id=row.id).update(state=after)
    noted("campaign.paused" if after == "paused" else "campaign.resumed", row.live, actor, now)
