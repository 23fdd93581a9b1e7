"""Launching, pausing and resuming a campaign."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from tidings.campaigns.checking import must_be_clear
from tidings.campaigns.models import Campaign, CampaignVersion
from tidings.campaigns.trial_gate import must_be_tried
from tidings.campaigns.versions import NotAllowed, approve, go_live, locked, noted, propose, save_version
from tidings.staff import public as staff


@dataclass(frozen=True, kw_only=True)
class Launch:
    """What a launch came to: live, proposed (a second person must approve), or paused (the live version is on hold)."""

    state: Literal["live", "proposed", "paused"]
    campaign: str
    number: int
    version_id: int
    says: str


@transaction.atomic
def launch(*, text: str, actor: str, now: datetime) -> Launch:
    """Saves and proposes a campaign's text; live at once if the company needs no second person, or approved it before.

    Launching what is live already changes nothing; a paused campaign stays paused. Raises `CampaignRefused`.
    """
    version = save_version(text=text, actor=actor, now=now)
    must_be_clear(text)
    campaign = locked(version.campaign)
    if campaign.live_id != version.id:
        must_be_tried(campaign=version.campaign, text=text, now=now)
    if version.approved_at:
        go_live(campaign, CampaignVersion.objects.get(id=version.id), actor, now)
    else:
        propose(campaign=version.campaign, number=version.number, actor=actor, now=now)
        if not staff.company().second_person:
            approve(campaign=version.campaign, number=version.number, actor=actor, now=now)
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
