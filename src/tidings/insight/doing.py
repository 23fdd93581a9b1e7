"""What customers do: how many of the notices that came by each channel they answered, counted over people."""

from collections import defaultdict

from django.db import connection

from tidings.core.inference.shares import Reached

# A person's answers are one observation, however many there are: sums of squares keep that for the interval.
REACHED = """
    SELECT relationship, option, sum(sent), sum(answered), sum(answered * answered), sum(answered * sent), sum(sent * sent)
    FROM (
        SELECT min(relationship) AS relationship, option, sum(sent) AS sent, sum(answered) AS answered
        FROM insight_tally WHERE about = 'channel' AND (%(topic)s = '' OR topic = %(topic)s)
        GROUP BY customer_id, option
    ) person
    GROUP BY 1, 2 ORDER BY 1, 2
"""


def reached_by_channel(*, topic: str) -> dict[str, dict[str, Reached]]:
    """By relationship and channel, for one topic ("": all of them)."""
    found: dict[str, dict[str, Reached]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(REACHED, {"topic": topic})
        for relationship, channel, *sums in cursor.fetchall():
            n, k, kk, kn, nn = map(float, sums)
            found[relationship][channel] = Reached(n=n, k=k, kk=kk, kn=kn, nn=nn)
    return dict(found)
