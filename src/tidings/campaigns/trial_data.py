"""The data a trial's panel reads: what its author wrote, else what a like event brought, else what is made up."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tidings.campaigns.like_event import like_event
from tidings.core.campaign_files.campaign import CampaignFile, parse
from tidings.core.campaign_files.template_check import names
from tidings.core.made_up import made_up
from tidings.core.needs import MISSING, at
from tidings.staff import public as staff

ADDRESS = "https://example.com"


def trial_data(
    texts: Sequence[str], *, language: str, given: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """An event's data for all of these versions; `given` (of the same shape) goes first.

    A text that nobody could guess is its own name in brackets.
    """
    files, company = files_of(texts), staff.company()
    needs = {need.path: need for file in files for need in file.needs}
    here = now.astimezone(ZoneInfo(company.zone))
    values = made_up(
        needs.values(),
        language=language,
        now=here,
        currency=company.currency or "EUR",
        home=company.public_url or ADDRESS,
        over=files[0].trigger.by if files else "",
    )
    values |= like_event(files[0], now=here) if files else {}
    values |= {path: stated for path in needs if (stated := at(given, path)) is not MISSING}
    return nested({path: marked(path) if value == "" else value for path, value in values.items()})


def files_of(texts: Sequence[str]) -> list[CampaignFile]:
    return [file for text in texts if (file := parse(text).campaign)]


def marked(path: str) -> str:
    return f"[{path.rpartition('.')[2].replace('_', ' ')}]"


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by dotted path, as an event brings them."""
    data: dict[str, Any] = {}
    for path, value in values.items():
        *parents, last = path.split(".")
        inner = data
        for parent in parents:
            inner = inner.setdefault(parent, {})
        inner[last] = value
    return data


def texts_read(texts: Sequence[str], *, language: str, now: datetime) -> dict[str, str]:
    """The texts that the notice shows in this language, by path, as they are guessed; "" where somebody has to say."""
    data = trial_data(texts, language=language, given={}, now=now)
    paths = dict.fromkeys(path for file in files_of(texts) for path in paths_read(file, language))
    return {path: "" if at(data, path) == marked(path) else at(data, path) for path in paths}


def paths_read(file: CampaignFile, language: str) -> list[str]:
    said = file.notice.get(language)
    shown = {path for template in said.templates() for path in names(template.source)} if said else set()
    return [need.path for need in file.needs if need.type == "text" and need.path in shown]
