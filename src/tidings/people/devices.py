"""Browsers that a customer chose to be told on: push subscriptions, given by the browser itself and so theirs."""

import json
from datetime import datetime

from django.db import transaction

from tidings.core.contact_points import matching
from tidings.people.models import ContactPoint, Customer
from tidings.people.problems import Problem, Refused

KIND, GIVEN_IN, MOST = "push", "browser", 10


@transaction.atomic
def add_device(*, customer_id: int, subscription: str, now: datetime) -> bool:
    """Use this browser from now on; False when it was in use already. Raises `Refused`.

    A browser belongs to whoever subscribed in it last: the others are told there no more.
    """
    address = one_spelling(subscription)
    Customer.objects.select_for_update().get(id=customer_id)
    mine = ContactPoint.objects.filter(customer_id=customer_id, channel=KIND, state="usable")
    if mine.filter(address=address).exists():
        return False
    if mine.count() >= MOST:
        raise Refused([Problem("subscription", f"there are {MOST} devices already", "remove one first")])
    ContactPoint.objects.filter(channel=KIND, address=address).exclude(customer_id=customer_id).update(
        state="gone"
    )
    ContactPoint.objects.update_or_create(
        customer_id=customer_id,
        channel=KIND,
        address=address,
        defaults={
            "stated": address,
            "stated_in": GIVEN_IN,
            "state": "usable",
            "form": matching(channel=KIND, address=address),
            "verified_at": now,
        },
    )
    return True


def remove_devices(*, customer_id: int, subscription: str = "") -> int:
    """Use this browser ("" for all of them) no more; how many were in use."""
    mine = ContactPoint.objects.filter(customer_id=customer_id, channel=KIND, state="usable")
    if subscription:
        mine = mine.filter(address=one_spelling(subscription))
    return mine.update(state="gone")


def one_spelling(subscription: str) -> str:
    """The subscription's JSON in the one spelling it is kept in; raises `Refused` for what is none."""
    try:
        said = json.loads(subscription)
        kept = {
            "endpoint": str(said["endpoint"]),
            "keys": {name: str(said["keys"][name]) for name in ("auth", "p256dh")},
        }
    except (ValueError, KeyError, TypeError) as wrong:
        raise Refused([Problem("subscription", "is none", "subscribe in a browser that can")]) from wrong
    written = json.dumps(kept, sort_keys=True, separators=(",", ":"))
    if len(written) > 2000 or "\\u0000" in written:
        raise Refused([Problem("subscription", "is too long", "subscribe in a browser that can")])
    return written
