"""The bare two statements: lease a batch with an attempt each, settle it with its attempts. Nothing else is done.

The same tables, indexes, rows, batch and commits as ours, on one connection with prepared statements.
"""

from collections.abc import Callable

import psycopg

CLAIM = """
WITH due AS (
    SELECT id FROM outreach_outreach WHERE state = 'pending' AND digest = '' AND due_at <= %(now)s
    ORDER BY due_at, id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
), leased AS (
    UPDATE outreach_outreach row SET state = 'sending', lease_until = %(now)s + interval '2 minutes', worker = %(worker)s,
        tries = tries + 1
    FROM due WHERE row.id = due.id RETURNING row.*
)
INSERT INTO outreach_attempt (outreach_id, number, channel, address, message_id, started_at)
SELECT id, tries, channel, address, code, %(now)s FROM leased RETURNING outreach_id, id
"""
SETTLE = """
WITH attempts AS (
    UPDATE outreach_attempt SET outcome = 'accepted', says = '250 2.0.0 Ok', finished_at = %(now)s WHERE id = ANY(%(attempts)s)
)
UPDATE outreach_outreach SET state = 'sent', sent_at = %(now)s, lease_until = NULL, worker = ''
WHERE id = ANY(%(ids)s) AND state = 'sending' AND worker = %(worker)s
"""


def worker(url: str, batch: int) -> Callable[[], None]:
    """One worker, connected; its turn ends when nothing is due."""
    from tidings.ground import clock

    wire, me, now = psycopg.connect(url, autocommit=True), "bare", clock.current().now

    def turn() -> None:
        while found := wire.execute(
            CLAIM, {"now": now(), "batch": batch, "worker": me}, prepare=True
        ).fetchall():
            ids, attempts = map(list, zip(*found, strict=True))
            values = {"now": now(), "ids": ids, "attempts": attempts, "worker": me}
            wire.execute(SETTLE, values, prepare=True)

    return turn
