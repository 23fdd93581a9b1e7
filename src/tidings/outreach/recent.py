"""How often each customer has heard from us lately, over all campaigns, in the rolling windows of the policy's caps."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from tidings.core.policy import Cap

Counts = dict[int, tuple[int, ...]]

SENT = """
SELECT id, customer_id, purpose, sent_at FROM outreach_outreach
WHERE customer_id = ANY(%s) AND state = 'sent' AND sent_at > %s
"""
OPEN = """
SELECT id, customer_id, purpose, NULL FROM outreach_outreach
WHERE customer_id = ANY(%s) AND state IN ('pending', 'sending')
"""
SENDING = """
SELECT id, customer_id, purpose, NULL FROM outreach_outreach
WHERE customer_id = ANY(%s) AND state = 'sending'
"""


@dataclass(frozen=True)
class Contact:
    """One earlier contact, or one that is on its way (`sent_at` None: it counts in every window)."""

    id: int
    customer_id: int
    purpose: str
    sent_at: datetime | None


def recent(*, customers: Collection[int], caps: Sequence[Cap], now: datetime) -> Counts:
    """For each customer one count a cap: what was sent in its window and what is decided but not yet sent."""
    contacts = read(f"{SENT} UNION ALL {OPEN}", customers, caps, now)
    by_customer: dict[int, list[Contact]] = defaultdict(list)
    for contact in contacts:
        by_customer[contact.customer_id].append(contact)
    return {customer: count(by_customer[customer], caps, now) for customer in customers}


def recent_before(*, outreaches: Mapping[int, int], caps: Sequence[Cap], now: datetime) -> Counts:
    """For each outreach (id to customer) what was sent in the windows or is being sent just before it; not itself."""
    contacts = read(f"{SENT} UNION ALL {SENDING}", set(outreaches.values()), caps, now)
    return {
        id: count(
            [c for c in contacts if c.customer_id == customer and (c.sent_at or c.id < id) and c.id != id],
            caps,
            now,
        )
        for id, customer in outreaches.items()
    }


def read(sql: str, customers: Collection[int], caps: Sequence[Cap], now: datetime) -> list[Contact]:
    if not caps:
        return []
    since = now - max(cap.within for cap in caps)
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(customers), since, list(customers)])
        return [Contact(*row) for row in cursor.fetchall()]


def count(contacts: Sequence[Contact], caps: Sequence[Cap], now: datetime) -> tuple[int, ...]:
    return tuple(sum(counts_for(contact, cap, now) for contact in contacts) for cap in caps)


def counts_for(contact: Contact, cap: Cap, now: datetime) -> bool:
    """Whether a contact falls into a cap's purpose and window (which is open at its far end)."""
    in_window = contact.sent_at is None or contact.sent_at > now - cap.within
    return contact.purpose == cap.purpose and in_window
