"""Whether it was good to be told: the customer's own word on an outreach, once each way."""

from datetime import datetime

from django.db import transaction

from tidings.conversations.entries import from_outreach, tell_answer
from tidings.outreach import public as outreach


def rate(*, outreach_id: int, useful: bool, now: datetime) -> bool:
    """The customer says that this was useful, or not; False when they had said so before.

    It is no follow-up: nobody has to come back to them. Both count towards what the campaign has earned.
    """
    card = outreach.outreach(id=outreach_id)
    kind = "useful" if useful else "not_useful"
    key = f"{kind}:{outreach_id}"
    with transaction.atomic():
        new = from_outreach(card, kind=kind, key=key, now=now)
        if new:
            tell_answer(card, key=key, now=now, kind=kind)
    return new
