"""Which evidence objects the events about a customer name, so that these go with them."""

import re
from collections.abc import Collection

from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast

from tidings.campaigns.models import CampaignVersion, Wait
from tidings.campaigns.stewarding import about

ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
NAMED = """
SELECT given.id FROM unnest(%s::text[]) AS given (id) WHERE EXISTS (
    SELECT FROM campaigns_event WHERE data::text LIKE '%%' || given.id || '%%')
"""


def evidence_named(*, customer: str) -> frozenset[str]:
    """The ids that stand in the data of a customer's events and waits (by external id)."""
    rows = (about(customer), Wait.objects.filter(customer=customer))
    said = (
        text
        for each in rows
        for text in each.annotate(said=Cast("data", TextField())).values_list("said", flat=True)
    )
    return frozenset(id for text in said for id in ID.findall(text))


def named_by_nobody(*, ids: Collection[str]) -> frozenset[str]:
    """Those of these ids that no event and no campaign names (any more)."""
    if not ids:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(NAMED, [list(ids)])
        others = {id for (id,) in cursor.fetchall()}
    written = {id for id in ids if CampaignVersion.objects.filter(text__contains=id).exists()}
    return frozenset(ids) - others - written
