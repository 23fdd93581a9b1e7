"""The name a customer has in the portal's own chat: what the company's records state, else their own id there."""

from django.db import transaction

from tidings.core.contact_points import matching
from tidings.people.models import ContactPoint, Customer
from tidings.people.persons import UnknownCustomer

KIND, GIVEN_IN = "chat", "portal"


def chat_address(*, customer_id: int) -> str:
    """Their name in the chat, whether they can be told there by now or not; raises `UnknownCustomer`."""
    mine = ContactPoint.objects.filter(customer_id=customer_id, channel=KIND).exclude(state="gone")
    known = mine.order_by("position", "id").values_list("address", flat=True).first()
    name = known or Customer.objects.filter(id=customer_id).values_list("external_id", flat=True).first()
    if name is None:
        raise UnknownCustomer(f"No customer {customer_id}.")
    return name


@transaction.atomic
def open_chat(*, customer_id: int) -> str:
    """From now on they can be told in the chat, unless they have removed it; their name there."""
    Customer.objects.select_for_update().get(id=customer_id)
    address = chat_address(customer_id=customer_id)
    mine = ContactPoint.objects.filter(customer_id=customer_id, channel=KIND, address=address)
    stated = {"stated": address, "stated_in": GIVEN_IN, "form": matching(channel=KIND, address=address)}
    if not mine.exclude(state="gone").exists():
        ContactPoint.objects.update_or_create(
            customer_id=customer_id, channel=KIND, address=address, defaults=stated | {"state": "usable"}
        )
    return address
