"""One person's part of this room: all of it for the person to have, or what is left of it without the person."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from tidings.channels import names
from tidings.core.channel_names import ANY
from tidings.core.consent import Act, covers
from tidings.core.contact_points import matching
from tidings.people.erased import ID, ErasedStop, keep
from tidings.people.models import (
    Consent,
    ContactPoint,
    Customer,
    Membership,
    Organisation,
    Preference,
    Suppression,
)
from tidings.people.persons import UnknownCustomer, person
from tidings.people.portable import record_of

EMPTY = {
    "name": "", "language": "", "relationship": "former", "relationship_since": None, "relationship_evidence": {},
    "last_purchase": None, "last_inquiry": None, "country": "", "region": "", "city": "", "postal_code": "",
    "zones": [], "zones_from": "unknown", "places": [], "household": "", "attributes": {},
}  # fmt: skip
REFUSED = """
    DELETE FROM people_refusedrow r WHERE EXISTS (
        SELECT FROM jsonb_each_text(r.row) said WHERE lower(said.value) = ANY(%s))
"""


def export(*, customer_id: int) -> dict[str, Any]:
    """Everything this room holds of the person; `record` is a customer record that can be imported as it stands.

    Raises `UnknownCustomer`.
    """
    held = person(customer_id=customer_id)
    return {
        "record": record_of(held),
        "known_since": held.created_at,
        "changed_at": held.updated_at,
        "zones": list(held.zones),
        "zones_from": held.zones_from,
        "places": list(held.places),
        "points": [vars(point) for point in held.points],
        "consents": [vars(line) for line in held.consents],
        "preferences": [vars(card) for card in held.preferences],
        "suppressions": [vars(card) for card in held.suppressions],
        "organisations": [vars(card) for card in held.organisations],
        "registries": {name: list(channels) for name, channels in held.listed.items()},
    }


@transaction.atomic
def erase(*, customer_id: int, now: datetime, evidence: Mapping[str, Any]) -> dict[str, int]:
    """Leave of the person an empty row, and their stops as keyed hashes; how many rows of each kind went.

    Every stop and every no that stands is kept for each of their addresses and for the company's id, and so is that
    they were erased: whoever imports them again may not advertise to them. `evidence` is for the caller to keep.
    Raises `UnknownCustomer`.
    """
    customer = Customer.objects.select_for_update().filter(id=customer_id, erased_at=None).first()
    if customer is None:
        raise UnknownCustomer(f"No customer {customer_id}.")
    points = list(ContactPoint.objects.filter(customer_id=customer_id))
    counts = {"stops_kept": keep(dict.fromkeys(stops_to_keep(customer, points, now)))}
    with connection.cursor() as cursor:  # the ledgers let one person go, in this transaction
        cursor.execute("SELECT set_config('tidings.erasing', %s, true)", [str(customer_id)])
        counts |= {"blocked_addresses": removed(blocked_for_them_alone(customer_id, points))}
        for kind in (Consent, Suppression, Preference, ContactPoint, Membership):
            counts[kind._meta.model_name or ""] = removed(kind.objects.filter(customer_id=customer_id))
        cursor.execute("SELECT set_config('tidings.erasing', '', true)")
        said = [
            customer.external_id,
            *(point.address for point in points),
            *(point.stated for point in points),
        ]
        cursor.execute(REFUSED, [[each.lower() for each in said if each]])
        counts["refused_rows"] = cursor.rowcount
    Organisation.objects.filter(membership=None).delete()
    Customer.objects.filter(id=customer_id).update(
        **EMPTY, external_id=f"erased:{customer_id}", erased_at=now, updated_at=now
    )
    return counts


def removed(rows: Any) -> int:
    return rows.delete()[0]


def stops_to_keep(customer: Customer, points: list[ContactPoint], now: datetime) -> Iterator[ErasedStop]:
    """What goes on to bind, about each address and about the id: stops, standing refusals, and the erasure itself."""
    forms = [(point.channel, matching(channel=point.channel, address=point.address)) for point in points]
    about = [(ID, customer.external_id), *forms]
    for kind, form in about:
        yield ErasedStop(kind, form, "", "purpose:marketing", "erased", now)
    for stop in Suppression.objects.filter(customer=customer, lifted_at=None):
        for kind, form in about:
            yield ErasedStop(kind, form, stop.channel, stop.scope, stop.reason, stop.at)
    for no in standing_refusals(customer):
        for kind, form in about:
            if not no.address or form == no.address:
                yield ErasedStop(
                    kind, form, "" if no.channel in ANY else no.channel, scope_of(no), "revoked", no.at
                )
    for block in blocked_rows(points).filter(lifted_at=None):
        for kind, form in forms:
            if form == block.address:
                yield ErasedStop(kind, form, block.channel, block.scope, block.reason, block.at)


def standing_refusals(customer: Customer) -> list[Act]:
    """Every no of the ledger that no later yes of the same breadth took back."""
    acts = [
        Act(
            **{name: getattr(row, name) for name in ("granted", "at", "purpose", "topic", "channel")},
            address=row.form,
        )
        for row in Consent.objects.filter(customer=customer)
    ]
    return [no for no in acts if not no.granted and not any(takes_back(act, no) for act in acts)]


def takes_back(yes: Act, no: Act) -> bool:
    return (
        yes.granted
        and yes.at > no.at
        and covers(yes.purpose, no.purpose)
        and covers(yes.topic, no.topic)
        and names.covers(yes.channel, no.channel)
        and covers(yes.address, no.address)
    )


def scope_of(no: Act) -> str:
    """The scope of a stop that says at least what the refusal said."""
    if no.topic not in ANY:
        return f"topic:{no.topic}"
    return "all" if no.purpose in ANY else f"purpose:{no.purpose}"


def blocked_rows(points: list[ContactPoint]) -> Any:
    forms = [matching(channel=point.channel, address=point.address) for point in points]
    return Suppression.objects.filter(customer=None, address__in=forms)


def blocked_for_them_alone(customer_id: int, points: list[ContactPoint]) -> Any:
    """Blocked addresses that nobody else states: those of others stay as they are."""
    others = ContactPoint.objects.exclude(customer_id=customer_id).filter(
        form__in=blocked_rows(points).values_list("address", flat=True)
    )
    return blocked_rows(points).exclude(address__in=list(others.values_list("form", flat=True)))
