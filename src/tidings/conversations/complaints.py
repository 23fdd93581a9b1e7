"""How often people complain of what we send, by channel: a mail provider's limits are 0.1 % and, at the most, 0.3 %."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db.models import Count

from tidings.conversations.models import Interaction
from tidings.outreach import public as outreach

LOOKED_BACK = timedelta(days=7)
HIGH, TOO_HIGH = 0.001, 0.003  # Google's rules for senders, rule C-08
FEWEST = 2  # one complaint about few messages says nothing


@dataclass(frozen=True)
class Complaints:
    """Complaints of the last seven days beside the messages that went out."""

    count: int
    sent: int

    @property
    def rate(self) -> float:
        return self.count / self.sent if self.sent else float(bool(self.count))

    @property
    def level(self) -> Literal["well", "high", "too_high"]:
        if self.count < FEWEST or self.rate < HIGH:
            return "well"
        return "too_high" if self.rate >= TOO_HIGH else "high"


def complaints(*, now: datetime) -> dict[str, Complaints]:
    """By channel, those channels only of which anybody complained."""
    since = now - LOOKED_BACK
    found = (
        Interaction.objects.filter(kind="complained", at__gt=since, at__lte=now)
        .values_list("channel")
        .annotate(count=Count("id"))
    )
    counts = dict(found)
    sent = outreach.sent_by_channel(channels=list(counts), since=since, until=now) if counts else {}
    return {name: Complaints(count, sent.get(name, 0)) for name, count in sorted(counts.items())}
