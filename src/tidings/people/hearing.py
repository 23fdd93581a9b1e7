"""Addresses that spoke to us: whose they are, and when they were heard last."""

from collections.abc import Collection
from datetime import datetime

from tidings.core.contact_points import matching
from tidings.people.rows import read

# A line for each way an address is compared, so that each has its index.
SAME = "p.channel = %(kind)s AND lower(p.address) = lower(%(form)s)"
WHOSE = f"""
SELECT p.customer_id, p.state FROM people_contactpoint p
WHERE {SAME} AND p.state <> 'unverified' ORDER BY p.state = 'usable' DESC, p.position, p.customer_id
"""  # noqa: S608 (our own words)
HEARD = f"""
UPDATE people_contactpoint p SET heard_at = greatest(p.heard_at, %(at)s)
WHERE {SAME} AND p.state <> 'unverified' RETURNING p.id
"""  # noqa: S608 (our own words)


LAST_HEARD = """
SELECT customer_id, max(heard_at) AS at FROM people_contactpoint
WHERE customer_id = ANY(%s) AND heard_at IS NOT NULL GROUP BY 1
"""


def whose(*, kind: str, address: str) -> tuple[int, ...]:
    """The customers who use an address, else those who once did; an address nobody has confirmed is nobody's."""
    rows = read(WHOSE, {"kind": kind, "form": matching(channel=kind, address=address)})
    now = [row["customer_id"] for row in rows if row["state"] == "usable"]
    return tuple(dict.fromkeys(now or [row["customer_id"] for row in rows]))


def heard_from(*, kind: str, address: str, at: datetime) -> int:
    """This address wrote to us at `at` (the latest moment stands, however late it is told); how many points that is."""
    form = matching(channel=kind, address=address)
    return len(read(HEARD, {"kind": kind, "form": form, "at": at}))


def last_heard(*, customer_ids: Collection[int]) -> dict[int, datetime]:
    """When each of these customers last wrote to us, whichever way; nobody who never did."""
    return {row["customer_id"]: row["at"] for row in read(LAST_HEARD, [list(customer_ids)])}
