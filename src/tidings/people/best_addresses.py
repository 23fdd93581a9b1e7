"""The address to write to, for many customers at once."""

from collections.abc import Sequence

from tidings.people.rows import read

# The ledger's finer points (a yes for one address only) are looked at again at the moment of sending.
BEST = """
SELECT DISTINCT ON (p.customer_id) p.customer_id, p.address FROM people_contactpoint p
WHERE p.customer_id = ANY(%s) AND p.channel = ANY(%s) AND p.state = 'usable' AND NOT EXISTS (
    SELECT FROM people_suppression s WHERE s.lifted_at IS NULL AND s.customer_id IS NULL
    AND s.channel IN ('', p.channel) AND s.address IN (p.address, lower(p.address)))
ORDER BY p.customer_id, array_position(%s, p.channel), p.position, p.id
"""


def best_addresses(*, customer_ids: Sequence[int], kinds: Sequence[str]) -> dict[int, str]:
    """Each customer's first usable address of these kinds (the first kind before the next); nobody without one."""
    found = read(BEST, [list(customer_ids), list(kinds), list(kinds)])
    return {row["customer_id"]: row["address"] for row in found}
