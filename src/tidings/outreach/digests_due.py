"""Digests: what did not earn an interruption is told together, at the customer's rhythm, in one message.

An item is an outreach like any other that waits ("waiting") until its digest is due: so stops, withdrawals and expiry
find it where they find everything. When due, the items are checked again as before any sending; the first of a customer
and channel carries the others. It alone goes through the queue; they share what becomes of it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.db import connection, transaction

from tidings.ground.clock import Clock
from tidings.ground.loops import Due, Loop
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.clearing import cleared
from tidings.outreach.due import WAKE
from tidings.outreach.models import Outreach
from tidings.outreach.telling import Change, tell

CUSTOMERS = 100
MOST_ITEMS, LATER = 20, timedelta(days=1)  # in one message; the others come a day later


def digest_loop() -> Loop:
    """The loop "digest": puts due items together, and notes what became of those that travelled."""
    return Loop("digest", step=step, next_due=next_due, wakes=(WAKE,))


def step(clock: Clock) -> int:
    """Settles what was carried, then gathers what is due; how many rows were handled."""
    now = clock.now()
    handled = settle_carried(now) + gather(now)
    if handled:
        notify(CHANGED)
    return handled


DUE = """
WITH whose AS (
    SELECT DISTINCT customer_id FROM outreach_outreach
    WHERE phase = 'open' AND state = 'pending' AND digest = 'waiting' AND due_at <= %(now)s LIMIT %(customers)s
)
SELECT row.* FROM outreach_outreach row JOIN whose USING (customer_id)
WHERE row.phase = 'open' AND row.state = 'pending' AND row.digest = 'waiting' AND row.due_at <= %(now)s
ORDER BY row.customer_id, row.channel, row.id FOR UPDATE OF row SKIP LOCKED
"""


def gather(now: datetime) -> int:
    """Takes the due items of some customers: what may still be told is put together, the rest ends or is held."""
    with transaction.atomic():
        due = list(Outreach.objects.raw(DUE, {"now": now, "customers": CUSTOMERS}))
        told = cleared(due, now)
        # Rows the check held have another moment now; they wait on.
        told.sort(key=lambda row: (*together(row), row.expires_at, row.id))
        for _, items in groupby(told, key=together):
            carry(list(items), now)
        if told:
            notify(WAKE)
    return len(due)


def together(row: Outreach) -> tuple[int, str, str, str]:
    """What may share a message: offers never travel with what is the customer's own business."""
    return row.customer_id, row.channel, row.purpose, row.language


def carry(items: Sequence[Outreach], now: datetime) -> None:
    """The item that ends first takes the others along, and goes into the queue."""
    first = items[0]
    Outreach.objects.filter(id=first.id).update(digest="", carried_by=first.id, due_at=now)
    others, rest = ([row.id for row in part] for part in (items[1:MOST_ITEMS], items[MOST_ITEMS:]))
    Outreach.objects.filter(id__in=others).update(digest="carried", carried_by=first.id)
    Outreach.objects.filter(id__in=rest).update(due_at=now + LATER)


# What the carrier came to is theirs, too; where it never went out for its own reasons, they wait for another.
SETTLE = """
WITH ended AS (
    SELECT row.id, first.state, first.sent_at, first.reason, first.address, first.message_id
    FROM outreach_outreach row JOIN outreach_outreach first ON first.id = row.carried_by
    WHERE row.phase = 'open' AND row.state = 'pending' AND row.digest = 'carried' AND first.phase NOT IN ('open', 'unknown')
    FOR UPDATE OF row SKIP LOCKED
)
UPDATE outreach_outreach row SET
    state = CASE WHEN ended.state IN ('sent', 'failed') THEN ended.state ELSE 'pending' END,
    reason = CASE WHEN ended.state IN ('sent', 'failed') THEN ended.reason ELSE row.reason END,
    sent_at = CASE WHEN ended.state = 'sent' THEN ended.sent_at END,
    address = CASE WHEN ended.state = 'sent' THEN ended.address ELSE row.address END,
    message_id = CASE WHEN ended.state = 'sent' THEN ended.message_id ELSE '' END,
    digest = CASE WHEN ended.state IN ('sent', 'failed') THEN 'carried' ELSE 'waiting' END,
    carried_by = CASE WHEN ended.state IN ('sent', 'failed') THEN row.carried_by END,
    due_at = CASE WHEN ended.state IN ('sent', 'failed') THEN row.due_at ELSE %(now)s END
FROM ended WHERE row.id = ended.id
RETURNING row.id
"""


def settle_carried(now: datetime) -> int:
    """Each item ends as what carried it did, and the company's own systems hear of it; how many."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SETTLE, {"now": now})
            settled = [id for (id,) in cursor.fetchall()]
        ended = Outreach.objects.filter(id__in=settled, state__in=["sent", "failed"])
        tell(
            [Change(outreach_id=row.id, state=row.state, reason=row.reason, which="digest") for row in ended],
            now=now,
        )
    return len(settled)


# When the next item's digest is due, or at once when a carrier has ended.
next_due = Due("""
SELECT least(
    (SELECT min(due_at) FROM outreach_outreach WHERE phase = 'open' AND state = 'pending' AND digest = 'waiting'),
    (SELECT min(first.due_at) FROM outreach_outreach row JOIN outreach_outreach first ON first.id = row.carried_by
     WHERE row.phase = 'open' AND row.state = 'pending' AND row.digest = 'carried'
        AND first.phase NOT IN ('open', 'unknown')))
""")
