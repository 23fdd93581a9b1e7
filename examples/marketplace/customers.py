"""The people of the tables, as Tidings takes them in.

Seeded, and only this: an address at example.com, a language (one in ten reads English), and a few refusals.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from tidings.site.example import ExampleRefused

from .tables import Row, first_moment, local, table


def customers(data: Path) -> Iterator[tuple[datetime, dict[str, Any]]]:
    """Each person's record from the first the shop heard of them, and again when they buy for another address."""
    known: dict[str, dict[str, Any]] = {}
    for at, _, bought, record in sorted(mentions(data), key=itemgetter(0, 1, 2)):
        before = known.get(record["id"])
        if before is None or (bought and before != record):
            known[record["id"]] = record
            yield at, record


def mentions(data: Path) -> Iterator[tuple[datetime, str, bool, dict[str, Any]]]:
    """When each order was first heard of and when it was bought: moment, order, whether bought, the person's record."""
    people = {row["customer_id"]: row for row in table(data, "customers")}
    heard = first_heard(data)
    for order in table(data, "orders"):
        id, record = order["order_id"], customer(person_of(order, people))
        yield heard[id], id, False, record
        yield local(order["order_purchase_timestamp"]).astimezone(UTC), id, True, record


def first_heard(data: Path) -> dict[str, datetime]:
    """When each order was first heard of; a few rows were approved or reviewed before they were bought."""
    heard = {order["order_id"]: first_moment(order) for order in table(data, "orders")}
    for review in table(data, "order_reviews"):
        if review["order_id"] in heard:
            at = local(review["review_answer_timestamp"]).astimezone(UTC)
            heard[review["order_id"]] = min(at, heard[review["order_id"]])
    return heard


def person_of(order: Row, people: dict[str, Row]) -> Row:
    if order["customer_id"] not in people:
        raise ExampleRefused(
            f"order {order['order_id']} is of customer {order['customer_id']}, whom customers.csv.gz does not have"
        )
    return people[order["customer_id"]]


def customer(row: Row) -> dict[str, Any]:
    """One person as Tidings imports them; the time zones follow from country and state."""
    person = row["customer_unique_id"]
    return {
        "id": person,
        "language": "en" if bucket(person, "language") < 10 else "pt",
        "relationship": "customer",
        "country": "BR",
        "region": row["customer_state"],
        "city": row["customer_city"],
        "postal_code": row["customer_zip_code_prefix"],
        "email": f"{hashlib.sha256(person.encode()).hexdigest()[:16]}@example.com",
        **seeded_refusals(person),
    }


def seeded_refusals(person: str) -> dict[str, Any]:
    """The data has no wishes in it, so a few are seeded: one in fifty wants no mail about orders, one in a hundred pauses."""
    before = "2016-01-01T00:00:00-02:00"
    slot = bucket(person, "refusal")
    if slot < 2:
        revoked = {
            "purpose": "service",
            "topic": "deliveries",
            "channel": "email",
            "granted": False,
            "at": before,
        }
        return {"consents": [{**revoked, "basis": "consent", "evidence": {"seeded": True}}]}
    if slot == 2:
        return {"preferences": [{"topic": "", "paused_until": "2019-12-31T00:00:00-03:00"}]}
    return {}


def bucket(person: str, salt: str) -> int:
    """A stable number from 0 to 99 for a person."""
    return int.from_bytes(hashlib.sha256(f"{salt}:{person}".encode()).digest()[:4]) % 100
