"""Events as they are kept: stored first, understood afterwards (see taking.py)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from tidings.campaigns.incoming import Incoming
from tidings.campaigns.intake_sql import STORE, Stored, became, rows_json

ROWS_A_STATEMENT = 1000


def store(*, events: Sequence[Incoming], now: datetime) -> list[Stored]:
    """Keep events, each source and id once; what became of each, in order. One transaction per thousand."""
    states: list[Stored] = []
    for start in range(0, len(events), ROWS_A_STATEMENT):
        part = events[start : start + ROWS_A_STATEMENT]
        with connection.cursor() as cursor:
            cursor.execute(STORE, [rows_json(part, now)])
            states += became(part, cursor.fetchall())
    return states
