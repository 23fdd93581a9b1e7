"""Outcomes nobody knows: the other side is asked, or its receipt awaited; never sent again in the hope of the best."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction

from tidings.channels import discover
from tidings.channels.contract import Channel, Receipt
from tidings.core.reasons import Reason
from tidings.ground.channel_settings import MAIN, settings_for
from tidings.ground.clock import Clock
from tidings.ground.loops import Due, Loop
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.falling_back import after_failure
from tidings.outreach.models import Attempt, Outreach
from tidings.outreach.receiving import receive
from tidings.outreach.telling import Change, tell

BATCH = 20
# How long an answer is awaited; then the contact has failed as far as we can know, and may go on another way.
PATIENCE, PATIENCE_URGENT = timedelta(hours=1), timedelta(minutes=10)
BETWEEN = timedelta(seconds=60)  # two questions, at least; while one is asked nobody else asks it
log = logging.getLogger(__name__)


def reconcile_loop() -> Loop:
    """The loop "reconcile": asks what became of messages whose outcome is unknown, and ends what stays so."""
    return Loop("reconcile", step=step, next_due=next_due)


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """An outreach whose latest attempt may have gone out; `until` when patience ends."""

    outreach_id: int
    attempt: Attempt
    until: datetime

    def next_question(self, now: datetime) -> datetime:
        """Twice as far from the try each time; without anybody to ask, the end."""
        if asked_of(self.attempt.channel) is None:
            return self.until
        return min(self.until, now + max(BETWEEN, now - self.attempt.started_at))


def step(clock: Clock) -> int:
    """Asks about those that are due, outside any transaction; how many rows were handled."""
    now = clock.now()
    doubts = take(now)
    for doubt in doubts:
        if receipt := answer(doubt):
            receive(
                channel=doubt.attempt.channel.partition(":")[0],
                account=doubt.attempt.account,
                receipts=[receipt],
                now=clock.now(),
            )
    give_up([doubt for doubt in doubts if doubt.until <= now], now)
    if doubts:
        notify(CHANGED)
    return len(doubts)


def take(now: datetime) -> list[Doubt]:
    """Those that are due; each is due again at its next question, so that two workers do not ask the same."""
    with transaction.atomic():
        due = Outreach.objects.filter(phase="unknown", due_at__lte=now).order_by("due_at", "id")
        rows = list(due.select_for_update(skip_locked=True)[:BATCH])
        latest = latest_attempts([row.id for row in rows])
        doubts = [doubt(row, latest[row.id]) for row in rows if row.id in latest]
        Outreach.objects.filter(id__in=[row.id for row in rows if row.id not in latest]).update(
            state="failed", reason=Reason.OUTCOME_UNKNOWN.code
        )
        for one in doubts:
            later = max(one.next_question(now), now + BETWEEN)
            Outreach.objects.filter(id=one.outreach_id).update(due_at=later)
    return doubts


def latest_attempts(ids: Sequence[int]) -> dict[int, Attempt]:
    attempts = Attempt.objects.filter(outreach_id__in=ids).order_by("outreach_id", "-number")
    return {one.outreach_id: one for one in attempts.distinct("outreach_id")}


def doubt(row: Outreach, attempt: Attempt) -> Doubt:
    patience = PATIENCE_URGENT if row.urgency == "now" else PATIENCE
    return Doubt(outreach_id=row.id, attempt=attempt, until=attempt.started_at + patience)


def asked_of(name: str) -> Channel | None:
    """The channel, if its other side can be asked."""
    channel = discover().get(name.partition(":")[0])
    return channel if channel and "asks" in channel.declaration.abilities else None


def answer(doubt: Doubt) -> Receipt | None:
    """What the other side says became of it; None where it cannot be asked, does not answer or does not know."""
    channel, attempt = asked_of(doubt.attempt.channel), doubt.attempt
    if channel is None:
        return None
    try:
        settings = settings_for(channel.declaration, attempt.account or MAIN)
        said = channel.ask(attempt.message_id, attempt.provider_id, settings)
    except DatabaseError:
        raise
    except Exception as error:
        log.warning("channel %s could not be asked: %s", attempt.channel, type(error).__name__)
        return None
    return said and replace(said, message_id=attempt.message_id)


def give_up(doubts: Sequence[Doubt], now: datetime) -> None:
    """What is still unknown has failed, as far as anybody can know; a next channel to another address may follow."""
    with transaction.atomic():
        ended = ended_rows([doubt.outreach_id for doubt in doubts])
        moved = after_failure(ended, now)
        number = {doubt.outreach_id: str(doubt.attempt.id) for doubt in doubts}
        reason = Reason.OUTCOME_UNKNOWN.code
        tell(
            [Change(outreach_id=id, state="failed", reason=reason, which=number[id]) for id in ended - moved],
            now=now,
        )


def ended_rows(ids: Collection[int]) -> set[int]:
    """Those of which nobody has heard meanwhile."""
    rows = Outreach.objects.filter(id__in=ids, state="unknown").select_for_update(skip_locked=True)
    found = set(rows.values_list("id", flat=True))
    Outreach.objects.filter(id__in=found).update(
        state="failed", reason=Reason.OUTCOME_UNKNOWN.code, next_at=None
    )
    return found


# When the next question is due.
next_due = Due("SELECT min(due_at) FROM outreach_outreach WHERE phase = 'unknown'")
