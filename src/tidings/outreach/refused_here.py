"""Refused at the moment of sending by this channel alone (its consent, its caps): the next channel follows at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import F

from tidings.outreach.going_on import go_on
from tidings.outreach.models import Attempt, Outreach
from tidings.outreach.next_channels import next_channels


def go_elsewhere(refused: Sequence[Outreach], reasons: Mapping[int, str], now: datetime) -> set[int]:
    """Those that another channel may still carry, in the caller's transaction; what refuses the person refuses them all."""
    rows = [row for row in refused if row.digest == "" and row.carried_by is None]
    if not rows:
        return set()
    own = {row.id: row.channel for row in rows}
    found = {id: one for id, one in next_channels(rows, now).items() if one.way and one.channel != own[id]}
    on_record([row for row in rows if row.id in found], reasons, now)
    return go_on(found, now)


def on_record(rows: Sequence[Outreach], reasons: Mapping[int, str], now: datetime) -> None:
    """A try that was refused before it was one: the channel had its turn, and never has another."""
    Attempt.objects.bulk_create(
        Attempt(
            outreach_id=row.id,
            number=row.tries + 1,
            channel=row.channel,
            address=row.address,
            message_id=row.message_id,
            started_at=now,
            finished_at=now,
            outcome="refused",
            says=reasons[row.id],
        )
        for row in rows
    )
    Outreach.objects.filter(id__in=[row.id for row in rows]).update(tries=F("tries") + 1)
