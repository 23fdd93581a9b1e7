"""Everything we hold about one person, in one document a program can read (GDPR art. 15 and 20)."""

import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from tidings.campaigns import public as campaigns
from tidings.conversations import public as conversations
from tidings.insight import public as insight
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.staff import public as staff
from tidings.stewardship.requests import done, requests

SCHEMA = "tidings.person/1"


def export(*, customer_id: int, actor: str, now: datetime) -> dict[str, Any]:
    """The document (docs/reference/person-export.md), plain JSON values only; its `record` can be imported again.

    Noted in the audit trail, and a copy that was asked for counts as given. Raises `people.UnknownCustomer`.
    """
    held = people.export(customer_id=customer_id)
    customer = people.person(customer_id=customer_id).external_id
    document = {
        "schema": SCHEMA,
        "made_at": now,
        "record": held.pop("record"),
        "people": held,
        "campaigns": campaigns.export(customer=customer),
        "outreach": outreach.export(customer_id=customer_id),
        "conversations": conversations.export(customer_id=customer_id),
        "insight": insight.export(customer_id=customer_id),
        "requests": [vars(card) for card in requests(customer_id=customer_id)],
    }
    done(customer_id=customer_id, kind="copy", by=actor, now=now)
    staff.record(actor=actor, action="person.exported", object=f"customer:{customer_id}", now=now)
    plain: dict[str, Any] = json.loads(json.dumps(document, cls=DjangoJSONEncoder))
    return plain
