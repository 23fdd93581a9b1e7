"""The lanes for people to read, and the button that closes a breaker now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from tidings.core.pacing.breaker import Breaker
from tidings.ground.notify import notify
from tidings.outreach.due import WAKE
from tidings.outreach.lanes import Key, locked, save, set_breaker
from tidings.outreach.models import Lane

MOST = 100


@dataclass(frozen=True, kw_only=True)
class LaneCard:
    """A lane that does not simply let everything pass.

    `breaker` is closed, open or half_open, since when, until when and why; `waits_to` when the last of those who
    wait in it comes back; `failures` how many in a row.
    """

    channel: str
    account: str
    destination: str
    breaker: str
    since: datetime | None
    until: datetime | None
    why: str
    failures: int
    waits_to: datetime | None


def lanes(*, now: datetime, limit: int = MOST) -> Sequence[LaneCard]:
    """Those in trouble first, then those in which somebody waits."""
    waits = Q(ordinary_to__gt=now) | Q(urgent_to__gt=now)
    rows = Lane.objects.filter(~Q(state="closed") | Q(run__gt=0) | waits)
    return [card(lane, now) for lane in rows.order_by("-opened", "channel", "account", "destination")[:limit]]


def card(lane: Lane, now: datetime) -> LaneCard:
    ends = [moment for moment in (lane.ordinary_to, lane.urgent_to) if moment and moment > now]
    return LaneCard(
        channel=lane.channel,
        account=lane.account,
        destination=lane.destination,
        breaker=lane.state,
        since=lane.since,
        until=lane.until,
        why=lane.why,
        failures=lane.run,
        waits_to=max(ends, default=None),
    )


# Rows that a claim holds are being judged this moment, and its lane may be ours: to wait for them would be for ever.
BRING_FORWARD = """
UPDATE outreach_outreach SET due_at = %(now)s, reason = '' WHERE id IN (
    SELECT id FROM outreach_outreach
    WHERE phase = 'open' AND state = 'pending' AND digest = '' AND reason = ANY(%(reasons)s) AND due_at > %(now)s
        AND split_part(channel, ':', 1) = %(channel)s
    FOR NO KEY UPDATE SKIP LOCKED)
"""


@transaction.atomic
def close_breaker(*, channel: str, account: str, destination: str, now: datetime) -> bool:
    """Trust this way again at once, and look at once at all who wait for a way of this channel. False: it was closed."""
    key = Key(channel, account, destination)
    known = Lane.objects.filter(channel=channel, account=account, destination=destination)
    if not known.exclude(state="closed").exists():
        return False
    lane = locked([key])[key]
    set_breaker(lane, Breaker())
    lane.ordinary_to = lane.urgent_to = None
    save([lane])
    look_again(channel=channel, reasons=["way_closed"], now=now)
    return True


@transaction.atomic
def look_again(*, channel: str, reasons: Sequence[str], now: datetime) -> int:
    """Those of a channel that wait for these reasons are due now: their limits were changed. How many."""
    with connection.cursor() as cursor:
        cursor.execute(BRING_FORWARD, {"channel": channel, "reasons": list(reasons), "now": now})
        moved = int(cursor.rowcount)
    Lane.objects.filter(channel=channel).update(ordinary_to=None, urgent_to=None)
    notify(WAKE)
    return moved
