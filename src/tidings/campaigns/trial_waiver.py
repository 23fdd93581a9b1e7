"""Letting a version be launched without a trial: by a person, by name, with a reason."""

from datetime import datetime

from django.db import transaction

from tidings.campaigns.models import Campaign, CampaignVersion, TrialWaiver
from tidings.campaigns.trial_words import fingerprint
from tidings.campaigns.versions import NotAllowed, locked, numbered
from tidings.staff import public as staff


@transaction.atomic
def waive_trial(*, campaign: str, number: int, why: str, actor: str, now: datetime) -> None:
    """Lets a version's words be launched without a trial; raises `NotAllowed`, `NoSuchCampaign`.

    A person, by name, and with a reason: it stands in the audit trail. Not who wrote it, where two must agree.
    """
    row = locked(campaign)
    version = numbered(row, number)
    if not actor.startswith("user:"):
        raise NotAllowed("only a person may let a campaign go without a trial: use --as, or the console")
    if not why.strip():
        raise NotAllowed("say why it may go without a trial")
    if staff.company().second_person and actor == version.author:
        raise NotAllowed("a second person must let it go without a trial: you wrote this version yourself")
    keep_waiver(row, version, why.strip(), actor, now)


def keep_waiver(row: Campaign, version: CampaignVersion, why: str, actor: str, now: datetime) -> None:
    words = fingerprint(version.text)
    _, new = TrialWaiver.objects.get_or_create(
        campaign=row, words=words, defaults={"by": actor, "why": why, "at": now}
    )
    if new:
        detail = {"number": version.number, "why": why}
        staff.record(actor=actor, action="campaign.trial_waived", object=row.name, detail=detail, now=now)
