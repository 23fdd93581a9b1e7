"""When customers first acted on an outreach, asked about it, or showed that it was unwelcome."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection


@dataclass(frozen=True, kw_only=True)
class Reacted:
    """The first moments on one outreach, None for never. `resented`: a stop, a complaint, a doubt, "not useful"."""

    outreach_id: int
    acted: datetime | None
    asked: datetime | None
    resented: datetime | None


FIRST = """
SELECT outreach_id,
    min(at) FILTER (WHERE kind = 'useful' OR kind = 'answered' AND detail ->> 'outcome' IS DISTINCT FROM 'complaint'),
    min(at) FILTER (WHERE kind IN ('question', 'checked')),
    min(at) FILTER (WHERE kind IN ('stopped', 'complaint', 'doubted', 'not_useful')
        OR kind = 'answered' AND detail ->> 'outcome' = 'complaint')
FROM conversations_interaction WHERE outreach_id = ANY(%s) GROUP BY outreach_id
"""


def reaction_times(*, outreach_ids: Collection[int]) -> list[Reacted]:
    """One line for each outreach on which anything came back."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST, [list(outreach_ids)])
        return [
            Reacted(outreach_id=id, acted=acted, asked=asked, resented=resented)
            for id, acted, asked, resented in cursor.fetchall()
        ]
