"""The imports there were, and the rows they refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tidings.people.models import ImportRun, RefusedRow
from tidings.people.problems import Problem


@dataclass(frozen=True)
class RefusedLine:
    """A row that was not taken, with everything that is wrong with it; `row` is as the file has it."""

    line: int
    problems: tuple[Problem, ...]
    row: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ImportCard:
    """One import as it stands: running, done, or stopped before its end."""

    id: int
    name: str
    actor: str
    started_at: datetime
    finished_at: datetime | None
    state: str
    read: int
    created: int
    updated: int
    unchanged: int
    refused: int
    repeated: int
    skipped: int
    columns: Sequence[str]
    mapping: str


class UnknownImport(LookupError):
    """There is no such import."""


def imports(*, after: int | None = None, limit: int = 50) -> list[ImportCard]:
    """The imports, the newest first; `after` is the last id of the page before."""
    runs = ImportRun.objects.order_by("-id")
    if after is not None:
        runs = runs.filter(id__lt=after)
    return [ImportCard(**row) for row in runs.values(*ImportCard.__dataclass_fields__)[:limit]]


def import_run(*, run_id: int) -> ImportCard:
    """One import; raises `UnknownImport`."""
    row = ImportRun.objects.filter(id=run_id).values(*ImportCard.__dataclass_fields__).first()
    if row is None:
        raise UnknownImport(f"No import {run_id}.")
    return ImportCard(**row)


def refused_rows(run_id: int, *, after: int = 0, limit: int | None = None) -> list[RefusedLine]:
    """The refused rows of an import after line `after`, in the order of the file, each with all its problems."""
    found: dict[int, RefusedLine] = {}
    for row in RefusedRow.objects.filter(run_id=run_id, line__gt=after).order_by("line", "id").iterator():
        if limit is not None and row.line not in found and len(found) == limit:
            break
        problems = found[row.line].problems if row.line in found else ()
        found[row.line] = RefusedLine(row.line, (*problems, Problem(row.field, row.says, row.mend)), row.row)
    return list(found.values())
