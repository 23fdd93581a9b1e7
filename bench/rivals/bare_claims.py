"""The bare two statements: lease a batch with an attempt each and read it, settle it with its attempts. Nothing else is done.

The same tables, indexes, rows and batch as ours, on one connection with prepared statements, and fewer commits: a batch is
settled whole, ours in groups. What is claimed is read, as whoever sends it must.
"""

from collections.abc import Callable
from uuid import uuid4

import psycopg
from psycopg.rows import namedtuple_row

CLAIM = """
WITH due AS (
    SELECT id FROM outreach_outreach WHERE phase = 'open' AND state = 'pending' AND digest = '' AND due_at <= %(now)s
    ORDER BY due_at, id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
), lease AS (
    INSERT INTO outreach_lease (id, worker, until, outreaches, held)
    SELECT %(lease)s, 'bare', %(now)s + interval '2 minutes', array_agg(id), count(*) FROM due HAVING count(*) > 0
), leased AS (
    UPDATE outreach_outreach row SET state = 'sending', lease = %(lease)s, tries = tries + 1
    FROM due WHERE row.id = due.id
    RETURNING row.*, nextval(pg_get_serial_sequence('outreach_attempt', 'id')) AS attempt
), attempts AS (
    INSERT INTO outreach_attempt (id, outreach_id, number, channel, address, message_id, started_at)
    SELECT attempt, id, tries, channel, address, code, %(now)s FROM leased
)
SELECT * FROM leased
"""
SETTLE = """
WITH lease AS (
    DELETE FROM outreach_lease WHERE id = %(lease)s
), attempts AS (
    UPDATE outreach_attempt SET outcome = 'accepted', says = '250 2.0.0 Ok', finished_at = %(now)s
    WHERE id = ANY(%(attempts)s)
)
UPDATE outreach_outreach SET state = 'sent', sent_at = %(now)s, lease = NULL
WHERE id = ANY(%(ids)s) AND state = 'sending' AND lease = %(lease)s
"""


def worker(url: str, batch: int) -> Callable[[], None]:
    """One worker, connected; its turn ends when nothing is due."""
    from tidings.ground import clock

    now = clock.current().now
    wire = psycopg.connect(url, autocommit=True, row_factory=namedtuple_row)

    def turn() -> None:
        while rows := wire.execute(
            CLAIM, {"now": now(), "batch": batch, "lease": (lease := uuid4().int >> 65)}, prepare=True
        ).fetchall():
            values = {
                "now": now(),
                "lease": lease,
                "ids": [row.id for row in rows],
                "attempts": [row.attempt for row in rows],
            }
            wire.execute(SETTLE, values, prepare=True)

    return turn
