"""What is kept of a block of customers, read as columns in one statement each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import pyarrow as pa
from django.db import connection
from pyarrow import csv

NAMES = pa.dictionary(pa.int32(), pa.string())
MICROS = "(extract(epoch FROM {}) * 1000000)::bigint"
# WHO stands for the block's customers, by the column before it.
CUSTOMERS = """
    SELECT id, external_id, relationship, array_to_string(places, ' ') AS places,
        array_to_string(zones, ' ') AS zones, language,
        greatest(last_purchase, CASE WHEN relationship = 'customer'
            THEN (relationship_since AT TIME ZONE 'UTC')::date END) AS purchased, last_inquiry AS inquired
    FROM people_customer WHERE erased_at IS NULL AND id WHO ORDER BY id
"""
POINTS = """
    SELECT customer_id, id, channel FROM people_contactpoint
    WHERE state = 'usable' AND customer_id WHO ORDER BY id
"""
BLOCKED = """
    SELECT p.id, s.channel FROM people_contactpoint p
    JOIN people_suppression s ON s.address = coalesce(nullif(p.form, ''), p.address)
    WHERE p.state = 'usable' AND s.lifted_at IS NULL AND s.customer_id IS NULL AND s.scope = ANY(%(scopes)s)
        AND p.customer_id WHO
"""
STOPS = """
    SELECT customer_id, channel FROM people_suppression
    WHERE lifted_at IS NULL AND scope = ANY(%(scopes)s) AND customer_id WHO
"""
ABOUT = """
    c.purpose = ANY(%(purposes)s) AND c.topic = ANY(%(topics)s) AND (c.at <= %(now)s OR NOT c.granted)
        AND c.customer_id WHO
"""
CONSENTS = f"""
    SELECT c.customer_id, c.channel, coalesce(nullif(c.form, ''), c.address) IN ('', 'all') AS whole,
        c.granted, c.written, {MICROS.format("c.at")} AS at
    FROM people_consent c WHERE {ABOUT}
"""  # noqa: S608 (our own names)
CONSENTS_OF_POINTS = f"""
    SELECT p.id, c.channel, c.granted, c.written, {MICROS.format("c.at")} AS at
    FROM people_consent c JOIN people_contactpoint p ON p.customer_id = c.customer_id AND p.state = 'usable'
        AND coalesce(nullif(p.form, ''), p.address) = coalesce(nullif(c.form, ''), c.address)
    WHERE c.address <> '' AND {ABOUT}
"""  # noqa: S608 (our own names)
PREFERENCES = f"""
    SELECT customer_id, 2 * array_position(%(origins)s, origin) + (topic = '')::int AS rank, origin,
        array_to_string(channels, ' ') AS channels, language, digest, {MICROS.format("paused_until")} AS paused_until,
        CASE WHEN weekdays IS NOT NULL THEN weekdays::text WHEN not_before IS NOT NULL AND not_after IS NOT NULL
            THEN json_build_array(to_char(not_before, 'HH24:MI'), to_char(not_after, 'HH24:MI'))::text
            ELSE '' END AS hours
    FROM people_preference
    WHERE topic IN ('', %(topic)s) AND origin = ANY(%(origins)s) AND customer_id WHO
"""  # noqa: S608 (our own names)
# 1: the number stands on the registry; otherwise somebody else may have it, unless its owner confirmed it since.
HITS = """
    SELECT p.id, v.name, e.answer = 1 AS listed FROM people_contactpoint p
    JOIN people_registryentry e
        ON e.number = CASE WHEN p.channel IN ('mobile', 'landline') THEN substr(p.address, 2)::bigint END
    JOIN people_registryversion v ON v.list = e.list AND v.current
    WHERE p.state = 'usable' AND p.customer_id WHO AND e.answer > 0 AND (e.answer = 1 OR NOT EXISTS (
            SELECT FROM people_consent c WHERE c.customer_id = p.customer_id AND c.granted AND c.at <= %(now)s
                AND c.address = p.address AND c.at >= (v.dated + 1)::timestamp AT TIME ZONE 'UTC'))
"""
KINDS: Mapping[str, pa.DataType] = {
    "customer_id": pa.int64(),
    "id": pa.int64(),
    "external_id": pa.string(),
    "purchased": pa.date32(),
    "inquired": pa.date32(),
    "whole": pa.bool_(),
    "granted": pa.bool_(),
    "written": pa.bool_(),
    "listed": pa.bool_(),
    "digest": pa.bool_(),
    "at": pa.int64(),
    "paused_until": pa.int64(),
    "rank": pa.int32(),
}


@dataclass(frozen=True)
class Question:
    """The topic and purpose the facts are for, as of `now`."""

    topic: str
    purpose: str
    now: datetime
    origins: Sequence[str]

    @property
    def values(self) -> dict[str, Any]:
        return {
            "topic": self.topic,
            "topics": ["", "all", self.topic],
            "purposes": ["", "all", self.purpose],
            "scopes": ["all", f"purpose:{self.purpose}", f"topic:{self.topic}"],
            "origins": list(self.origins),
            "now": self.now,
        }


@dataclass(frozen=True)
class Block:
    """Some customers: those of `ids`, or all with an id above `after` up to `last`."""

    after: int = 0
    last: int = 0
    ids: Sequence[int] | None = None

    @cached_property
    def written(self) -> str:
        """The ids as PostgreSQL writes an array: one text is sent sooner than many numbers."""
        return "{" + ",".join(map(str, self.ids or ())) + "}"

    def table(self, statement: str, question: Question) -> pa.Table:
        """What the statement gives for these customers."""
        values = question.values | {"after": self.after, "last": self.last, "ids": self.written}
        who = "> %(after)s AND {0} <= %(last)s" if self.ids is None else "= ANY(%(ids)s::bigint[])"
        return copied(with_who(statement, who), values)


def blocks(customers: Sequence[int] | None, rows: int) -> Iterator[Block]:
    """The customers asked about (None: everybody) in blocks of at most `rows`."""
    if customers is not None:
        for start in range(0, len(customers), rows):
            yield Block(ids=list(dict.fromkeys(customers[start : start + rows])))
        return
    after = 0
    while last := end_of_block(after, rows):
        yield Block(after, last)
        after = last


def end_of_block(after: int, rows: int) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(id) FROM (SELECT id FROM people_customer WHERE id > %s ORDER BY id LIMIT %s) block",
            [after, rows],
        )
        [last] = cursor.fetchone()
    return last


def with_who(statement: str, who: str) -> str:
    """The statement with its condition written out for the column that stands before WHO."""
    before, _, after = statement.rpartition("WHO")
    return f"{before}{who.format(before.split()[-1])}{after}"


def copied(statement: str, values: Mapping[str, Any]) -> pa.Table:
    """Rows as columns: PostgreSQL writes CSV, Arrow reads it. Both in C, and on the connection at hand."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT csv, HEADER)", values) as out,
    ):
        text = b"".join(map(bytes, out))
    header = text[: text.index(b"\n")].decode().split(",")
    return csv.read_csv(
        pa.BufferReader(text),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types={name: KINDS.get(name, NAMES) for name in header},
            null_values=[""],
            strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
        ),
    )
