"""Everybody counted by segment: how many there are, and what those who said so want first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from tidings.core.inference.segments import TENURES, UNKNOWN, Segment, cuts, tenure
from tidings.people.models import Customer
from tidings.people.rows import read

TENURE = "width_bucket(c.relationship_since, %s::timestamptz[])"
PEOPLE = f"SELECT c.relationship, {TENURE} AS tenure, count(*) AS people FROM people_customer c GROUP BY 1, 2"  # noqa: S608 (no values)
# Their own word before what an import brought, the topic before all topics.
SAID = f"""
    SELECT c.relationship, {TENURE} AS tenure, split_part(p.first, ':', 1) AS channel, count(*) AS people
    FROM (
        SELECT DISTINCT ON (customer_id) customer_id, channels[1] AS first FROM people_preference
        WHERE topic IN ('', %s) AND origin IN ('said', 'imported') AND cardinality(channels) > 0
        ORDER BY customer_id, origin DESC, topic DESC
    ) p JOIN people_customer c ON c.id = p.customer_id
    GROUP BY 1, 2, 3
"""  # noqa: S608 (no values)


@dataclass(frozen=True)
class SaidCount:
    """How many of a segment want this channel first."""

    segment: Segment
    channel: str
    people: int


def people_by_segment(*, now: datetime) -> dict[Segment, int]:
    """Everyone we know, counted by segment."""
    rows = read(PEOPLE, [list(cuts(now))])
    return {segment(row["relationship"], row["tenure"]): row["people"] for row in rows}


def said_first(*, topic: str, now: datetime) -> list[SaidCount]:
    """What customers told us they want first for a topic ("": for all of them); those who said nothing are left out."""
    return [
        SaidCount(segment(row["relationship"], row["tenure"]), row["channel"], row["people"])
        for row in read(SAID, [list(cuts(now)), topic])
    ]


def segments_of(*, customer_ids: Collection[int], now: datetime) -> dict[int, Segment]:
    """Each customer's segment."""
    rows = Customer.objects.filter(id__in=list(customer_ids))
    return {
        id: Segment(relationship, tenure(since, now))
        for id, relationship, since in rows.values_list("id", "relationship", "relationship_since")
    }


def segment(relationship: str, place: int | None) -> Segment:
    return Segment(relationship, UNKNOWN if place is None else TENURES[place])
