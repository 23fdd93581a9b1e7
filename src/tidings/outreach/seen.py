"""Seen: once the customer has seen or answered it on any channel, the rest is stopped."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from tidings.core.reasons import Reason
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.models import Attempt, Outreach
from tidings.outreach.resting import rest
from tidings.outreach.telling import Change, tell

IN_DOUBT = ("unknown", "pending", "failed")
SEEN = f"{Reason.WITHDRAWN.code}:seen"


@transaction.atomic
def seen(*, outreach_id: int, now: datetime, answered: bool = False) -> bool:
    """The customer saw it (opened it by an act of theirs, answered, replied): no further channel follows.

    False when that was known. A GET is no seeing: mail programs and scanners open links, too. Who `answered` is not
    also told of as having seen it.
    """
    if not Outreach.objects.select_for_update().filter(id=outreach_id).exists():
        return False
    return bool(has_seen([outreach_id], now, told=not answered))


def has_seen(ids: Collection[int], now: datetime, *, told: bool = True) -> list[int]:
    """Of these (locked) outreaches nothing goes out any more; one being sent this moment is its worker's to finish.
    Those of which it is news."""
    rows = Outreach.objects.filter(id__in=ids)
    news = list(rows.filter(seen_at=None).values_list("id", flat=True)) if ids else []
    if news:
        rows.filter(id__in=news).update(seen_at=now, next_at=None)
        it_arrived(rows.filter(id__in=news, state__in=IN_DOUBT).values_list("id", flat=True))
        end_waiting(list(rows.filter(id__in=news, state="pending").values_list("id", flat=True)), now)
        notify(CHANGED)
    if told:
        tell([Change(outreach_id=id, state="seen") for id in news], now=now)
    return news


def it_arrived(ids: Iterable[int]) -> set[int]:
    """What was seen has gone out, whatever we knew of it; those of which it could be."""
    unsure = Attempt.objects.filter(outreach_id__in=ids, outcome="unknown", finished_at__isnull=False)
    proved = set(unsure.values_list("outreach_id", flat=True))
    Attempt.objects.filter(outreach_id__in=proved, outcome="unknown").update(outcome="accepted")
    return rest(dict.fromkeys(proved, ""))


def end_waiting(ids: Collection[int], now: datetime) -> None:
    """They stand as they were last handed over; what never was is withdrawn."""
    stand = rest(dict.fromkeys(ids, ""))
    ended = Outreach.objects.filter(id__in=set(ids) - stand)
    ended.update(state="withdrawn", withdrawn_at=now, reason=SEEN)
    tell([Change(outreach_id=id, state="withdrawn", reason=SEEN) for id in set(ids) - stand], now=now)
