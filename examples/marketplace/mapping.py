"""From the marketplace's tables to customers and CloudEvents.

What the tables do not hold is not invented: there are no names, tracking links or refunds. Seeded, and only this:
an address at example.com, a language (one in ten people reads English), and a few refusals (see `seeded_refusals`).
Times in the tables are local to São Paulo. No event knows anything that happened after it.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from .customers import customers as customers
from .customers import person_of
from .tables import HAPPENINGS, SAO_PAULO, Row, cancelled_at, local, table

SOURCE = "https://mercado.example.com/orders"
FEWEST_FOR_AN_ESTIMATE = 5


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
        yield from order_events(row, person_of(row, people), items[row["order_id"]])
    for number, review in enumerate(table(data, "order_reviews")):
        if order := orders.get(
            review["order_id"]
        ):  # a part of the tables may hold reviews of other parts' orders
            yield review_event(review, order, person_of(order, people), number)


def order_events(row: Row, person: Row, items: list[Row]) -> Iterator[tuple[datetime, dict[str, Any]]]:
    """What happened to one order, as far as its row says."""
    told = {**facts(row, items), "state_of_customer": person["customer_state"]}
    named = dict(zip(HAPPENINGS, ("placed", "approved", "shipped", "delivered"), strict=True))
    for column, name in named.items():
        if row[column]:
            at = local(row[column])
            own = {"delivered": at.isoformat()} if name == "delivered" else {}
            yield at, cloud_event(f"order.{name}", row, person, at, {"order": {**told, **own}})
    if at := cancelled_at(row):
        closed = {**facts(row, items), "unavailable": row["order_status"] == "unavailable"}
        yield at, cloud_event("order.cancelled", row, person, at, {"order": closed})


def facts(row: Row, items: list[Row]) -> dict[str, Any]:
    known: dict[str, Any] = {
        "id": row["order_id"],
        "short_id": row["order_id"][:8].upper(),
    }
    if promised := row["order_estimated_delivery_date"]:
        known["promised"] = promised[:10]
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
        if "promised" not in order:
            return
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
