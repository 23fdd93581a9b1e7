"""Preferences that nobody said: what a customer showed, and what people like them want. They rank below every stated one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tidings.core.inference.segments import TENURES, UNKNOWN, Segment, cuts
from tidings.people.rows import read, write
from tidings.people.segments import TENURE

COLUMNS = {"customer_id": "bigint", "topic": "text", "channels": "text[]", "at": "timestamptz"}
SHOWN = """
    INSERT INTO people_preference (customer_id, topic, channels, origin, at)
    SELECT r.customer_id, r.topic, r.channels, 'shown', r.at FROM ROWS
    WHERE EXISTS (SELECT FROM people_customer c WHERE c.id = r.customer_id)
        AND (r.channels <> '{}' OR EXISTS (
            SELECT FROM people_preference p
            WHERE p.customer_id = r.customer_id AND p.topic = r.topic AND p.origin = 'shown'
        ))
    ON CONFLICT (customer_id, topic, origin) DO UPDATE SET channels = EXCLUDED.channels, at = EXCLUDED.at
    WHERE people_preference.channels <> EXCLUDED.channels
    RETURNING customer_id
"""
LIKE_THEM = f"""
    INSERT INTO people_preference (customer_id, topic, channels, origin, at)
    SELECT c.id, %(topic)s, %(channels)s, 'like_them', %(now)s FROM people_customer c
    WHERE c.relationship = %(relationship)s AND {TENURE.replace("%s", "%(cuts)s")} IS NOT DISTINCT FROM %(tenure)s
        AND NOT EXISTS (
            SELECT FROM people_preference p WHERE p.customer_id = c.id AND p.topic = %(topic)s
            AND p.origin = 'like_them' AND p.channels = %(channels)s
        )
    ORDER BY c.id LIMIT %(limit)s
    ON CONFLICT (customer_id, topic, origin) DO UPDATE SET channels = EXCLUDED.channels, at = EXCLUDED.at
    RETURNING customer_id
"""  # noqa: S608 (no values)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The channels one customer answers, the best first; () takes back what was shown before."""

    customer_id: int
    topic: str
    channels: tuple[str, ...]


def prefer_shown(shown: Sequence[Shown], *, now: datetime) -> int:
    """Write down what customers showed; how many of them changed. What they said or an import brought is not touched."""
    rows = [
        {"customer_id": one.customer_id, "topic": one.topic, "channels": list(one.channels), "at": now}
        for one in shown
    ]
    return len(write(SHOWN, COLUMNS, rows))


def prefer_like_them(
    *, segment: Segment, topic: str, channels: Sequence[str], limit: int, now: datetime
) -> int:
    """Write down for people of a segment what people like them want, for at most `limit` of those it changes for."""
    values = {
        "topic": topic,
        "channels": list(channels),
        "now": now,
        "relationship": segment.relationship,
        "cuts": list(cuts(now)),
        "tenure": None if segment.tenure == UNKNOWN else TENURES.index(segment.tenure),
        "limit": limit,
    }
    return len(read(LIKE_THEM, values))
