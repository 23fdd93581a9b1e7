"""What is kept of many customers at once: five statements, however many are asked about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tidings.core.contact_points import matching
from tidings.people.rows import read

CUSTOMERS = """
    SELECT id AS customer_id, external_id, name, language, relationship, relationship_since, last_purchase,
        last_inquiry, zones, places, household,
        ARRAY(SELECT DISTINCT organisation_id FROM people_membership m WHERE m.customer_id = c.id ORDER BY 1)
            AS organisations
    FROM people_customer c WHERE id = ANY(%s) AND erased_at IS NULL
"""
# A registry names numbers; an answer about a number (2: reassigned, 3: nobody knows) is dated as its file.
POINTS = """
    SELECT customer_id, channel, address, state, known.listed, known.doubted
    FROM people_contactpoint p LEFT JOIN LATERAL (
        SELECT array_agg(v.name) FILTER (WHERE e.answer = 1) AS listed,
            max(v.dated) FILTER (WHERE e.answer > 1) AS doubted
        FROM people_registryversion v JOIN people_registryentry e ON e.list = v.list
        WHERE v.current AND e.number = CASE WHEN p.channel IN ('mobile', 'landline')
            THEN substr(p.address, 2)::bigint END
    ) known ON true
    WHERE customer_id = ANY(%s) AND state = 'usable' ORDER BY position, id
"""
# A yes from the future (a replay reads an older day) is not known yet; a no always counts.
CONSENTS = """
    SELECT customer_id, granted, purpose, topic, channel, address, at, written FROM people_consent
    WHERE customer_id = ANY(%s) AND (at <= %s OR NOT granted)
"""
PREFERENCES = """
    SELECT customer_id, topic, channels, not_before, not_after, weekdays, language, digest, paused_until, origin, at
    FROM people_preference WHERE customer_id = ANY(%s)
"""
SUPPRESSIONS = """
    SELECT customer_id, channel, address, scope FROM people_suppression
    WHERE lifted_at IS NULL AND customer_id = ANY(%s)
    UNION ALL
    SELECT NULL, channel, address, scope FROM people_suppression
    WHERE lifted_at IS NULL AND customer_id IS NULL AND channel = ANY(%s) AND address = ANY(%s)
"""
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Known:
    """The rows of all customers asked about, by customer."""

    customers: Mapping[int, Rows]
    points: Mapping[int, Rows]
    consents: Mapping[int, Rows]
    preferences: Mapping[int, Rows]
    stops: Mapping[int, Rows]
    blocked: Rows  # addresses, whoever they belong to


def everything(customer_ids: set[int], now: datetime, *, channels: Iterable[str]) -> Known:
    """All rows about these customers; `channels` are the names by which an address may be blocked."""
    ids = list(customer_ids)
    points = read(POINTS, [ids])
    forms = {matching(channel=row["channel"], address=row["address"]) for row in points}
    suppressions = read(SUPPRESSIONS, [ids, ["", *channels], list(forms)])
    return Known(
        customers=by_customer(read(CUSTOMERS, [ids])),
        points=by_customer(points),
        consents=by_customer(read(CONSENTS, [ids, now])),
        preferences=by_customer(read(PREFERENCES, [ids])),
        stops=by_customer(row for row in suppressions if row["customer_id"]),
        blocked=[row for row in suppressions if not row["customer_id"]],
    )


def by_customer(rows: Iterable[dict[str, Any]]) -> dict[int, Rows]:
    sorted_out: dict[int, Rows] = defaultdict(list)
    for row in rows:
        sorted_out[row["customer_id"]].append(row)
    return dict(sorted_out)
