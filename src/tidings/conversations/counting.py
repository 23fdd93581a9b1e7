"""How many came back, and why."""

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KT

from tidings.conversations.models import FollowUp, Interaction


def follow_ups(*, campaign: str | None = None) -> dict[str, int]:
    """Follow-ups by reason, over everything or one campaign."""
    return _counted(_of(FollowUp.objects.all(), campaign), "reason")


def answered_steps(*, campaign: str | None = None) -> dict[str, int]:
    """Answers by the step chosen, over everything or one campaign."""
    answers = _of(Interaction.objects.filter(kind="answered"), campaign).annotate(step=KT("detail__step"))
    return _counted(answers, "step")


def _of(rows: QuerySet, campaign: str | None) -> QuerySet:
    return rows if campaign is None else rows.filter(outreach__campaign__name=campaign)


def _counted(rows: QuerySet, field: str) -> dict[str, int]:
    return dict(rows.values_list(field).annotate(count=Count("id")).order_by(field))
