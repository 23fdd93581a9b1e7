"""What a version says: the fingerprint of its words, and the notice and surface that a panel is shown."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from tidings.campaigns.findings import CampaignRefused
from tidings.campaigns.preview import SurfaceView, preview
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


def notice_shown(text: str, *, language: str, company: CompanyCard, data: Mapping[str, Any]) -> Composed:
    """The notice with a trial's data, the same for everyone who sees it."""
    campaign = parse(text).campaign
    if campaign is None:
        raise CampaignRefused(parse(text).findings)
    return pointed(campaign.compose(language, data, ZoneInfo(company.zone)), page="")


def surface_shown(
    text: str, *, surface: str, language: str, company: CompanyCard, at: datetime, data: Mapping[str, Any]
) -> SurfaceView | None:
    """The version on one surface; None where this campaign has none such."""
    channels = [surface] if surface != "page" else []
    for view in preview(text=text, event=data, company=company, now=at, topics=topics(), channels=channels):
        if (view.surface, view.language) == (surface, language):
            return view if view.text or view.html or view.picture else None
    return None
