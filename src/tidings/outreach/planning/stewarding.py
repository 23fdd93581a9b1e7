"""One person's part of the plans: their line of each audience, and their name among the examples of a rehearsal."""

from typing import Any

import pyarrow.compute as pc

from tidings.outreach.planning.models import PlanPart, PlanProblem, PlanRun
from tidings.outreach.planning.parts import packed, unpacked


def forget(*, customer: str) -> int:
    """Takes the customer (by external id) out of every audience that is kept; out of how many.

    Audiences are kept packed, so each part is opened: some hundredths of a second for 64 k people.
    """
    PlanProblem.objects.filter(external_id=customer).delete()
    for run in PlanRun.objects.exclude(rehearsal={}):
        if customer in str(run.rehearsal):
            PlanRun.objects.filter(id=run.id).update(rehearsal=unnamed(run.rehearsal, customer))
    return sum(taken_out(part, customer) for part in PlanPart.objects.order_by("id").iterator(chunk_size=1))


def taken_out(part: PlanPart, customer: str) -> bool:
    """Whether the customer was in this part; then it is kept without them."""
    if customer in str(part.tally):
        PlanPart.objects.filter(id=part.id).update(tally=unnamed(part.tally, customer))
    people = unpacked(part.body)
    others = people.filter(pc.not_equal(people.column("external_id"), customer))
    if len(others) == len(people):
        return False
    PlanPart.objects.filter(id=part.id).update(body=packed(others), rows=len(others))
    return True


def unnamed(figures: dict[str, Any], customer: str) -> dict[str, Any]:
    """The figures without this name among their examples."""
    samples = figures.get("samples", {})
    others = {reason: [name for name in names if name != customer] for reason, names in samples.items()}
    return figures | {"samples": others}
