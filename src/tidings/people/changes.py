"""Whose facts have changed since a moment: what a plan made from an older file must read again before it writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tidings.people.rows import read

# An address may have been blocked for somebody else: whoever bears it is concerned too, in whatever case it is written.
CHANGED = """
SELECT id FROM people_customer WHERE id = ANY(%(ids)s) AND updated_at >= %(since)s
UNION SELECT customer_id FROM people_consent WHERE customer_id = ANY(%(ids)s) AND recorded_at >= %(since)s
UNION SELECT customer_id FROM people_preference WHERE customer_id = ANY(%(ids)s)
    AND (at >= %(since)s OR paused_until >= %(since)s)
UNION SELECT customer_id FROM people_suppression WHERE customer_id = ANY(%(ids)s)
    AND (at >= %(since)s OR lifted_at >= %(since)s)
UNION SELECT p.customer_id FROM people_suppression s
    JOIN people_contactpoint p ON lower(p.address) = lower(s.address)
    WHERE s.customer_id IS NULL AND (s.at >= %(since)s OR s.lifted_at >= %(since)s) AND p.customer_id = ANY(%(ids)s)
UNION SELECT p.customer_id FROM people_registryversion v JOIN people_registryentry e ON e.list = v.list
    JOIN people_contactpoint p
        ON e.number = CASE WHEN p.channel IN ('mobile', 'landline') THEN substr(p.address, 2)::bigint END
    WHERE v.current AND v.loaded_at >= %(since)s AND p.customer_id = ANY(%(ids)s)
"""
KNOWN = "SELECT id FROM people_customer WHERE id = ANY(%s) AND erased_at IS NULL"


@dataclass(frozen=True)
class Changes:
    """Of the customers asked about: who must be read again, and who is known no more."""

    changed: frozenset[int]
    gone: frozenset[int]


def changes(*, customer_ids: Sequence[int], since: datetime) -> Changes:
    """What happened to these customers at or after `since`, by when we heard of it."""
    ids = list(customer_ids)
    changed = frozenset(row["id"] for row in read(CHANGED, {"ids": ids, "since": since}))
    known = {row["id"] for row in read(KNOWN, [ids])}
    return Changes(changed=changed & known, gone=frozenset(ids) - known)
