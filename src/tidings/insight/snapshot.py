"""The report as it was last worked out: what a page shows without counting everybody again."""

from datetime import datetime
from typing import Any

from tidings.insight.models import Learning
from tidings.insight.preferences import preference_report


def last_report(*, now: datetime) -> dict[str, Any]:
    """`PreferenceReport.as_json` of the last round of learning; before the first, as of now."""
    round = last_round()
    return round.report if round else preference_report(now=now).as_json()


def renew_report(*, now: datetime) -> None:
    """Work the report out again, because what the company believes has changed."""
    if round := last_round():
        Learning.objects.filter(id=round.id).update(report=preference_report(now=now).as_json())


def last_round() -> Learning | None:
    return Learning.objects.filter(finished_at__isnull=False).order_by("-id").first()
