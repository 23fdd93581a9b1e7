"""A small marketplace made by hand: one order for each thing that can be odd about one. Written in the tables' layout."""

import csv
import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

ORDER = (
    "order_id",
    "customer_id",
    "order_status",
    "order_purchase_timestamp",
    "order_approved_at",
    "order_delivered_carrier_date",
    "order_delivered_customer_date",
    "order_estimated_delivery_date",
)
CUSTOMER = (
    "customer_id",
    "customer_unique_id",
    "customer_zip_code_prefix",
    "customer_city",
    "customer_state",
)
ITEM = ("order_id", "order_item_id", "price", "freight_value")
REVIEW = ("review_id", "order_id", "review_score", "review_comment_message", "review_answer_timestamp")

BOUGHT, PROMISED = "2018-05-01 10:00:00", "2018-05-10"
# name: state, promised, delivered, and what else differs from an order bought on BOUGHT.
DELIVERIES = {
    "a second before 24:00": "2018-05-10 23:59:59",
    "at 24:00": "2018-05-11 00:00:00",
    "a second after 24:00": "2018-05-11 00:00:01",
    "a second before the lawful minute": "2018-05-11 07:59:59",
    "at the lawful minute": "2018-05-11 08:00:00",
    "a second into the lawful minute": "2018-05-11 08:00:01",
    "never": "",
    "before it was bought": "2018-04-30 10:00:00",
}
CANCELLED = {  # by when it was bought: a cancellation comes 24 hours after the last that happened
    "on the promised day": "2018-05-09 12:00:00",
    "at 24:00": "2018-05-10 00:00:00",
    "in the night": "2018-05-10 03:00:00",
    "in the morning": "2018-05-10 09:00:00",
}
STATES = ("AC", "AM", "PA", "PE", "MT", "BA", "RR", "RS", "", "XX")
CLOCK_CHANGES = ("2016-10-15", "2017-02-18", "2017-10-14", "2018-02-17")


def write(folder: Path) -> Path:
    """The four tables in `folder`."""
    orders = list(odd_orders())
    table(folder, "orders", ORDER, [row[:2] + row[3:] for row in orders])
    people = [
        (customer, person_of(order, customer), "01000", "cidade", state)
        for order, customer, state, *_ in orders
    ]
    table(folder, "customers", CUSTOMER, people)
    with_items = [order for order, *_ in orders if order != "without items"]
    table(folder, "order_items", ITEM, [(order, "1", "99.9", "14.1") for order in with_items])
    table(folder, "order_reviews", REVIEW, odd_reviews())
    return folder


def odd_orders() -> Iterator[tuple[str, ...]]:
    """order, customer, state, status, bought, approved, shipped, delivered, promised."""
    for name, delivered in DELIVERIES.items():
        yield order(f"delivered {name}", delivered=delivered)
    for name, bought in CANCELLED.items():
        yield order(f"canceled {name}", bought=bought, status="canceled")
    yield order("without items", status="unavailable")
    yield order("not approved", approved="", shipped="2018-05-03 10:00:00")
    yield order("approved before it was bought", approved="2018-04-29 10:00:00")
    yield order("of a status never seen", status="teleported")
    yield order("promised for the day before it was bought", promised="2018-04-30")
    yield order("promised long before it was bought", promised="2018-04-01")
    yield order("promised for no day", promised="")
    for state in STATES:
        yield order(f"to state {state or 'unsaid'}", state=state)
    for day in CLOCK_CHANGES:
        for state in ("SP", "CE", "AC", "MS"):
            yield order(f"{state} {day}", state=state, promised=day, bought=f"{day[:8]}01 10:00:00")
    for number in range(8):
        yield order(f"many/{number}")
    yield order("moved/0", bought="2018-04-01 10:00:00", state="SP")
    yield order("moved/1", state="AM")
    yield order(who_is_seeded(0, 1))
    yield order(who_is_seeded(2))
    yield order(who_is_seeded(3, 99, english=True))


def order(
    name: str,
    *,
    state: str = "SP",
    status: str = "shipped",
    bought: str = BOUGHT,
    approved: str | None = None,
    shipped: str = "",
    delivered: str = "",
    promised: str = PROMISED,
) -> tuple[str, ...]:
    day = f"{promised} 00:00:00" if promised else ""
    approved = bought if approved is None else approved
    status = "delivered" if delivered else status
    return name, f"customer of {name}", state, status, bought, approved, shipped, delivered, day


def person_of(order: str, customer: str) -> str:
    """Orders called NAME/NUMBER are one person's."""
    name, several, _ = order.partition("/")
    return name if several else customer


def who_is_seeded(first: int, last: int | None = None, *, english: bool = False) -> str:
    """An order whose customer has a refusal slot from `first` to `last`, found by trying."""
    slots = range(first, (first if last is None else last) + 1)
    for number in range(10_000):
        name = f"seeded {number}"
        who = f"customer of {name}"
        if slot(who, "refusal") in slots and (slot(who, "language") < 10) is english:
            return name
    raise AssertionError("no such customer among ten thousand")


def slot(person: str, salt: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{salt}:{person}".encode()).digest()[:4]) % 100


def odd_reviews() -> list[tuple[str, ...]]:
    return [
        ("twice", "delivered at 24:00", "1", "", "2018-05-20 10:00:00"),
        ("twice", "delivered never", "2", 'mal "feito", sim\nsegunda linha', "2018-05-20 10:00:00"),
        ("early", "to state AC", "1", "", "2018-04-20 23:30:00"),
        ("before the move", "moved/1", "5", "", "2018-03-01 10:00:00"),
        ("happy", "to state AM", "5", "", "2018-05-20 10:00:00"),
        ("stray", "an order of another part", "1", "", "2018-05-20 10:00:00"),
    ]


def table(folder: Path, name: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with gzip.open(folder / f"{name}.csv.gz", "wt", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(columns)
        writer.writerows(rows)
