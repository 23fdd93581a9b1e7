"""Preferences that nobody said: what a customer showed, and what people like them want. They rank below every stated one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from tidings.core.inference.segments import TENURES, UNKNOWN, Segment, cuts
from tidings.people.rows import read, write
from tidings.people.segments import TENURE

COLUMNS = {
    "customer_id": "bigint",
    "topic": "text",
    "channels": "text[]",
    "not_before": "time",
    "not_after": "time",
    "at": "timestamptz",
}
SHOWN = """
    INSERT INTO people_preference (customer_id, topic, channels, not_before, not_after, origin, at)
    SELECT r.customer_id, r.topic, r.channels, r.not_before, r.not_after, 'shown', r.at FROM ROWS
    WHERE EXISTS (SELECT FROM people_customer c WHERE c.id = r.customer_id)
        AND (r.channels <> '{}' OR r.not_before IS NOT NULL OR EXISTS (
            SELECT FROM people_preference p
            WHERE p.customer_id = r.customer_id AND p.topic = r.topic AND p.origin = 'shown'
        ))
    ON CONFLICT (customer_id, topic, origin) DO UPDATE SET channels = EXCLUDED.channels,
        not_before = EXCLUDED.not_before, not_after = EXCLUDED.not_after, at = EXCLUDED.at
    WHERE people_preference.channels <> EXCLUDED.channels
        OR (people_preference.not_before, people_preference.not_after)
            IS DISTINCT FROM (EXCLUDED.not_before, EXCLUDED.not_after)
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
    """The channels one customer answers, the best first, and the `hours` they answer in; nothing takes it back."""

    customer_id: int
    topic: str
    channels: tuple[str, ...]
    hours: tuple[time, time] | None = None


def prefer_shown(shown: Sequence[Shown], *, now: datetime) -> int:
    """Write down what customers showed; how many of them changed. What they said or an import brought is not touched."""
    return len(write(SHOWN, COLUMNS, [row(one, now) for one in shown]))


def row(one: Shown, now: datetime) -> dict[str, Any]:
    since, until = one.hours or (None, None)
    return {
        "customer_id": one.customer_id,
        "topic": one.topic,
        "channels": list(one.channels),
        "not_before": since,
        "not_after": until,
        "at": now,
    }


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
