"""Which due rows may go out: the check at send time, with one unreadable row never holding up a batch."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError

from tidings.core.reasons import Reason
from tidings.outreach.checking import Check, check_again
from tidings.outreach.models import Outreach
from tidings.outreach.refused_here import go_elsewhere
from tidings.outreach.telling import Change, tell

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Unreadable:
    """The answer for a row that cannot even be checked (its version cannot be read): set aside as failed."""

    def settle(self, row: Outreach, now: datetime) -> bool:
        row.state, row.reason, row.lease = "failed", Reason.NOT_DELIVERABLE.code, None
        row.save(update_fields=["state", "reason", "lease"])
        tell([Change(outreach_id=row.id, state="failed", reason=row.reason)], now=now)
        return False


def cleared(due: list[Outreach], now: datetime) -> list[Outreach]:
    """The rows that may be sent now; the others are written back as held, gone on or ended, in the caller's transaction."""
    answers = dict(zip((row.id for row in due), checked(due, now), strict=True))
    reasons = {
        id: one.reason for id, one in answers.items() if isinstance(one, Check) and one.verdict == "refuse"
    }
    moved = go_elsewhere([row for row in due if row.id in reasons], reasons, now)
    return [row for row in due if row.id not in moved and answers[row.id].settle(row, now)]


def checked(due: list[Outreach], now: datetime) -> Sequence[Check | Unreadable]:
    """An answer a row; where the batch cannot be checked as one, each row stands for itself."""
    try:
        return check_again(due, now)
    except DatabaseError:
        raise
    except Exception as error:
        if len(due) > 1:
            return [answer for row in due for answer in checked([row], now)]
        log.error("outreach %s cannot be checked: %s", due[0].id, type(error).__name__)
        return [Unreadable()]
