"""Everything about one customer, and the list of all of them, for pages that people look at."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from tidings.core.contact_points import matching
from tidings.people.knowing import POINTS
from tidings.people.models import Consent, ContactPoint, Customer, Membership, Suppression
from tidings.people.person_cards import (
    ConsentCard,
    Counts,
    MembershipCard,
    Person,
    PersonLine,
    PointCard,
    SuppressionCard,
)
from tidings.people.rows import read
from tidings.people.wishes import preferences


class UnknownCustomer(LookupError):
    """There is no such customer."""


LIVING_TOGETHER = 50  # shown of one household
STOPPED = Q(suppression__scope="all", suppression__lifted_at=None, suppression__channel="")


def person(*, customer_id: int) -> Person:
    """The customer with everything known; raises `UnknownCustomer`."""
    customer = Customer.objects.filter(id=customer_id).first()
    if customer is None:
        raise UnknownCustomer(f"No customer {customer_id}.")
    same = "external_id name language relationship country region city postal_code zones_from attributes created_at"
    same += " last_purchase last_inquiry"
    return Person(
        customer_id=customer.id,
        since=customer.relationship_since,
        zones=tuple(customer.zones),
        places=tuple(customer.places),
        household=household(customer),
        listed=listed(customer_id),
        updated_at=customer.updated_at,
        points=points(customer_id),
        consents=tuple(
            cards(ConsentCard, Consent.objects.filter(customer_id=customer_id).order_by("-at", "-id"))
        ),
        preferences=tuple(preferences(customer_id=customer_id)),
        suppressions=tuple(
            cards(SuppressionCard, Suppression.objects.filter(customer_id=customer_id).order_by("-at", "-id"))
        ),
        organisations=organisations(customer_id),
        **{name: getattr(customer, name) for name in same.split()},
    )


def is_erased(*, customer_id: int) -> bool:
    """Whether this person had themselves erased: nothing is left to show them, and no link of theirs opens."""
    return Customer.objects.filter(id=customer_id, erased_at__isnull=False).exists()


def household(customer: Customer) -> tuple[tuple[int, str], ...]:
    """The others at the same postal address."""
    if not customer.household:
        return ()
    others = Customer.objects.filter(household=customer.household).exclude(id=customer.id).order_by("id")
    return tuple((other.id, other.name or other.external_id) for other in others[:LIVING_TOGETHER])


def listed(customer_id: int) -> dict[str, tuple[str, ...]]:
    """The usable numbers that stand on each registry in use."""
    found: dict[str, list[str]] = {}
    for row in read(POINTS.format(whose="%s"), [customer_id]):
        for registry in row["listed"] or ():
            found.setdefault(registry, []).append(row["address"])
    return {registry: tuple(numbers) for registry, numbers in sorted(found.items())}


def cards(kind: type[Any], rows: QuerySet[Any]) -> list[Any]:
    return [kind(**row) for row in rows.values(*kind.__dataclass_fields__)]


def points(customer_id: int) -> tuple[PointCard, ...]:
    rows = list(
        ContactPoint.objects.filter(customer_id=customer_id).order_by("-state", "channel", "position", "id")
    )
    blocked = blocked_scopes({(row.channel, row.address) for row in rows})
    same = ["channel", "address", "stated", "extension", "note", "state"]
    return tuple(
        PointCard(
            **{name: getattr(row, name) for name in same},
            zones=tuple(row.zones),
            blocked=blocked.get((row.channel, row.address), ()),
        )
        for row in rows
    )


def blocked_scopes(points: set[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    forms = {point: matching(channel=point[0], address=point[1]) for point in points}
    rows = list(
        Suppression.objects.filter(customer=None, lifted_at=None, address__in=forms.values())
        .values_list("channel", "address", "scope")
        .order_by("scope")
    )
    return {
        (channel, address): tuple(scope for by, one, scope in rows if one == form and by in ("", channel))
        for (channel, address), form in forms.items()
    }


def organisations(customer_id: int) -> tuple[MembershipCard, ...]:
    rows = Membership.objects.filter(customer_id=customer_id).order_by("organisation__name", "role")
    return tuple(
        MembershipCard(*row)
        for row in rows.values_list("organisation__external_id", "organisation__name", "role")
    )


def search(*, words: str = "", after: int | None = None, limit: int = 50) -> list[PersonLine]:
    """Customers by id, name or address, the newest first; `after` is the last customer_id of the page before."""
    rows = Customer.objects.filter(erased_at=None).order_by("-id")
    if after is not None:
        rows = rows.filter(id__lt=after)
    if words.strip():
        rows = rows.filter(meant_by(words.strip()))
    rows = rows.annotate(stops=Count("suppression", filter=STOPPED))[:limit]
    return [line(row) for row in rows]


def meant_by(words: str) -> Q:
    digits = "+" + "".join(filter(str.isdigit, words))
    addresses = ContactPoint.objects.annotate(any_case=Lower("address")).filter(
        any_case__in={words.lower(), digits}
    )
    return Q(external_id=words) | Q(name__icontains=words) | Q(id__in=addresses.values("customer_id"))


def line(row: Any) -> PersonLine:
    same = ["external_id", "name", "relationship", "language", "country", "city"]
    values = [getattr(row, name) for name in same]
    return PersonLine(row.id, *values, zones=tuple(row.zones), stopped=row.stops > 0)


def counts() -> Counts:
    """How many customers there are, how many stopped."""
    return Counts(
        customers=Customer.objects.filter(erased_at=None).count(),
        stopped=Customer.objects.filter(STOPPED).distinct().count(),
    )
