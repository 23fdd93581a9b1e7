"""The urgency campaigns have earned: read by the decider, written down by who counts what customers did."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from tidings.campaigns.cards import NoSuchCampaign
from tidings.campaigns.models import Campaign, EarnedUrgency
from tidings.core.worth.earning import LEVELS, claimed
from tidings.core.worth.merits import Merit
from tidings.staff import public as staff


class OverrideRefused(ValueError):
    """A level nobody knows, or no reason given."""


@dataclass(frozen=True, kw_only=True)
class UrgencyCard:
    """What a campaign has earned. `seen` and `before` are counts by kind of behaviour, of this epoch and of earlier ones.

    `level` is what behaviour earned, `override` what a person put in its place ("" for nobody).
    """

    level: str
    reason: str
    since: datetime
    epoch: int
    epoch_since: datetime
    value: float
    low: float
    high: float
    telling: float
    e_value: float
    needed: float
    seen: Mapping[str, Mapping[str, float]]
    before: Mapping[str, Mapping[str, float]]
    looked_at: datetime
    override: str = ""
    override_by: str = ""
    override_why: str = ""
    override_at: datetime | None = None

    @property
    def in_force(self) -> str:
        """The level that counts."""
        return self.override or self.level


DOWN = ("not_prompt", "not_worth", "unwelcome")
NAMES = tuple(each.name for each in fields(UrgencyCard))


def urgency(*, campaign: str) -> UrgencyCard | None:
    """What the campaign has earned so far; None before anybody looked."""
    row = EarnedUrgency.objects.filter(campaign__name=campaign).first()
    return card(row) if row else None


def card(row: EarnedUrgency) -> UrgencyCard:
    return UrgencyCard(**{name: getattr(row, name) for name in NAMES})


MERITS = """
SELECT campaign_id, coalesce(nullif(override, ''), level), value, telling FROM campaigns_earnedurgency
WHERE campaign_id = ANY(%s)
"""


def merits(*, campaign_ids: Collection[int]) -> dict[int, Merit]:
    """What each campaign has earned, as a decision needs it; one that nobody has looked at yet is not in it."""
    with connection.cursor() as cursor:  # not the ORM: asked before every decision
        cursor.execute(MERITS, [list(campaign_ids)])
        return {
            id: Merit(level=level, value=value, telling=telling)
            for id, level, value, telling in cursor.fetchall()
        }


def fallen() -> dict[str, str]:
    """The campaigns that customers' behaviour took down, by name, with the level; what a person has answered is left out."""
    rows = EarnedUrgency.objects.filter(reason__in=DOWN, override="").order_by("-since")
    return dict(rows.values_list("campaign__name", "level"))


def last_weighed() -> datetime | None:
    """When anybody last looked at what campaigns have earned."""
    found: datetime | None = EarnedUrgency.objects.aggregate(at=Max("looked_at"))["at"]
    return found


@transaction.atomic
def record_urgency(*, campaign_id: int, found: Mapping[str, Any], now: datetime) -> None:
    """Writes down what was found (fields of `UrgencyCard`); a new level is told to the campaign's people by the audit trail."""
    row, new = EarnedUrgency.objects.select_for_update().get_or_create(
        campaign_id=campaign_id, defaults={**found, "looked_at": now}
    )
    if new:
        return
    before = row.level
    for name, value in found.items():
        setattr(row, name, value)
    row.looked_at = now
    row.save()
    if before != row.level:
        name = Campaign.objects.values_list("name", flat=True).get(id=campaign_id)
        detail = {"from": before, "to": row.level, "reason": row.reason, "e_value": round(row.e_value, 1)}
        staff.record(actor="customers", action="campaign.urgency", object=name, detail=detail, now=now)


@transaction.atomic
def override_urgency(*, campaign: str, level: str, why: str, actor: str, now: datetime) -> None:
    """A person sets another level than customers' behaviour earned, or ("") lets behaviour count again; says `why`."""
    if level and level not in LEVELS:
        raise OverrideRefused(f"level: {level} is none. Use one of: {', '.join(LEVELS)}.")
    if not why.strip():
        raise OverrideRefused("why: give the reason; it is kept with your name.")
    found = Campaign.objects.select_related("topic").filter(name=campaign).first()
    if found is None:
        raise NoSuchCampaign(f"there is no campaign {campaign}")
    said = {"override": level, "override_by": actor, "override_why": why.strip(), "override_at": now}
    fresh = {"level": claimed(found.topic.urgency), "since": now, "epoch_since": now, "looked_at": now}
    EarnedUrgency.objects.update_or_create(campaign=found, defaults=said, create_defaults={**fresh, **said})
    detail = {"level": level, "why": why.strip()}
    staff.record(actor=actor, action="campaign.urgency.overridden", object=campaign, detail=detail, now=now)
