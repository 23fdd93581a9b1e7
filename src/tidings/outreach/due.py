"""Which rows are due, read off short walks of partial indexes however long the queue is, and fair between campaigns."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection
from django.db.models.base import ModelState
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format

from tidings.ground.loops import Due
from tidings.outreach.models import Outreach

WAKE = "tidings_outreach"  # the NOTIFY channel: there is something to claim
# Each part is a short walk of its own partial index; one ORDER BY over all would sort the whole backlog.
URGENT = """
    SELECT id, 1 AS turn FROM outreach_outreach
    WHERE phase = 'open' AND state = 'pending' AND digest = '' AND due_at <= %(now)s AND urgency = 'now'
    ORDER BY due_at, id LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED
"""
LAPSED = """
    SELECT own.id, 2 AS turn FROM outreach_lease lease CROSS JOIN LATERAL unnest(lease.outreaches) AS held (id)
    CROSS JOIN LATERAL (
        SELECT id FROM outreach_outreach row
        WHERE row.id = held.id AND state = 'sending' AND row.lease = lease.id FOR NO KEY UPDATE SKIP LOCKED
    ) own
    WHERE lease.until <= %(now)s ORDER BY lease.until LIMIT %(limit)s
"""
# From one campaign's first row to the next one's, whatever lies between: how many of them have something due.
FIRST = """
    SELECT campaign_id, due_at FROM outreach_outreach
    WHERE phase = 'open' AND state = 'pending' AND digest = '' AND urgency <> 'now' {after} ORDER BY campaign_id, due_at, id LIMIT 1
"""
CAMPAIGNS = f"""
    ({FIRST.format(after="")}) UNION ALL
    SELECT further.campaign_id, further.due_at FROM campaigns CROSS JOIN LATERAL (
        {FIRST.format(after="AND campaign_id > campaigns.campaign_id")}
    ) further
"""  # noqa: S608 (our own words)
# An equal share of the batch for each campaign, so that one of a hundred is not behind one of a million. None beside an
# urgent one: it would wait until they all are checked and composed. The campaign is said as a range: said as equal, a
# planner that knows of one campaign alone walks all that is due, and goes on so behind a second one's million.
ORDINARY = """
    SELECT own.id, 3 AS turn
    FROM (SELECT campaign_id, greatest(1, %(limit)s / count(*) OVER ()) AS share
        FROM campaigns WHERE due_at <= %(now)s AND NOT EXISTS (SELECT FROM urgent) ORDER BY due_at LIMIT %(limit)s) fair
    CROSS JOIN LATERAL (
        SELECT id FROM outreach_outreach row
        WHERE phase = 'open' AND state = 'pending' AND digest = '' AND urgency <> 'now'
            AND row.campaign_id BETWEEN fair.campaign_id AND fair.campaign_id AND due_at <= %(now)s
        ORDER BY campaign_id, due_at, id LIMIT fair.share FOR NO KEY UPDATE SKIP LOCKED
    ) own
"""
# Fetched one by one by their keys: left to its guess of how many are due, the planner reads the whole tables.
ROWS = """
SELECT row.*, customer.name AS customer_name, customer.external_id AS customer_external_id
FROM due CROSS JOIN LATERAL (SELECT * FROM outreach_outreach row WHERE row.id = due.id OFFSET 0) row
CROSS JOIN LATERAL (SELECT * FROM people_customer customer WHERE customer.id = row.customer_id OFFSET 0) customer
ORDER BY due.turn, row.due_at, row.id LIMIT %(limit)s
"""
DUE = f"""
WITH RECURSIVE campaigns AS ({CAMPAIGNS}), urgent AS ({URGENT}), lapsed AS ({LAPSED}), ordinary AS ({ORDINARY}),
due AS (SELECT * FROM urgent UNION ALL SELECT * FROM lapsed UNION ALL SELECT * FROM ordinary)
{ROWS}"""  # noqa: S608 (our own words)
DUE_URGENT = f"WITH due AS ({URGENT}) {ROWS}"


def due_rows(now: datetime, limit: int, *, urgent: bool = False) -> list[Outreach]:
    """Urgent ones first, then leases that ran out, then by the moment they fell due; locked, skipping others' rows."""
    with connection.cursor() as cursor:
        # Read as text, every moment costs a regular expression.
        cursor.cursor.format = Format.BINARY
        cursor.cursor.adapters.register_loader("jsonb", Json)
        cursor.execute(DUE_URGENT if urgent else DUE, {"now": now, "limit": limit})
        names = [column.name for column in cursor.description]
        alias = connection.alias
        return [outreach(names, values, alias) for values in cursor.fetchall()]


class Json(Loader):
    """A row's data, some times as fast as the driver's own reading."""

    format = Format.BINARY

    def load(self, data: Buffer) -> Any:
        text = bytes(data)[1:]  # behind the number of the format
        try:
            return msgspec.json.decode(text)
        except msgspec.ValidationError:  # a number that no float holds
            return json.loads(text)


def outreach(names: Sequence[str], values: Sequence[Any], alias: str) -> Outreach:
    """As the ORM would make it, customer's name and id included, but not field by field."""
    row = Outreach.__new__(Outreach)
    row._state = ModelState()
    row._state.adding, row._state.db = False, alias
    row.__dict__.update(zip(names, values, strict=True))
    return row


# When the next outreach falls due or the next lease runs out.
next_due = Due("""
SELECT least((SELECT min(due_at) FROM outreach_outreach WHERE phase = 'open' AND state = 'pending' AND digest = ''),
             (SELECT min(until) FROM outreach_lease))
""")
# When the next urgent one does.
next_urgent = Due("""
SELECT min(due_at) FROM outreach_outreach WHERE phase = 'open' AND state = 'pending' AND digest = '' AND urgency = 'now'
""")
