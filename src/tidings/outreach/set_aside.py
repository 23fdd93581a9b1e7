"""Poison: outreaches that ended because they cannot be composed or drawn, or break their channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from tidings.outreach.claiming import BROKE
from tidings.outreach.models import Outreach

LOOKED_AT = 2000  # of the newest that failed: among millions of refusals the page stays quick


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """`says` is what went wrong, without the words that may hold a customer's data."""

    outreach_id: int
    campaign: str
    channel: str
    at: datetime
    says: str


FIND = """
WITH failed AS (
    SELECT id, channel FROM outreach_outreach
    WHERE phase = 'failed' AND reason = 'not_deliverable' ORDER BY id DESC LIMIT %(looked_at)s
)
SELECT failed.id, failed.channel, last.finished_at, last.says
FROM failed JOIN LATERAL (
    SELECT coalesce(finished_at, started_at) AS finished_at, says FROM outreach_attempt
    WHERE outreach_id = failed.id ORDER BY number DESC LIMIT 1
) last ON last.says LIKE 'cannot be composed%%' OR last.says LIKE 'cannot be drawn%%' OR last.says LIKE %(broke)s
ORDER BY failed.id DESC LIMIT %(limit)s
"""


def set_aside(*, limit: int = 20) -> Sequence[SetAside]:
    """The newest first."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"looked_at": LOOKED_AT, "broke": f"{BROKE}%", "limit": limit})
        rows = cursor.fetchall()
    found = Outreach.objects.filter(id__in=[id for id, *_ in rows])
    campaigns = dict(found.values_list("id", "campaign__name"))
    return [
        SetAside(outreach_id=id, campaign=campaigns[id], channel=channel, at=at, says=discreet(says))
        for id, channel, at, says in rows
    ]


def discreet(says: str) -> str:
    """What happened and of which kind; the text of an error may quote the customer's data."""
    what, _, rest = says.partition(": ")
    return f"{what}: {rest.partition(':')[0]}" if rest else what
