"""The loop "inbound": what channels brought in, read by its channel and applied, once, however often it came.

A batch is one transaction: rows, effects and what became of them commit together, so a worker that dies leaves the rows
as they were. What cannot be read or breaks us is set aside with the reason and holds up nobody.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from tidings.channels import discover
from tidings.channels.contract import Asked, Heard, Receipt, Reply, Stopped, Unreadable
from tidings.conversations.applied import Applied
from tidings.conversations.asked_by_mail import answer_asker
from tidings.conversations.impersonating import forget_evidence
from tidings.conversations.objecting import object_to
from tidings.conversations.replying import take_up
from tidings.conversations.said_receipts import without_ours
from tidings.ground.channel_settings import settings_for
from tidings.ground.clock import Clock
from tidings.ground.inbox import WAKE
from tidings.ground.inbox_taking import Account, Settled, Taken, next_due, purge, settle, take
from tidings.ground.loops import Loop
from tidings.outreach import public as outreach

PATIENCE = timedelta(hours=72)  # for a message we do not know yet
LONGEST_PAUSE = timedelta(hours=6)
MOST_BREAKS = 5
PURGE_EVERY = timedelta(hours=1)
log = logging.getLogger(__name__)


def inbound_loop() -> Loop:
    return Loop("inbound", step=Ear().step, next_due=next_due, wakes=(WAKE,))


@dataclass
class Ear:
    """One worker's."""

    purged_at: datetime | None = None
    last: Account = ("", "")

    def step(self, clock: Clock) -> int:
        """Take a batch of one account, apply it, settle it; how many rows."""
        now = clock.now()
        with transaction.atomic():
            rows = take(now=now, after=self.last)
            settle(applied(rows, now))
        if rows:
            self.last = rows[0].channel, rows[0].account
        else:
            self.tidy(now)
        return len(rows)

    def tidy(self, now: datetime) -> None:
        if self.purged_at is None or now - self.purged_at >= PURGE_EVERY:
            self.purged_at = now
            purge(now=now, kept=timedelta(days=settings.RAW_DAYS))
            forget_evidence(now=now)


def applied(rows: Sequence[Taken], now: datetime) -> list[Settled]:
    """A batch as one; where that breaks, each row for itself, so that one does not hold up the others."""
    if not rows:
        return []
    try:
        with transaction.atomic():
            return together(rows, now)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        if len(rows) > 1:
            return [result for row in rows for result in applied([row], now)]
        return [broken(rows[0], error, now)]


def together(rows: Sequence[Taken], now: datetime) -> list[Settled]:
    """Receipts of all rows at once, then whatever else came, in its order."""
    heard: dict[int, Sequence[Heard]] = {}
    unreadable: dict[int, str] = {}
    for row in rows:
        try:
            heard[row.id] = read(row)
        except Unreadable as refused:
            unreadable[row.id] = str(refused)
    waiting = receive(rows[0].channel, rows[0].account, heard, now)
    return [
        Settled(id=row.id, state="unreadable", says=unreadable[row.id])
        if row.id in unreadable
        else settled(row, [*others(row, heard[row.id], now), *waiting.get(row.id, [])], now)
        for row in rows
    ]


def read(row: Taken) -> Sequence[Heard]:
    channel = discover().get(row.channel)
    if channel is None:
        raise Unreadable(f"the channel {row.channel} is not installed")
    return channel.read(row.raw, settings_for(channel.declaration, row.account))


def receive(
    channel: str, account: str, heard: dict[int, Sequence[Heard]], now: datetime
) -> dict[int, list[Applied]]:
    """Hand over every receipt; by row, those that match nothing yet."""
    named = {
        f"{id}:{place}": (id, one)
        for id, news in heard.items()
        for place, one in enumerate(news)
        if isinstance(one, Receipt)
    }
    receipts = without_ours(channel, [replace(one, key=key) for key, (_, one) in named.items()], now)
    waiting = (
        outreach.receive(channel=channel, account=account, receipts=receipts, now=now) if receipts else ()
    )
    found: dict[int, list[Applied]] = {}
    for key in sorted(waiting):
        unknown = Applied(state="waiting", says="it speaks of a message we do not know yet")
        found.setdefault(named[key][0], []).append(unknown)
    return found


def others(row: Taken, news: Iterable[Heard], now: datetime) -> list[Applied]:
    """Replies and objections; each is named as its sender's side names it, else by what brought it and its key therein."""
    done = []
    for place, one in enumerate(news):
        if isinstance(one, Receipt):
            continue
        key = f"{row.raw.key}:{one.key or place}"
        match one:
            case Reply():
                own = replace(one, key=one.own_id or key)
                done.append(take_up(channel=row.channel, account=row.account, reply=own, now=now))
            case Asked():
                own_key = replace(one, key=f"{row.channel}:{key}")
                done.append(answer_asker(channel=row.channel, account=row.account, asked=own_key, now=now))
            case Stopped():
                said = replace(one, key=key)
                done.append(object_to(channel=row.channel, account=row.account, said=said, now=now))
    return done


def settled(row: Taken, results: Sequence[Applied], now: datetime) -> Settled:
    """The row's end: it waits while anything in it does, at most for 72 hours."""
    says = "; ".join(dict.fromkeys(one.says for one in results if one.says))
    about = tuple({customer for one in results for customer in one.about})
    states = {one.state for one in results}
    if "waiting" in states and now - row.raw.at < PATIENCE:
        return Settled(id=row.id, state="pending", says=says, due_at=now + pause(row), about=about)
    state = "done" if states <= {"done"} else "unmatched"
    return Settled(id=row.id, state=state, says=says, about=about)


def pause(row: Taken) -> timedelta:
    return min(LONGEST_PAUSE, timedelta(seconds=2 ** min(row.tries, 20)))


def broken(row: Taken, error: Exception, now: datetime) -> Settled:
    """Our own fault, most likely: tried a few times, then set aside; the error's text may hold somebody's words."""
    says = f"it breaks us: {type(error).__name__}"
    log.error("what came in as %s of %s breaks: %s", row.id, row.channel, type(error).__name__)
    log.debug("%s", error, exc_info=error)
    if row.tries + 1 >= MOST_BREAKS:
        return Settled(id=row.id, state="unreadable", says=says)
    return Settled(id=row.id, state="pending", says=says, due_at=now + pause(row))
