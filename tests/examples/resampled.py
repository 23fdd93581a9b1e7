"""Other data of the same layout: some of the real orders, drawn by a seed, under new names and on other dates."""

import csv
import gzip
import random
from datetime import datetime, timedelta
from pathlib import Path

Row = dict[str, str]
IDS = ("order_id", "customer_id", "customer_unique_id", "review_id")


def write(source: Path, folder: Path, *, orders: int, seed: int) -> Path:
    """The four tables in `folder`; each order with its customer, items and reviews moved by the same number of days."""
    draw = random.Random(seed)
    chosen = draw.sample(read(source, "orders"), orders)
    days = {row["order_id"]: timedelta(days=draw.randint(-200, 200)) for row in chosen}
    buyers = {row["customer_id"] for row in chosen}
    save(folder, "orders", [moved(row, days[row["order_id"]]) for row in chosen])
    save(
        folder,
        "customers",
        [moved(row, timedelta()) for row in read(source, "customers") if row["customer_id"] in buyers],
    )
    for name in ("order_items", "order_reviews"):
        rows = [row for row in read(source, name) if row["order_id"] in days]
        save(folder, name, [moved(row, days[row["order_id"]]) for row in rows])
    return folder


def moved(row: Row, by: timedelta) -> Row:
    return {column: f"new-{text}" if column in IDS else later(text, by) for column, text in row.items()}


def later(text: str, by: timedelta) -> str:
    """A time moved; anything else as it is."""
    try:
        return str(datetime.strptime(text, "%Y-%m-%d %H:%M:%S") + by)
    except ValueError:
        return text


def read(folder: Path, name: str) -> list[Row]:
    with gzip.open(folder / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def save(folder: Path, name: str, rows: list[Row]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with gzip.open(folder / f"{name}.csv.gz", "wt", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
