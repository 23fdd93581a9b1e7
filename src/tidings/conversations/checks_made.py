"""Checks that were made: noted with one statement, of ours and of nobody's alike, and told on the timeline soon after.

So a question costs the same work whatever the answer is, and nobody can time it.
"""

from datetime import datetime

from django.db import transaction

from tidings.conversations.entries import from_outreach, tell_answer
from tidings.conversations.models import CheckMade
from tidings.ground.clock import Clock
from tidings.ground.loops import Due, Loop
from tidings.outreach import public as outreach

BATCH = 100
DUE = "SELECT min(at) FROM conversations_checkmade WHERE outreach_id IS NOT NULL AND NOT told"


def note_check(*, kind: str, outreach_id: int | None, answer: str, now: datetime) -> None:
    """That somebody asked: by which way (code, message, mail, call), and what they were answered."""
    CheckMade.objects.create(kind=kind, outreach_id=outreach_id, answer=answer, at=now)


def checks_loop() -> Loop:
    return Loop("checks", step, Due(DUE))


def step(clock: Clock) -> int:
    return tell_checks()


def tell_checks() -> int:
    """Tell on each outreach's timeline that it was checked, once a day; how many were taken up."""
    with transaction.atomic():
        waiting = CheckMade.objects.filter(outreach_id__isnull=False, told=False).order_by("at")
        rows = list(waiting.select_for_update(skip_locked=True)[:BATCH])
        for row in rows:
            tell_check(row)
        CheckMade.objects.filter(id__in=[row.id for row in rows]).update(told=True)
    return len(rows)


def tell_check(row: CheckMade) -> None:
    assert row.outreach_id is not None
    try:
        card = outreach.outreach(id=row.outreach_id)
    except outreach.NoSuchOutreach:
        return
    key = f"checked:{card.id}:{row.at:%Y-%m-%d}"
    if from_outreach(card, kind="checked", key=key, reason="wants_confirmation", now=row.at):
        tell_answer(card, key=key, now=row.at, kind="check")
