"""Customers for the benches of plans: seeded, in the database and as a snapshot of facts in Parquet.

Of 1,000: 850 customers, 100 prospects, 50 former; 70 % said yes to the topic, 5 % no; 90 % have an email address, 3 % of
those are stopped; 2 % are paused for a week; 3 % have two zones; 6 % keep hours of their own; one in 200 had two
contacts lately. Places and zones are those of nine states and countries. One in 20 rows names an offer of its own.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.parquet as parquet

from tidings.core.cases import FACTS, facts_schema
from tidings.core.channel_names import ADDRESS_KINDS

CHANNELS = tuple(ADDRESS_KINDS)
PORTION = 4_096
EMAIL = 1 << CHANNELS.index("email")
PLACES = ("us us-fl", "us us-ca", "us us-tx", "gb", "fr", "de", "ca ca-qc", "br", "au")
ZONES = (
    "America/New_York", "America/Los_Angeles", "America/Chicago", "Europe/London", "Europe/Paris", "Europe/Berlin",
    "America/Toronto", "America/Sao_Paulo", "Australia/Sydney", "America/New_York America/Chicago",
)  # fmt: skip
HOURS = ("", '["08:00","12:00"]', '["18:00","22:00"]')
CUSTOMERS = """
INSERT INTO people_customer (id, external_id, name, relationship, zones, created_at, updated_at)
SELECT n, 'c' || n, 'Person ' || n, 'customer', '{}', %(at)s, %(at)s FROM generate_series(1, %(count)s) AS n
"""
POINTS = """
INSERT INTO people_contactpoint (customer_id, channel, address, state, position)
SELECT n, 'email', 'c' || n || '@example.com', 'usable', 0 FROM generate_series(1, %(count)s) AS n
"""


def found(url: str, count: int, at: datetime) -> None:
    """The customers' rows."""
    with psycopg.connect(url, autocommit=True) as wire:
        for sql in (CUSTOMERS, POINTS):
            wire.execute(sql, {"count": count, "at": at})
        wire.execute("VACUUM ANALYZE people_customer, people_contactpoint")


def snapshot(path: Path, count: int, at: datetime, topic: str, seed: int = 7) -> None:
    """The same customers' facts as of `at`, with the data of the campaign, in row groups of 32,768."""
    rng = np.random.default_rng(seed)
    about = {"facts_at": at.isoformat(), "topic": topic}
    writer = None
    for start in range(0, count, PORTION):
        batch = facts(np.arange(start, min(start + PORTION, count)) + 1, rng, at)
        metadata = {**batch.schema.metadata, **{k.encode(): v.encode() for k, v in about.items()}}
        writer = writer or parquet.ParquetWriter(path, batch.schema.with_metadata(metadata))
        writer.write_batch(batch)
    if writer:
        writer.close()


def facts(ids: np.ndarray[Any, Any], rng: np.random.Generator, at: datetime) -> pa.RecordBatch:
    rows = len(ids)
    place = rng.integers(0, len(PLACES), rows)
    zone = np.where(rng.random(rows) < 0.03, len(ZONES) - 1, place)
    reachable = np.where(rng.random(rows) < 0.9, EMAIL, 0)
    columns = {
        "customer_id": pa.array(ids),
        "external_id": pa.array([f"c{id}" for id in ids]),
        "relationship": words(("customer", "prospect", "former"), rng.choice(3, rows, p=[0.85, 0.1, 0.05])),
        "places": words(PLACES, place),
        "zones": words(ZONES, zone),
        "hours": words(HOURS, rng.choice(3, rows, p=[0.94, 0.03, 0.03])),
        "ranked": words(("", "email", "sms email"), rng.choice(3, rows, p=[0.6, 0.3, 0.1])),
        "origin": words(("", "said"), np.zeros(rows, int)),
        "language": words(("en", "pt"), rng.choice(2, rows, p=[0.8, 0.2])),
        "subject": pa.array(rng.choice(np.array([-1, 0, 2], np.int8), rows, p=[0.05, 0.25, 0.7])),
        "granted": pa.array(np.where(rng.random(rows) < 0.8, EMAIL, 0), pa.uint16()),
        "reachable": pa.array(reachable, pa.uint16()),
        "suppressed": pa.array(np.where(rng.random(rows) < 0.03, EMAIL, 0), pa.uint16()),
        "purchased": pa.nulls(rows, pa.date32()),
        "inquired": pa.nulls(rows, pa.date32()),
        "paused_until": paused(rng, rows, at),
        "conversation": words(("",), np.zeros(rows, int)),
        "open_case": pa.array(np.zeros(rows, bool)),
        "digest": pa.array(rng.random(rows) < 0.05),
        "worth": words(("interrupt",), np.zeros(rows, int)),
        "bucket": pa.nulls(rows, pa.uint16()),
        "shown_hours": words(("",), np.zeros(rows, int)),
    }
    none = pa.array(np.zeros(rows, np.uint16))
    schema = facts_schema(channels=CHANNELS)
    batch = pa.RecordBatch.from_arrays([columns.get(name, none) for name in FACTS.names], schema=schema)
    offers = words(("Plan S", "Plan M", "Plan L"), rng.integers(0, 3, rows))
    own = np.where(rng.random(rows) < 0.05, ids.astype(str), "the shop")
    return batch.append_column("offer.name", offers).append_column("offer.place", pa.array(own))


def words(names: tuple[str, ...], places: np.ndarray[Any, Any]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), pa.array(names))


def paused(rng: np.random.Generator, rows: int, at: datetime) -> pa.Array:
    until = np.full(rows, np.datetime64((at + timedelta(days=7)).replace(tzinfo=None), "us"))
    return pa.array(until, pa.timestamp("us", "UTC"), mask=rng.random(rows) >= 0.02)
