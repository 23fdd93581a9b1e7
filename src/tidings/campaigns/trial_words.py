"""What a version says: the fingerprint of its words, and the notice and surface that a panel is shown."""

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from tidings.campaigns.findings import CampaignRefused
from tidings.campaigns.preview import SurfaceView, preview, sample_event
from tidings.campaigns.topics import topics
from tidings.core.campaign_files.campaign import parse
from tidings.core.evidence.pointing import pointed
from tidings.core.notice import Composed
from tidings.staff.public import CompanyCard

SURFACES = ("email", "sms", "push", "letter", "page")


def fingerprint(text: str) -> str:
    """Of the notice in all its languages and of what single channels say; nothing else of the file counts."""
    document = parse(text).document
    values = document.value if document and isinstance(document.value, dict) else {}
    said = [values.get("notice"), values.get("surfaces")]
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def languages_of(*texts: str) -> tuple[str, ...]:
    """The languages that all of the texts have, in the order of the first."""
    spoken = [campaign.languages for text in texts if (campaign := parse(text).campaign)]
    return tuple(each for each in spoken[0] if all(each in other for other in spoken)) if spoken else ()


def notice_shown(text: str, *, language: str, company: CompanyCard, at: datetime) -> Composed:
    """The notice with made-up data, the same for everyone who sees the trial begun at `at`."""
    campaign = parse(text).campaign
    if campaign is None:
        raise CampaignRefused(parse(text).findings)
    data = sample_event(text=text, now=at, currency=company.currency)["data"]
    return pointed(campaign.compose(language, data, ZoneInfo(company.zone)), page="")


def surface_shown(
    text: str, *, surface: str, language: str, company: CompanyCard, at: datetime
) -> SurfaceView | None:
    """The version on one surface; None where this campaign has none such."""
    for view in views(text, company=company, at=at, channels=[surface] if surface != "page" else []):
        if (view.surface, view.language) == (surface, language):
            return view if view.text or view.html or view.picture else None
    return None


def views(text: str, *, company: CompanyCard, at: datetime, channels: Iterable[str]) -> list[SurfaceView]:
    event = sample_event(text=text, now=at, currency=company.currency)
    return preview(text=text, event=event, company=company, now=at, topics=topics(), channels=channels)
