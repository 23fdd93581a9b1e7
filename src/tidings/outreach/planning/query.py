"""A query as an audience: read only, bounded in time, and never more than a portion of it in memory."""

from collections.abc import Generator, Iterator
from typing import Any

import psycopg
import pyarrow as pa

from tidings.outreach.planning.wire import connect

TIME_LIMIT = "300s"  # for each portion


class AudienceRefused(ValueError):
    """An audience that cannot be read; the text says why and how to mend it."""


def query_portions(sql: str, *, rows: int) -> Generator[pa.RecordBatch, None, None]:
    """What the query finds, in a read-only transaction of its own that sees one moment; raises `AudienceRefused`."""
    with connect() as wire:
        wire.read_only = True
        wire.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        wire.execute("SELECT set_config('statement_timeout', %s, true)", [TIME_LIMIT])
        yield from fetched(wire, sql.rstrip("; \n"), rows)
        wire.rollback()  # a read-only transaction may still notify, and before PostgreSQL 16 make large objects


def fetched(wire: psycopg.Connection, sql: str, rows: int) -> Iterator[pa.RecordBatch]:
    try:
        with wire.cursor(name="audience") as cursor:
            cursor.execute(sql)  # type: ignore[arg-type]  # the words of a person with this very right
            names = [column.name for column in cursor.description or ()]
            while found := cursor.fetchmany(rows):
                columns = [column_of(values) for values in zip(*found, strict=True)]
                yield pa.RecordBatch.from_arrays(columns, names=names)
    except psycopg.Error as error:
        says = str(error).splitlines()[0]
        raise AudienceRefused(f"the query was not answered: {says}; write one SELECT") from None


def column_of(values: tuple[Any, ...]) -> pa.Array:
    """The values as a column; a kind that Arrow has no column for (a UUID, an interval) is its text."""
    try:
        return pa.array(values)
    except pa.ArrowException:
        return pa.array([None if value is None else str(value) for value in values], pa.string())
