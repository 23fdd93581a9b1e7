"""A trial closes when its panel is complete, on its last day, or by hand; its verdict stands from then on."""

from datetime import datetime

from django.db import transaction

from tidings.campaigns.models import Trial
from tidings.campaigns.trial_cards import verdict_of
from tidings.ground.notify import CHANGED, notify


def settle(*, campaign: str, now: datetime) -> None:
    """Closes the trials whose last day is over."""
    over = Trial.objects.filter(campaign__name=campaign, closed_at=None, closes_at__lte=now)
    for id in over.values_list("id", flat=True):
        with transaction.atomic():
            row = Trial.objects.select_for_update().get(id=id)
            if row.closed_at is None:
                close(row, row.closes_at)


def close(row: Trial, at: datetime) -> None:
    """The verdict stands from here on; the caller holds the row."""
    verdict = verdict_of(row)
    row.closed_at = at
    row.passed = verdict.a.passed
    row.against_passed = bool(verdict.b and verdict.b.passed) if row.against_id else None
    row.save(update_fields=["closed_at", "passed", "against_passed"])
    notify(CHANGED, f"campaign:{row.campaign.name}")
