"""Evidence is looked at again and again, and let go: what was altered is noticed, what nobody needs is deleted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from tidings.ground.evidence import standing
from tidings.ground.evidence_models import EvidenceObject, EvidenceUse
from tidings.ground.evidence_taking import LOOKED_AT_EVERY
from tidings.ground.loops import Loop, now_and_then

EVERY = timedelta(minutes=10)
AT_ONCE = 50
SHOWN = 1000  # objects that one look of the doctor takes in


@dataclass(frozen=True, kw_only=True)
class Faults:
    """How many objects there are, how many of those looked at were altered, and how many that notices bear are missing."""

    objects: int
    altered: int
    missing: int


def evidence_loop() -> Loop:
    """The loop "evidence": on live workers, every ten minutes what is due to be looked at."""
    return Loop(
        "evidence", step=now_and_then(EVERY, lambda clock: look(now=clock.now())), next_due=lambda: None
    )


@transaction.atomic
def look(*, now: datetime) -> int:
    """Deletes what is no longer needed, and notes what is not as it was kept; how many objects were handled."""
    EvidenceUse.objects.filter(until__lt=now).delete()
    rows = EvidenceObject.objects.select_for_update(skip_locked=True).filter(look_at__lte=now)
    due = list(rows.order_by("look_at", "id")[:AT_ONCE])
    over = [row for row in due if row.keep_until <= now]
    EvidenceObject.objects.filter(id__in=[row.id for row in over]).delete()
    kept = [row for row in due if row.keep_until > now]
    known = standing(ids=[row.sha256 for row in kept]) if kept else {}
    for row in kept:
        stands = known[row.sha256]
        row.fault = "" if stands == "whole" else stands
        row.look_at = min(now + LOOKED_AT_EVERY, row.keep_until)
    EvidenceObject.objects.bulk_update(kept, ["fault", "look_at"])
    return len(due)


def evidence_about(*, customer: str) -> frozenset[str]:
    """The ids of the objects that were handed in about a customer (by external id), or shown to them."""
    return frozenset(EvidenceUse.objects.filter(customer=customer).values_list("sha256", flat=True))


@transaction.atomic
def forget_evidence(*, customer: str, ids: Collection[str]) -> int:
    """Deletes those of these objects that nobody but the customer was shown; how many."""
    EvidenceUse.objects.filter(customer=customer).delete()
    others = EvidenceUse.objects.filter(sha256__in=list(ids)).values("sha256")
    rows = EvidenceObject.objects.filter(sha256__in=list(ids)).exclude(sha256__in=others)
    return rows.delete()[1].get("ground.EvidenceObject", 0)


def faults(*, now: datetime) -> Faults:
    """What is wrong with the evidence that is kept; the newest `SHOWN` are looked at now."""
    newest = list(EvidenceObject.objects.order_by("-id").values_list("sha256", flat=True)[:SHOWN])
    altered = {id for id, stands in standing(ids=newest).items() if stands == "altered"}
    altered |= set(EvidenceObject.objects.exclude(fault="").values_list("sha256", flat=True))
    there = EvidenceObject.objects.values("sha256")
    borne = EvidenceUse.objects.filter(until__gt=now, outreach__gt=0).exclude(sha256__in=there)
    return Faults(
        objects=EvidenceObject.objects.count(),
        altered=len(altered),
        missing=borne.values("sha256").distinct().count(),
    )
