"""One person's part of the timeline: all of it for the person to have, or what is left of it without the person."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from tidings.conversations.models import Interaction

KEPT = (
    "step",
    "does",
    "outcome",
)  # which of the notice's own steps was chosen: the company's words, not the person's
SAID = ("id", "at", "direction", "channel", "kind", "says", "detail", "outreach_id")


def export(*, customer_id: int) -> dict[str, Any]:
    """All that came back from the customer, oldest first, with what it was taken for."""
    rows = Interaction.objects.filter(customer_id=customer_id).order_by("at", "id")
    return {"interactions": list(rows.values(*SAID, follow_up=F("followup__reason")))}


@transaction.atomic
def erase(*, customer_id: int, now: datetime) -> dict[str, int]:
    """Leaves of each entry its kind and the step that was chosen; the customer's own words go."""
    rows = list(Interaction.objects.select_for_update().filter(customer_id=customer_id))
    for row in rows:
        row.says, row.key = "", f"erased:{row.id}"
        row.detail = {name: row.detail[name] for name in KEPT if name in row.detail}
    Interaction.objects.bulk_update(rows, ["says", "detail", "key"], batch_size=1000)
    return {"interactions": len(rows)}
