"""Which outreach bears which evidence: whom it speaks of, whether it could be shown, and how long it is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from tidings.ground.evidence import Standing
from tidings.ground.evidence_models import EvidenceObject, EvidenceUse


@dataclass(frozen=True, kw_only=True)
class Use:
    """An object in an outreach's message; `standing` as it was when it was composed, `until` when its page closes."""

    id: str
    outreach: int
    customer: str
    standing: Standing
    until: datetime


@transaction.atomic
def used(*, uses: Sequence[Use], now: datetime) -> None:
    """Writes down what was borne by messages about to leave; what is used is kept as long as it can be looked at."""
    EvidenceUse.objects.bulk_create(
        [
            EvidenceUse(
                sha256=each.id,
                outreach=each.outreach,
                customer=each.customer,
                state="shown" if each.standing == "whole" else each.standing,
                at=now,
                until=each.until,
            )
            for each in uses
        ],
        update_conflicts=True,
        unique_fields=["sha256", "outreach", "customer"],
        update_fields=["state", "at", "until"],
    )
    for until in sorted({each.until for each in uses}):
        ids = sorted(each.id for each in uses if each.until == until)
        rows = EvidenceObject.objects.filter(sha256__in=ids, keep_until__lt=until)
        rows.update(keep_until=Greatest(F("keep_until"), until))


def uses_of(*, outreach: int) -> list[tuple[datetime, str]]:
    """When an outreach's evidence was composed last, and what became of each object (shown, missing, altered)."""
    return list(EvidenceUse.objects.filter(outreach=outreach).order_by("at", "id").values_list("at", "state"))
