"""One person's part of what was learned: handed over, or let go of."""

from typing import Any

from tidings.insight.models import Tally

SHOWN = ("about", "topic", "option", "answered", "sent", "welcomed", "unwelcome", "at")


def export(*, customer_id: int) -> dict[str, Any]:
    """How often the customer answered what, by channel and by part of the day."""
    rows = Tally.objects.filter(customer_id=customer_id).order_by("about", "topic", "option")
    return {"shown": list(rows.values(*SHOWN))}


def erase(*, customer_id: int) -> dict[str, int]:
    """Forgets what the customer showed; what everyone taught holds nobody."""
    return {"tallies": Tally.objects.filter(customer_id=customer_id).delete()[0]}
