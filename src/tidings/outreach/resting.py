"""A contact that goes no further stands as it was last handed over: on that channel, at that address, since then."""

from collections.abc import Mapping

from django.db import connection

# An attempt stands unless the other side said later that it came to nothing.
REST = """
UPDATE outreach_outreach o SET state = 'sent', reason = given.reason, channel = stood.channel, address = stood.address,
    message_id = stood.message_id, sent_at = coalesce(stood.finished_at, stood.started_at), next_at = NULL,
    lease = NULL,
    tried = ARRAY(SELECT a.channel FROM outreach_attempt a WHERE a.outreach_id = o.id AND a.channel <> stood.channel
        GROUP BY a.channel ORDER BY min(a.number))
FROM unnest(%s::bigint[], %s::text[]) AS given(id, reason) CROSS JOIN LATERAL (
    SELECT * FROM outreach_attempt a
    WHERE a.outreach_id = given.id AND a.outcome = 'accepted' AND a.receipt NOT IN ('failed', 'expired')
    ORDER BY a.number DESC LIMIT 1
) stood WHERE o.id = given.id RETURNING o.id
"""


def rest(reasons: Mapping[int, str]) -> set[int]:
    """Each of these outreaches ("" or why it goes no further) is sent again, as it last was; those that ever were."""
    if not reasons:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(REST, [list(reasons), list(reasons.values())])
        return {id for (id,) in cursor.fetchall()}
