"""From the marketplace's tables to customers and CloudEvents.

What the tables do not hold is not invented: there are no names, tracking links or refunds. Seeded, and only this:
an address at example.com, a language (one in ten people reads English), and a few refusals (see `seeded_refusals`).
Times in the tables are local to São Paulo. No event knows anything that happened after it.
"""

import csv
import gzip
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
SOURCE = "https://mercado.example.com/orders"
NEVER_TIMED = {"canceled", "unavailable"}
HAPPENINGS = (
    "order_purchase_timestamp",
    "order_approved_at",
    "order_delivered_carrier_date",
    "order_delivered_customer_date",
)
FEWEST_FOR_AN_ESTIMATE = 5

Row = dict[str, str]


def customers(data: Path) -> Iterator[tuple[datetime, dict[str, Any]]]:
    """Each person's record from the moment the shop knew it: their first order, and again when an address changes."""
    known: dict[str, dict[str, Any]] = {}
    people = {row["customer_id"]: row for row in table(data, "customers")}
    for order in sorted(
        table(data, "orders"), key=lambda row: (row["order_purchase_timestamp"], row["order_id"])
    ):
        record = customer(people[order["customer_id"]])
        if known.get(record["id"]) != record:
            known[record["id"]] = record
            yield local(order["order_purchase_timestamp"]), record


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
        "email": f"{person[:12]}@example.com",
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


def events(data: Path) -> Iterator[dict[str, Any]]:
    """Every event of the tables in the order of time."""
    happened = sorted(unordered(data), key=lambda entry: (entry[0].astimezone(UTC), entry[1]["id"]))
    delays = Delays()
    for at, event in happened:
        order = event["data"]["order"]
        if event["type"].endswith("order.delivered"):
            delays.learn(order.pop("state_of_customer"), order, at)
        elif (state := order.pop("state_of_customer", "")) and (days := delays.usual(state)) is not None:
            order["usual_delay"] = days
        yield event


def unordered(data: Path) -> Iterator[tuple[datetime, dict[str, Any]]]:
    people = {row["customer_id"]: row for row in table(data, "customers")}
    items = defaultdict(list)
    for item in table(data, "order_items"):
        items[item["order_id"]].append(item)
    orders = {row["order_id"]: row for row in table(data, "orders")}
    for row in orders.values():
        yield from order_events(row, people[row["customer_id"]], items[row["order_id"]])
    for number, review in enumerate(table(data, "order_reviews")):
        order = orders[review["order_id"]]
        yield review_event(review, order, people[order["customer_id"]], number)


def order_events(row: Row, person: Row, items: list[Row]) -> Iterator[tuple[datetime, dict[str, Any]]]:
    """What happened to one order, as far as its row says."""
    told = {**facts(row, items), "state_of_customer": person["customer_state"]}
    named = dict(zip(HAPPENINGS, ("placed", "approved", "shipped", "delivered"), strict=True))
    for column, name in named.items():
        if row[column]:
            at = local(row[column])
            own = {"delivered": at.isoformat()} if name == "delivered" else {}
            yield at, cloud_event(f"order.{name}", row, person, at, {"order": {**told, **own}})
    if row["order_status"] in NEVER_TIMED:
        at = last_moment(row) + timedelta(hours=24)
        closed = {**facts(row, items), "unavailable": row["order_status"] == "unavailable"}
        yield at, cloud_event("order.cancelled", row, person, at, {"order": closed})


def last_moment(row: Row) -> datetime:
    """The last thing that happened to an order; cancellations carry no time of their own."""
    return max(local(row[column]) for column in HAPPENINGS if row[column])


def facts(row: Row, items: list[Row]) -> dict[str, Any]:
    known: dict[str, Any] = {
        "id": row["order_id"],
        "short_id": row["order_id"][:8].upper(),
        "promised": row["order_estimated_delivery_date"][:10],
    }
    if items:
        total = sum((Decimal(item["price"]) + Decimal(item["freight_value"]) for item in items), Decimal())
        known["total"] = {"amount": str(total), "currency": "BRL"}
    return known


def review_event(review: Row, order: Row, person: Row, number: int) -> tuple[datetime, dict[str, Any]]:
    """A review, known to the shop when it was answered; ids repeat in the table, so the row's number joins them."""
    at = local(review["review_answer_timestamp"])
    review_id = f"{review['review_id']}-{number}"
    told = {
        "id": review_id,
        "score": int(review["review_score"]),
        "message": review["review_comment_message"],
    }
    order_known = {"id": order["order_id"], "short_id": order["order_id"][:8].upper()}
    event = cloud_event("review.received", order, person, at, {"order": order_known, "review": told})
    return at, {**event, "id": f"{review_id}/received", "subject": f"review/{review_id}"}


def cloud_event(name: str, row: Row, person: Row, at: datetime, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "type": f"com.example.{name}",
        "source": SOURCE,
        "id": f"{row['order_id']}/{name.partition('.')[2]}",
        "subject": f"order/{row['order_id']}",
        "customer": person["customer_unique_id"],
        "time": at.isoformat(),
        "data": data,
    }


class Delays:
    """How late the late deliveries so far were: learnt as they happen, so that no text knows the future."""

    def __init__(self) -> None:
        self.by_state: defaultdict[str, list[int]] = defaultdict(list)

    def learn(self, state: str, order: dict[str, Any], at: datetime) -> None:
        late = (at.astimezone(SAO_PAULO).date() - datetime.fromisoformat(order["promised"]).date()).days
        if late > 0:
            self.by_state[state].append(late)
            self.by_state["BR"].append(late)

    def usual(self, state: str) -> int | None:
        """The median delay in days of late deliveries to this state, else to the country; None while too few are known."""
        for place in (state, "BR"):
            known = sorted(self.by_state[place])
            if len(known) >= FEWEST_FOR_AN_ESTIMATE:
                return known[len(known) // 2]
        return None


def bucket(person: str, salt: str) -> int:
    """A stable number from 0 to 99 for a person."""
    return int.from_bytes(hashlib.sha256(f"{salt}:{person}".encode()).digest()[:4]) % 100


def local(text: str) -> datetime:
    """A time of the tables, which are local to São Paulo."""
    return datetime.fromisoformat(text).replace(tzinfo=SAO_PAULO)


def table(data: Path, name: str) -> list[Row]:
    with gzip.open(data / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
