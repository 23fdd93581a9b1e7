"""Versions of a campaign: saved as written, proposed by one person, approved by another.

What is sent is always what was approved: the database refuses to change a version's text, and to make a version
live that nobody approved.
"""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from tidings.campaigns.cards import NoSuchCampaign, VersionCard, version_card
from tidings.campaigns.findings import read_to_save
from tidings.campaigns.models import Campaign, CampaignVersion, Topic
from tidings.campaigns.trial_gate import must_be_tried
from tidings.core.campaign_files.campaign import CampaignFile
from tidings.ground.notify import CHANGED, notify
from tidings.staff import public as staff


class NotAllowed(Exception):
    """Someone may not do this now; says why and who or what would do."""


@transaction.atomic
def save_version(*, text: str, actor: str, now: datetime) -> VersionCard:
    """Keeps a campaign's text; the same text is the same version. Raises `CampaignRefused`."""
    file = read_to_save(text)
    campaign = locked_or_new(file, now)
    digest = sha256(text.encode()).hexdigest()
    if same := campaign.versions.filter(sha256=digest).first():
        return version_card(same, campaign.name)
    last = campaign.versions.aggregate(last=Max("number"))["last"] or 0
    version = CampaignVersion.objects.create(
        campaign=campaign, number=last + 1, text=text, sha256=digest, author=actor, created_at=now
    )
    noted("campaign.saved", version, actor, now)
    return version_card(version, campaign.name)


@transaction.atomic
def propose(*, campaign: str, number: int, actor: str, now: datetime) -> VersionCard:
    """Asks for a version's approval; asking again changes nothing."""
    row = locked(campaign)
    version = numbered(row, number)
    if version.proposed_at is None:
        version.proposed_by, version.proposed_at = actor, now
        version.save(update_fields=["proposed_by", "proposed_at"])
        if row.state == "draft":
            Campaign.objects.filter(id=row.id).update(state="proposed")
        noted("campaign.proposed", version, actor, now)
    return version_card(version, row.name)


@transaction.atomic
def approve(*, campaign: str, number: int, actor: str, now: datetime) -> VersionCard:
    """Approves a proposed version and makes it live; approving again changes nothing.

    Raises `NotAllowed` when it was not proposed, or when the company wants a second person and `actor` is the first;
    `CampaignRefused` when a trial is needed that it has not passed.
    """
    row = locked(campaign)
    version = numbered(row, number)
    if version.approved_at:
        return version_card(version, row.name)
    if version.proposed_at is None:
        raise NotAllowed(f"version {number} of {campaign} has not been proposed; propose it first")
    if staff.company().second_person and actor in {version.author, version.proposed_by}:
        raise NotAllowed("a second person must approve: you wrote or proposed this version yourself")
    must_be_tried(campaign=campaign, text=version.text, now=now)
    version.approved_by, version.approved_at = actor, now
    version.save(update_fields=["approved_by", "approved_at"])
    noted("campaign.approved", version, actor, now)
    go_live(row, version, actor, now)
    return version_card(version, row.name)


def go_live(campaign: Campaign, version: CampaignVersion, actor: str, now: datetime) -> None:
    """Makes an approved version the one that is sent; what is live (or paused) already stays as it is."""
    if campaign.live_id == version.id:
        return
    topic = Topic.objects.get(name=read_to_save(version.text).topic)
    Campaign.objects.filter(id=campaign.id).update(live=version, state="live", launched_at=now, topic=topic)
    noted("campaign.launched", version, actor, now)


def locked_or_new(file: CampaignFile, now: datetime) -> Campaign:
    topic = Topic.objects.get(name=file.topic)
    Campaign.objects.get_or_create(name=file.campaign, defaults={"topic": topic, "created_at": now})
    return locked(file.campaign)


def locked(name: str) -> Campaign:
    """The campaign's row, ours until the transaction ends."""
    row = Campaign.objects.select_for_update().filter(name=name).first()
    if row is None:
        raise NoSuchCampaign(f"there is no campaign {name}")
    return row


def numbered(campaign: Campaign, number: int) -> CampaignVersion:
    version = campaign.versions.filter(number=number).first()
    if version is None:
        raise NoSuchCampaign(f"{campaign.name} has no version {number}")
    return version


def noted(action: str, version: CampaignVersion, actor: str, now: datetime) -> None:
    """In the audit trail, and on the pages that are open."""
    detail = {"number": version.number, "sha256": version.sha256}
    staff.record(actor=actor, action=action, object=version.campaign.name, detail=detail, now=now)
    notify(CHANGED, f"campaign:{version.campaign.name}")
