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
UPDATE people_contactpoint p SET heard_at = greatest(p.heard_at, %(at)s), heard_on = CASE %(channel)s WHEN '' THEN heard_on
    ELSE heard_on || jsonb_build_object(%(channel)s, to_jsonb(greatest((heard_on ->> %(channel)s)::timestamptz, %(at)s))) END
WHERE {SAME} AND p.state <> 'unverified' RETURNING p.id
"""  # noqa: S608 (our own words)
HEARD_ON = """
SELECT address, max((heard_on ->> %(channel)s)::timestamptz) AS at FROM people_contactpoint
WHERE channel = %(kind)s AND address = ANY(%(addresses)s) AND heard_on ? %(channel)s AND state <> 'unverified' GROUP BY 1
"""

LAST_HEARD = """
SELECT customer_id, max(heard_at) AS at FROM people_contactpoint
WHERE customer_id = ANY(%s) AND heard_at IS NOT NULL GROUP BY 1
"""


def whose(*, kind: str, address: str) -> tuple[int, ...]:
    """The customers who use an address, else those who once did; an address nobody has confirmed is nobody's."""
    rows = read(WHOSE, {"kind": kind, "form": matching(channel=kind, address=address)})
    now = [row["customer_id"] for row in rows if row["state"] == "usable"]
    return tuple(dict.fromkeys(now or [row["customer_id"] for row in rows]))


def heard_from(*, kind: str, address: str, at: datetime, channel: str = "") -> int:
    """This address wrote to us at `at` (the latest moment stands, however late it is told); how many points that is.

    `channel` is the one it wrote on, where that is known: a text from a number opens nobody's window on WhatsApp.
    """
    form = matching(channel=kind, address=address)
    return len(read(HEARD, {"kind": kind, "form": form, "at": at, "channel": channel}))


def heard_on(*, channel: str, kind: str, addresses: Collection[str]) -> dict[str, datetime]:
    """When each of these addresses last wrote to us on this very channel; without those that never did."""
    rows = read(HEARD_ON, {"channel": channel, "kind": kind, "addresses": list(addresses)})
    return {row["address"]: row["at"] for row in rows}


def last_heard(*, customer_ids: Collection[int]) -> dict[int, datetime]:
    """When each of these customers last wrote to us, whichever way; nobody who never did."""
    return {row["customer_id"]: row["at"] for row in read(LAST_HEARD, [list(customer_ids)])}
