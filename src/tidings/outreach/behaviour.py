"""What went out of one campaign, as those who count what customers made of it need it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection


@dataclass(frozen=True, kw_only=True)
class Told:
    """One contact that went out; `in_digest` when it did not interrupt."""

    id: int
    at: datetime
    expires_at: datetime
    in_digest: bool


TOLD = """
SELECT id, sent_at, expires_at, digest = 'carried' OR carried_by IS NOT NULL FROM outreach_outreach
WHERE campaign_id = %s AND phase = 'sent' AND sent_at >= %s ORDER BY sent_at, id LIMIT %s
"""


def told_since(*, campaign_id: int, since: datetime, limit: int) -> list[Told]:
    """The first `limit` contacts of a campaign from `since` on, in the order in which they went out."""
    with connection.cursor() as cursor:
        cursor.execute(TOLD, [campaign_id, since, limit])
        return [
            Told(id=id, at=at, expires_at=end, in_digest=carried)
            for id, at, end, carried in cursor.fetchall()
        ]


LAST = "SELECT max(sent_at) FROM outreach_outreach WHERE phase = 'sent'"


def last_told() -> datetime | None:
    """When anything last went out."""
    with connection.cursor() as cursor:
        cursor.execute(LAST)
        found: datetime | None = cursor.fetchone()[0]
    return found


@dataclass(frozen=True, kw_only=True)
class Part:
    """One piece of news in a message: its outreach and its topic."""

    outreach_id: int
    topic: str


TOGETHER = """
SELECT id, topic FROM outreach_outreach
WHERE customer_id = %(customer)s AND (id = %(id)s OR carried_by = %(id)s) ORDER BY id = %(id)s DESC, id
"""


def told_together(*, id: int, customer_id: int) -> list[Part]:
    """What one message told: the outreach alone, or with all that it carried as a digest."""
    with connection.cursor() as cursor:
        cursor.execute(TOGETHER, {"id": id, "customer": customer_id})
        return [Part(outreach_id=found, topic=topic) for found, topic in cursor.fetchall()]
