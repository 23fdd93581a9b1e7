"""Many rows in one statement: sent as one JSON text, which PostgreSQL takes apart by the columns' types."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from django.db import connection

JSONB = 3802  # the type's number in every PostgreSQL


def read(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows a query gives, as mappings by column name."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return named(cursor)


def write(
    statement: str, types: Mapping[str, str], rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Run a statement over `rows`, standing where it says ROWS; what it returns. Nothing happens without rows."""
    if not rows:
        return []
    with connection.cursor() as cursor:
        cursor.execute(over_rows(statement, types), [json.dumps(rows, default=as_text, ensure_ascii=False)])
        return named(cursor) if cursor.description else []


def over_rows(statement: str, types: Mapping[str, str]) -> str:
    """The statement with the rows in the place of the word ROWS (or ROWS AS name)."""
    columns = ", ".join(f"{name} {kind}" for name, kind in types.items())
    rows = f"(SELECT * FROM jsonb_to_recordset(%s::jsonb) AS one({columns}))"  # noqa: S608 (our own types)
    named_rows = statement if "ROWS AS" in statement else statement.replace("ROWS", "ROWS AS r")
    return named_rows.replace("ROWS", rows)


def as_text(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be sent as a row's value.")


def named(cursor: Any) -> list[dict[str, Any]]:
    """Rows by column name. Django hands JSON columns of raw statements out as text; they are read here."""
    result = cursor.pgresult  # `description` builds a whole object a column: each event asks five times
    names = [result.fname(place).decode() for place in range(result.nfields)]
    in_json = [name for place, name in enumerate(names) if result.ftype(place) == JSONB]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows if in_json else ():
        row.update({name: as_value(row[name]) for name in in_json})
    return rows


def as_value(stored: Any) -> Any:
    return json.loads(stored) if isinstance(stored, str) else stored
