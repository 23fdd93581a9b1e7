"""Seen: once the customer has seen or answered it on any channel, the rest is stopped."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from tidings.core.reasons import Reason
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.models import Outreach
from tidings.outreach.resting import rest
from tidings.outreach.telling import Change, tell


@transaction.atomic
def seen(*, outreach_id: int, now: datetime, answered: bool = False) -> bool:
    """The customer saw it (opened it by an act of theirs, answered, replied): no further channel follows.

    False when that was known. A GET is no seeing: mail programs and scanners open links, too.
    """
    row = Outreach.objects.select_for_update().filter(id=outreach_id).first()
    if row is None:
        return False
    news = row.seen_at is None
    stop_the_rest([outreach_id], now)
    if news and not answered:
        tell([Change(outreach_id=outreach_id, state="seen", which="person")], now=now)
    notify(CHANGED)
    return news


def stop_the_rest(ids: Collection[int], now: datetime) -> None:
    """Of these (locked) outreaches nothing goes out any more; one being sent this moment is its worker's to finish."""
    if not ids:
        return
    rows = Outreach.objects.filter(id__in=ids)
    rows.filter(seen_at=None).update(seen_at=now)
    rows.filter(next_at__isnull=False).update(next_at=None)
    waiting = list(rows.filter(state="pending").values_list("id", flat=True))
    stand = rest(dict.fromkeys(waiting, ""))
    rows.filter(id__in=set(waiting) - stand).update(
        state="withdrawn", withdrawn_at=now, reason=f"{Reason.WITHDRAWN.code}:seen"
    )
