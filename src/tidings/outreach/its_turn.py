"""At the moment a claim is drawn: whether it still stands, and the mark that its channel has begun with it."""

from collections.abc import Sequence

from django.db import connection

CALLED_BACK = """
SELECT id FROM outreach_outreach
WHERE id = ANY(%(ids)s) AND (withdrawn_at IS NOT NULL OR seen_at IS NOT NULL OR state <> 'sending')
"""
# Committed before the channel has the message. An attempt that another worker closed meanwhile is not ours to begin.
BEGIN = f"""
UPDATE outreach_attempt SET in_line = false
WHERE id = ANY(%(attempts)s) AND finished_at IS NULL AND outreach_id <> ALL (ARRAY({CALLED_BACK}))
RETURNING outreach_id
"""  # noqa: S608 (our own words)


def called_back(ids: Sequence[int]) -> set[int]:
    """Those not to be sent any more: a claim is many messages, and a stop, a look or a receipt comes between two of them."""
    with connection.cursor() as cursor:  # not the ORM: every few messages ask this
        cursor.execute(CALLED_BACK, {"ids": list(ids)})
        return {id for (id,) in cursor.fetchall()}


def begun(ids: Sequence[int], attempts: Sequence[int]) -> set[int]:
    """Those that still stand, marked as begun in the same statement: a worker that dies from here on leaves them unknown."""
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, {"ids": list(ids), "attempts": list(attempts)})
        return {id for (id,) in cursor.fetchall()}
