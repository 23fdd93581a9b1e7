"""The companies and the packs as the product reads them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

import tidings

from .company import Company
from .demands import AtMost, Hours

PACKS = Path(tidings.__file__).parent / "packs"
LEVELS = ("ignored", "not_revoked", "granted", "written")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UNKNOWN = {"service": "review", "marketing": "refuse", "emergency": "company"}


def default() -> dict[str, Any]:
    """The policy that every company starts with."""
    return dict(yaml.safe_load((PACKS / "company-default.yaml").read_text()))


def packs() -> list[Mapping[str, Any]]:
    """Every pack of laws that is shipped."""
    return [
        yaml.safe_load(file.read_text())
        for file in sorted(PACKS.glob("*.yaml"))
        if file.stem != "company-default"
    ]


def own_policy(company: Company) -> dict[str, Any]:
    """What the company lays over the default."""
    consent = {
        purpose: {"subject": LEVELS[subject], "channel": LEVELS[channel]}
        for purpose, (subject, channel) in company.consent.items()
    }
    return {
        "hours": {purpose: {"default": windows(hours)} for purpose, hours in company.hours.items()},
        "caps": [cap(each) for each in company.caps],
        "relationships": company.relationships,
        "consent": consent,
        "unknown_zone": UNKNOWN,
        "unknown_place": UNKNOWN,
        "open_case": ["marketing"],
    }


def windows(hours: Hours) -> Sequence[Mapping[str, Any]]:
    return [
        {"days": [WEEKDAYS[day]], "from": clock(opens), "to": clock(closes)}
        for day, spans in enumerate(hours.week)
        for opens, closes in spans
    ]


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def cap(each: AtMost) -> dict[str, Any]:
    return {
        "purpose": each.purposes[0],
        "contacts": each.contacts,
        "within": f"{each.within}h",
        "per": each.per,
    }
