"""Trying a version's links and actions here: kept with the version, and done again before it goes live."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings

from tidings.campaigns.cards import NoSuchCampaign
from tidings.campaigns.checking import here, nobody
from tidings.campaigns.exercising import exercised
from tidings.campaigns.findings import CampaignRefused, parsed_here
from tidings.campaigns.models import CampaignVersion, Exercise
from tidings.core.campaign_files.findings import Finding, blocks
from tidings.ground import webhooks


@dataclass(frozen=True, kw_only=True)
class ExerciseCard:
    """When a version's links and actions were last tried, and what did not work or could not be tried."""

    at: datetime
    findings: tuple[Finding, ...]


def exercise(*, text: str) -> list[Finding]:
    """Opens the company's pages that a text names and looks up its actions; takes some seconds, so never in a transaction."""
    parsed = parsed_here(text)
    heard = bool(webhooks.wanted(["outreach.answered"]))
    return exercised(parsed, here(parsed, nobody), heard=heard, private=settings.WEBHOOK_PRIVATE)


def exercise_version(*, campaign: str, number: int, now: datetime) -> ExerciseCard:
    """Tries a saved version and keeps what came of it; raises `NoSuchCampaign`."""
    version = CampaignVersion.objects.filter(campaign__name=campaign, number=number).first()
    if version is None:
        raise NoSuchCampaign(f"{campaign} has no version {number}")
    found = exercise(text=version.text)
    keep(version_id=version.id, findings=found, now=now)
    return ExerciseCard(at=now, findings=tuple(found))


def exercise_of(*, campaign: str, number: int) -> ExerciseCard | None:
    """What came of the latest trying; None where it never was tried."""
    row = Exercise.objects.filter(version__campaign__name=campaign, version__number=number).first()
    return row and ExerciseCard(at=row.at, findings=tuple(Finding(**each) for each in row.findings))


def keep(*, version_id: int, findings: Iterable[Finding], now: datetime) -> None:
    said = [asdict(each) for each in findings]
    Exercise.objects.update_or_create(version_id=version_id, defaults={"at": now, "findings": said})


def must_work(findings: Sequence[Finding]) -> None:
    """Raises `CampaignRefused` where something is dead for certain and its author has not accepted it."""
    if dead := tuple(each for each in findings if blocks([each])):
        raise CampaignRefused(dead)
