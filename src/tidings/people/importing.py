"""Imports: many rows, in batches, each batch whole; what was refused is kept with its reason and its mend.

A run that was killed has saved its full batches. The same import again finds those unchanged and does the rest.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from tidings.people.models import ImportRun, RefusedRow
from tidings.people.problems import Problem, Refused
from tidings.people.record import Record, read_record
from tidings.people.saving import save_batch
from tidings.staff import public as staff

BATCH = 1000
EVENT_MARK = "specversion"  # a mixed file holds CloudEvents too; they are for `events send`

Row = Mapping[str, Any]
Reader = Callable[[Row], Row]


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """What an import brought. `repeated`: ids that came again in the same file, where the later row won."""

    run_id: int
    name: str
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    repeated: int = 0
    skipped: int = 0


def import_rows(
    *,
    rows: Iterable[tuple[int, Row]],
    name: str,
    actor: str,
    now: datetime,
    progress: Callable[[int], None] | None = None,
    read: Reader = dict,
    columns: Sequence[str] = (),
    mapping: str = "",
) -> ImportReport:
    """Save rows of (line, row); `read` turns a row of the file into a customer record and may raise `Refused`.

    `progress` hears how many rows each batch had; the file's columns and mapping are kept for whoever mends its rows.
    Running it again changes nothing that is there already.
    """
    with transaction.atomic():
        ImportRun.objects.filter(name=name, state="running").update(state="stopped")
        run = ImportRun.objects.create(
            name=name, actor=actor, started_at=now, columns=list(columns), mapping=mapping
        )
    report = ImportReport(run_id=run.id, name=name)
    country, seen = staff.company().country, set[int]()
    for batch in batches(rows):
        report = import_batch(batch, report, seen, read, country, now)
        if progress:
            progress(len(batch))
    finish(report, actor, now)
    return report


def batches(rows: Iterable[tuple[int, Row]]) -> Iterator[list[tuple[int, Row]]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def import_batch(
    batch: list[tuple[int, Row]],
    report: ImportReport,
    seen: set[int],
    read: Reader,
    country: str,
    now: datetime,
) -> ImportReport:
    """Save a batch in one transaction; the report with what became of it added."""
    taken = read_batch(batch, seen, read, country, now)
    with transaction.atomic():
        saved = save_batch(list(taken.records.values()), company_country=country, now=now)
        keep_refused(report.run_id, taken.refused)
        return keep_counts(added(report, taken.counts + Counter(one.state for one in saved)))


@dataclass(frozen=True)
class ReadBatch:
    """A batch as read: the records to save (the last one of each id), and what was refused, by line."""

    records: dict[str, Record] = field(default_factory=dict)
    refused: list[tuple[int, Row, Problem]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def read_batch(
    batch: list[tuple[int, Row]], seen: set[int], read: Reader, country: str, now: datetime
) -> ReadBatch:
    taken = ReadBatch(counts=Counter(read=len(batch)))
    for line, row in batch:
        if EVENT_MARK in row:
            taken.counts["skipped"] += 1
            continue
        try:
            record = read_record(read(row), company_country=country, now=now)
        except Refused as reason:
            taken.counts["refused"] += 1
            taken.refused.extend((line, row, problem) for problem in reason.problems)
            continue
        taken.counts["repeated"] += hash(record.external_id) in seen
        seen.add(hash(record.external_id))  # a hash, not the id: millions of them are kept
        taken.records[record.external_id] = record
    return taken


def added(report: ImportReport, counts: Counter[str]) -> ImportReport:
    return replace(report, **{name: getattr(report, name) + count for name, count in counts.items()})


def keep_refused(run_id: int, refused: list[tuple[int, Row, Problem]]) -> None:
    RefusedRow.objects.bulk_create(
        RefusedRow(run_id=run_id, line=line, row=storable(row), **asdict(problem))
        for line, row, problem in refused
    )


def storable(row: Row) -> dict[str, Any]:
    """The row as JSON can keep it: dates as text, and without the characters that it was refused for."""
    return {str(name).replace("\x00", ""): as_json(value) for name, value in row.items()}


def as_json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return storable(value)
    if isinstance(value, list | tuple):
        return [as_json(each) for each in value]
    if isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, float) and value == value and abs(value) != float("inf"):
        return value
    return str(value).replace("\x00", "").encode("utf-8", "replace").decode()


def keep_counts(report: ImportReport) -> ImportReport:
    counts = {name: value for name, value in asdict(report).items() if name not in ("run_id", "name")}
    ImportRun.objects.filter(id=report.run_id).update(**counts)
    return report


def finish(report: ImportReport, actor: str, now: datetime) -> None:
    ImportRun.objects.filter(id=report.run_id).update(state="done", finished_at=now)
    counts = asdict(report)
    detail = {name: counts[name] for name in ("read", "created", "updated", "refused")}
    staff.record(
        actor=actor, action="customers.imported", object=f"import:{report.run_id}", detail=detail, now=now
    )
