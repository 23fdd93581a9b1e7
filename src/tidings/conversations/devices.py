"""A customer chooses the browsers they are told on."""

from datetime import datetime

from django.db import transaction

from tidings.conversations.choosing import note, tell_chosen
from tidings.people import public as people


def use_device(*, customer_id: int, subscription: str, outreach_id: int | None = None, now: datetime) -> bool:
    """Tell the customer in this browser, too; False when that was so already. Raises `people.Refused`."""
    with transaction.atomic():
        new = people.add_device(customer_id=customer_id, subscription=subscription, now=now)
        if new:
            said = {"device": "added"}
            note("preferred", customer_id, outreach_id, said, now)
            tell_chosen("preference.changed", customer_id, said, now)
    return new


def drop_devices(
    *, customer_id: int, subscription: str = "", outreach_id: int | None = None, now: datetime
) -> int:
    """Tell the customer in this browser ("" for every one) no more; how many were in use."""
    with transaction.atomic():
        dropped = people.remove_devices(customer_id=customer_id, subscription=subscription)
        if dropped:
            said = {"device": "removed", "count": dropped}
            note("preferred", customer_id, outreach_id, said, now)
            tell_chosen("preference.changed", customer_id, said, now)
    return dropped
