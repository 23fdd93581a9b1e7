"""One person's part of the timeline and of our answers: all for the person to have, or what is left without them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from tidings.conversations.models import Interaction, Saying
from tidings.ground import inbox_cards
from tidings.people import public as people

KEPT = (
    "step",
    "does",
    "outcome",
)  # which of the notice's own steps was chosen: the company's words, not the person's
TOLD = ("id", "created_at", "channel", "address", "kind", "language", "text", "state", "finished_at")
SAID = ("id", "at", "direction", "channel", "kind", "says", "detail", "outreach_id")


def export(*, customer_id: int) -> dict[str, Any]:
    """All that came back from the customer, oldest first, with what it was taken for."""
    rows = Interaction.objects.filter(customer_id=customer_id).order_by("at", "id")
    told = Saying.objects.filter(customer_id=customer_id).order_by("id")
    return {
        "interactions": list(rows.values(*SAID, follow_up=F("followup__reason"))),
        "answers": list(told.values(*TOLD)),
    }


@transaction.atomic
def erase(*, customer_id: int, now: datetime) -> dict[str, int]:
    """Leaves of each entry its kind and the step that was chosen; the customer's own words go, as they came in, too."""
    addresses = [point.address for point in people.person(customer_id=customer_id).points]
    rows = list(Interaction.objects.select_for_update().filter(customer_id=customer_id))
    for row in rows:
        row.says, row.key = "", f"erased:{row.id}"
        row.detail = {name: row.detail[name] for name in KEPT if name in row.detail}
    Interaction.objects.bulk_update(rows, ["says", "detail", "key"], batch_size=1000)
    return {
        "interactions": len(rows),
        "answers": Saying.objects.filter(Q(customer_id=customer_id) | Q(address__in=addresses)).delete()[0],
        "came_in": inbox_cards.forget(customer_id=customer_id, addresses=addresses),
    }
