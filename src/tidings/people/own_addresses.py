"""Addresses a customer adds, orders and removes by themselves. What they add is used only once a code proved it theirs.

It makes no difference whether we know the address already, of them or of anybody else: without the code it is not used.
"""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from tidings.core.contact_points import Point, PointRefused, matching, read_email, read_number
from tidings.people.models import AddressCode, ContactPoint, Customer, Suppression
from tidings.people.places import place_of_number
from tidings.people.problems import Problem, Refused
from tidings.staff import public as staff

Proof = Literal["confirmed", "wrong", "expired", "too_many", "unknown"]
ADDED = "portal"  # the field in which these stand: no record of the company's states it, or takes it away
GOOD_FOR, TRIES, CODES_A_DAY, MOST = timedelta(minutes=10), 5, 5, 10
KINDS = ("email", "mobile")


@dataclass(frozen=True, kw_only=True)
class OwnAddress:
    """One address of a customer's, as they may see it; `state` is usable or unverified."""

    id: int
    kind: str
    address: str
    state: str


def own_addresses(*, customer_id: int) -> tuple[OwnAddress, ...]:
    """What is used to reach them, and what waits for its code, in the order in which it is used."""
    rows = ContactPoint.objects.filter(customer_id=customer_id, state__in=["usable", "unverified"])
    return tuple(
        OwnAddress(id=row.id, kind=row.channel, address=row.address, state=row.state)
        for row in rows.order_by("channel", "position", "id")
    )


@transaction.atomic
def add_address(*, customer_id: int, kind: str, stated: str) -> OwnAddress:
    """An address the customer gave, unverified, after all others; the same again is the same row. Raises `Refused`."""
    customer = Customer.objects.select_for_update().get(id=customer_id)
    point = read_point(kind, stated, customer.country or staff.company().country)
    mine = ContactPoint.objects.filter(customer_id=customer_id)
    known = mine.filter(channel=point.channel, address=point.address).first()
    if known is None and mine.filter(stated_in=ADDED).count() >= MOST:
        raise Refused([Problem("address", "would be one too many", "remove one first")])
    row = known or ContactPoint(customer_id=customer_id, channel=point.channel, address=point.address)
    if row.state != "usable" or known is None:
        last = mine.filter(channel=point.channel).aggregate(last=Max("position"))["last"]
        row.state, row.stated, row.stated_in = "unverified", point.stated, ADDED
        row.position = max(0, -1 if last is None else last) + 1
        row.zones, row.form = list(point.zones), matching(channel=point.channel, address=point.address)
        row.place = place_of_number(point.address) if point.channel == "mobile" else ""
        row.save()
    return OwnAddress(id=row.id, kind=row.channel, address=row.address, state=row.state)


def read_point(kind: str, stated: str, country: str) -> Point:
    try:
        point = (
            read_email(stated) if kind == "email" else read_number(stated, region=country, wished="mobile")
        )
    except PointRefused as refused:
        raise Refused([Problem("address", refused.says, refused.mend)]) from None
    if kind not in KINDS or point.channel != kind:
        raise Refused([Problem("address", "cannot take a code", "give a mail address or a mobile number")])
    return point


@transaction.atomic
def new_code(*, customer_id: int, address_id: int, now: datetime) -> str | None:
    """A fresh code for an address that waits for one; the earlier one is void. None: too many today, or none waits."""
    row = waiting(customer_id, address_id)
    lately = AddressCode.objects.filter(point__customer_id=customer_id, made_at__gt=now - timedelta(days=1))
    if row is None or lately.count() >= CODES_A_DAY or is_closed(row):
        return None
    code = f"{secrets.randbelow(10**6):06}"
    AddressCode.objects.create(point=row, digest=digest(row.id, code), made_at=now, expires_at=now + GOOD_FOR)
    return code


def waiting(customer_id: int, address_id: int) -> ContactPoint | None:
    rows = ContactPoint.objects.select_for_update().filter(id=address_id, customer_id=customer_id)
    return rows.filter(state="unverified").first()


def is_closed(point: ContactPoint) -> bool:
    """Whether nobody is to write there: it bounced, or whoever reads it wants nothing from us."""
    blocked = Suppression.objects.filter(customer=None, lifted_at=None, scope="all", address=point.form)
    return blocked.filter(channel__in=["", point.channel, "sms"]).exists()


def digest(address_id: int, code: str) -> str:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"tidings address code", sha256)
    return hmac.new(key, f"{address_id}|{code}".encode(), sha256).hexdigest()


@transaction.atomic
def prove_address(*, customer_id: int, address_id: int, code: str, now: datetime) -> Proof:
    """The code that was sent there makes the address usable; five tries, ten minutes."""
    row = waiting(customer_id, address_id)
    sent = AddressCode.objects.filter(point=row).order_by("-made_at", "-id").first() if row else None
    if row is None or sent is None:
        return "unknown"
    if sent.expires_at <= now:
        return "expired"
    if sent.tries >= TRIES:
        return "too_many"
    AddressCode.objects.filter(id=sent.id).update(tries=sent.tries + 1)
    if not hmac.compare_digest(sent.digest, digest(row.id, "".join(code.split()))):
        return "wrong" if sent.tries + 1 < TRIES else "too_many"
    row.state, row.verified_at = "usable", now
    row.save(update_fields=["state", "verified_at"])
    may_be_there(row)
    AddressCode.objects.filter(point=row).delete()
    return "confirmed"


def may_be_there(point: ContactPoint) -> None:
    """Where a number may be counts at once for the laws that bind, and for the hours unless the zone was stated."""
    customer = Customer.objects.select_for_update().get(id=point.customer_id)
    places = sorted({*customer.places, *point.place.split()})
    zones = customer.zones
    if point.channel == "mobile" and customer.zones_from != "stated":
        zones = sorted({*zones, *point.zones})
    Customer.objects.filter(id=customer.id).update(places=places, zones=zones)


@transaction.atomic
def put_first(*, customer_id: int, address_id: int) -> bool:
    """This address before the others of its kind, whatever order the company's records have; False for none of theirs.

    Places below zero are the customer's own: a record changes only the others.
    """
    Customer.objects.select_for_update().get(id=customer_id)
    mine = ContactPoint.objects.filter(customer_id=customer_id, state="usable")
    row = mine.filter(id=address_id).first()
    if row is None:
        return False
    rest = mine.filter(channel=row.channel).exclude(id=row.id).order_by("position", "id")
    numbered([row.id, *rest.values_list("id", flat=True)])
    return True


def numbered(ids: Sequence[int]) -> None:
    for place, id in enumerate(ids):
        ContactPoint.objects.filter(id=id).update(position=place - len(ids))


@transaction.atomic
def remove_address(*, customer_id: int, address_id: int) -> OwnAddress | None:
    """Not used any more, also when the company's records go on stating it; what it was, None for none of theirs."""
    rows = ContactPoint.objects.select_for_update().filter(id=address_id, customer_id=customer_id)
    row = rows.exclude(state__in=["gone", "removed"]).first()
    if row is None:
        return None
    before = OwnAddress(id=row.id, kind=row.channel, address=row.address, state=row.state)
    row.state = "removed"
    row.save(update_fields=["state"])
    AddressCode.objects.filter(point=row).delete()
    return before
