"""A query as an audience: read only, bounded in time, and never more than a portion of it in memory."""

from collections.abc import Iterator

import psycopg
import pyarrow as pa

from tidings.outreach.planning.wire import connect

TIME_LIMIT = "300s"


class AudienceRefused(ValueError):
    """An audience that cannot be read; the text says why and how to mend it."""


def query_portions(sql: str, *, rows: int) -> Iterator[pa.RecordBatch]:
    """What the query finds, in a read-only transaction of its own that sees one moment; raises `AudienceRefused`."""
    with connect() as wire:
        wire.read_only = True
        wire.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        wire.execute("SELECT set_config('statement_timeout', %s, true)", [TIME_LIMIT])
        yield from fetched(wire, sql.rstrip("; \n"), rows)


def fetched(wire: psycopg.Connection, sql: str, rows: int) -> Iterator[pa.RecordBatch]:
    try:
        with wire.cursor(name="audience") as cursor:
            cursor.execute(sql)  # type: ignore[arg-type]  # the words of a person with this very right
            names = [column.name for column in cursor.description or ()]
            while found := cursor.fetchmany(rows):
                columns = zip(*found, strict=True)
                yield pa.RecordBatch.from_arrays([pa.array(column) for column in columns], names=names)
    except psycopg.Error as error:
        says = str(error).splitlines()[0]
        raise AudienceRefused(f"the query was not answered: {says}; write one SELECT") from None
