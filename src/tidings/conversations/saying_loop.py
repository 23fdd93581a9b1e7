"""The loop "say": takes answers that are due, hands them to their channel, records what became of them.

The row says "saying" before the channel hears of it. After a crash it is said again only where the other side knows a
repetition by its id; elsewhere nobody can tell, and once too few is better than twice.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from tidings.channels import discover
from tidings.channels.contract import CannotCompose, Links, Message, Outcome, Sender
from tidings.conversations.models import Saying
from tidings.conversations.sayings import SECRET, WAKE
from tidings.core.notice import Composed
from tidings.ground.channel_settings import accounts, settings_for
from tidings.ground.clock import Clock
from tidings.ground.inbox import Inbox
from tidings.ground.lease import LEASE
from tidings.ground.loops import Due, Loop
from tidings.outreach import public as outreach

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=2)

next_due = Due("""
SELECT min(coalesce(lease_until, due_at)) FROM conversations_saying WHERE state IN ('pending', 'saying')
""")


def say_loop() -> Loop:
    return Loop("say", step=Mouth().step, next_due=next_due, wakes=(WAKE,))


@dataclass
class Mouth:
    """One worker's open ways out, by channel and account, with the settings they were opened by."""

    open_ones: dict[tuple[str, str], tuple[Sender, Mapping[str, str]]] = field(default_factory=dict)

    def step(self, clock: Clock) -> int:
        """Take one that is due, say it outside any transaction, record it; how many were handled."""
        row = take(clock.now())
        if row and row.state == "saying":
            record(row, self.said(row, clock), clock.now())
        return int(row is not None)

    def said(self, row: Saying, clock: Clock) -> Outcome:
        try:
            sender, message = self.sender(row, clock), message_for(row, clock.now())
        except CannotCompose as refused:
            return Outcome(state="permanent", says=str(refused))
        except ValueError as wrong:  # settings that cannot be right: nothing has left us
            return Outcome(state="transient", says=str(wrong), unreachable=True)
        try:
            return sender.send(message)
        except CannotCompose as refused:
            return Outcome(state="permanent", says=str(refused))
        except Exception as error:  # a channel that breaks: nobody knows how far it came
            self.close(row)
            return Outcome(state="unknown", says=type(error).__name__)

    def sender(self, row: Saying, clock: Clock) -> Sender:
        """The way by which the person wrote; where that account is gone, the channel's first. Opened anew when its
        settings have changed."""
        channel = discover().get(row.channel)
        ready = accounts(channel.declaration) if channel else ()
        if channel is None or not ready:
            raise CannotCompose("the channel is not ready any more")
        account = row.account if row.account in ready else ready[0]
        settings, key = settings_for(channel.declaration, account), (row.channel, row.account)
        if key in self.open_ones and self.open_ones[key][1] != settings:
            self.close(row)
        if key not in self.open_ones:
            self.open_ones[key] = channel.open(settings, Inbox(row.channel, account, clock)), settings
        return self.open_ones[key][0]

    def close(self, row: Saying) -> None:
        with suppress(Exception):
            self.open_ones.pop((row.channel, row.account))[0].close()


def take(now: datetime) -> Saying | None:
    """One that was due, marked and committed: to be said now, or ended because it cannot be any more."""
    ripe = Q(state="pending", due_at__lte=now) | Q(state="saying", lease_until__lte=now)
    with transaction.atomic():
        due = Saying.objects.select_for_update(skip_locked=True).filter(ripe).order_by("due_at", "id")
        row = due.first()
        if row:
            row.state, row.says = state_of(row, now)
            row.tries += row.state == "saying"
            row.lease_until = now + LEASE if row.state == "saying" else None
            row.save(update_fields=["state", "says", "tries", "lease_until"])
    return row


def state_of(row: Saying, now: datetime) -> tuple[str, str]:
    if row.state == "saying" and not repeatable(row.channel):
        return "unknown", "the worker's lease ran out before it told"
    if row.expires_at <= now:
        return "dropped", "too late"
    return "saying", row.says


def repeatable(channel: str) -> bool:
    found = discover().get(channel)
    return found is not None and "same_id_again" in found.declaration.abilities


def message_for(row: Saying, now: datetime) -> Message:
    """Words only: no code, no links, nothing to stop by, for it is an answer."""
    name = row.customer.name if row.customer else ""
    return Message(
        to=row.address,
        to_name=name,
        message_id=row.message_id,
        code="",
        purpose="service",
        topic_title="",
        language=row.language,
        composed=Composed(
            language=row.language,
            subject=row.text.partition(":")[0],
            what=row.text,
            means="",
            done="",
            next_steps=(),
            if_ignored="",
        ),
        letterhead=outreach.Voice().letterhead,
        links=Links(notice="", check="", preferences="", stop=""),
        at=now,
        expires_at=row.expires_at,
        heard_at=row.created_at,
    )


def record(row: Saying, outcome: Outcome, now: datetime) -> None:
    """The result of this very try; a later one by another worker stands."""
    mine = Saying.objects.filter(id=row.id, state="saying", tries=row.tries)
    state = became(row, outcome, now)
    if row.kind in SECRET and state["state"] != "pending":
        state["text"] = ""
    mine.update(lease_until=None, says=outcome.says.replace("\0", "")[:500], **state)


def became(row: Saying, outcome: Outcome, now: datetime) -> dict[str, Any]:
    if outcome.state == "accepted":
        return {"state": "said", "finished_at": now, "provider_id": outcome.provider_id}
    if outcome.state == "permanent":
        return {"state": "failed", "finished_at": now}
    if outcome.state == "unknown" and not repeatable(row.channel):
        return {"state": "unknown", "finished_at": now}
    pause = max(
        min(FIRST_PAUSE * 2 ** min(row.tries - 1, 10), LONGEST_PAUSE),
        timedelta(seconds=outcome.retry_after_s or 0),
    )
    return {"state": "pending", "due_at": now + pause}
