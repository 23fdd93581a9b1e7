"""The marketplace's four tables, read whole and checked first: what is missing or unreadable is named with its place."""

import csv
import gzip
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from zoneinfo import ZoneInfo

from tidings.site.example import ExampleRefused

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
NEVER_TIMED = {"canceled", "unavailable"}
HAPPENINGS = (
    "order_purchase_timestamp",
    "order_approved_at",
    "order_delivered_carrier_date",
    "order_delivered_customer_date",
)

Row = dict[str, str]


def local(text: str) -> datetime:
    """A time of the tables, which are local to São Paulo."""
    return datetime.fromisoformat(text).replace(tzinfo=SAO_PAULO)


def or_empty(reads: Callable[[str], object]) -> Callable[[str], object]:
    return lambda text: text and reads(text)


def filled(text: str) -> str:
    if not text:
        raise ValueError("empty")
    return text


# What must be there and how each cell is read; other columns are not looked at.
COLUMNS: dict[str, dict[str, Callable[[str], object]]] = {
    "orders": {
        "order_id": filled,
        "customer_id": filled,
        "order_status": str,
        "order_purchase_timestamp": local,
        "order_approved_at": or_empty(local),
        "order_delivered_carrier_date": or_empty(local),
        "order_delivered_customer_date": or_empty(local),
        "order_estimated_delivery_date": or_empty(local),
    },
    "customers": {
        "customer_id": filled,
        "customer_unique_id": filled,
        "customer_zip_code_prefix": str,
        "customer_city": str,
        "customer_state": str,
    },
    "order_items": {"order_id": filled, "price": Decimal, "freight_value": Decimal},
    "order_reviews": {
        "review_id": filled,
        "order_id": filled,
        "review_score": int,
        "review_comment_message": str,
        "review_answer_timestamp": local,
    },
}


def table(data: Path, name: str) -> list[Row]:
    """All rows of a table; raises `ExampleRefused` naming the file, and the line and column where it is one cell."""
    file = data / f"{name}.csv.gz"
    try:
        with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as lines:
            return list(checked(file, COLUMNS[name], csv.DictReader(lines)))
    except FileNotFoundError as missing:
        wanted = ", ".join(f"{each}.csv.gz" for each in COLUMNS)
        raise ExampleRefused(f"{file} is missing; --data needs a folder with {wanted}") from missing
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as broken:
        raise ExampleRefused(f"{file} cannot be read as gzipped CSV in UTF-8: {broken}") from broken


def checked(
    file: Path, columns: dict[str, Callable[[str], object]], rows: "csv.DictReader[str]"
) -> Iterator[Row]:
    if lacking := [column for column in columns if column not in (rows.fieldnames or ())]:
        raise ExampleRefused(f"{file} has no column {', '.join(lacking)}")
    for row in rows:
        for column, reads in columns.items():
            try:
                reads(row[column])
            except (ValueError, TypeError, InvalidOperation) as unreadable:
                raise ExampleRefused(
                    f"{file}, line {rows.line_num}: {column} cannot be {row[column]!r}"
                ) from unreadable
        yield row


def first_moment(row: Row) -> datetime:
    """The first thing the shop heard of an order."""
    return min(moments(row))


def cancelled_at(row: Row) -> datetime | None:
    """24 hours after the last thing that happened to an order that was closed; None while it is open or delivered."""
    if row["order_status"] not in NEVER_TIMED:
        return None
    return (max(moments(row)) + timedelta(hours=24)).astimezone(SAO_PAULO)


def moments(row: Row) -> list[datetime]:
    """What happened to an order, in UTC: São Paulo changes its clocks, and hours there are not always hours."""
    return [local(row[column]).astimezone(UTC) for column in HAPPENINGS if row[column]]
