"""Which way each message goes, and when: by the first account that works, at the pace it and its destination allow.

Lanes that are paced or in trouble stay locked until the caller's transaction ends: `admit` right before the rows are
leased, `note` right before the results are committed.
"""

from collections.abc import Sequence
from datetime import datetime

from tidings.outreach.admitting import Admitted, Gate
from tidings.outreach.blaming import Noted, all_well, note
from tidings.outreach.lanes import save
from tidings.outreach.models import Outreach
from tidings.outreach.people_reached import save_reached
from tidings.outreach.unused import Unused, unused

__all__ = ["Admitted", "Noted", "Unused", "admit", "all_well", "note", "unused"]


def admit(rows: Sequence[Outreach], now: datetime) -> Sequence[Admitted]:
    """One answer a row, in their order; urgent ones are asked first, and have a reserve."""
    gate = Gate.before(rows, now)
    if not gate.lanes:
        return gate.first_ways(rows)
    answers = {row.id: gate.judge(row) for row in sorted(rows, key=lambda row: row.urgency != "now")}
    save(gate.lanes.values())
    save_reached(gate.reached, now)
    return [answers[row.id] for row in rows]
