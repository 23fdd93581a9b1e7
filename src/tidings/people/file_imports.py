"""Importing a whole file: its columns checked first, then its rows, then what was refused written beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tidings.people.files import check_whole, columns_of, kind_of, read_rows
from tidings.people.importing import ImportReport, import_rows
from tidings.people.mapping import UNREADABLE, FieldMapping
from tidings.people.mapping_file import read_mapping
from tidings.people.problems import Problem, Refused
from tidings.people.refused_files import refused_path, write_refused


@dataclass(frozen=True, kw_only=True)
class FileReport:
    """What an import of a file brought, and where its refused rows are (None: there are none)."""

    report: ImportReport
    refused: Path | None


def import_file(
    *,
    path: Path,
    name: str = "",
    mapping: str = "",
    refused_to: Path | None = None,
    largest: int | None = None,
    actor: str,
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> FileReport:
    """Import the customers of a CSV, JSONL or Parquet file; `mapping` is the text of a mapping file.

    `largest` is how many bytes the file may have once unpacked.

    Raises `FileRefused` or `MappingRefused` before anything is saved.
    """
    fields = read_mapping(mapping)
    check_whole(path, fields.encoding, largest=largest)
    columns = columns_of(path, fields)
    if kind_of(path) != "jsonl":
        fields.check_columns(columns)
    report = import_rows(
        rows=read_rows(path, fields),
        name=name or path.name,
        actor=actor,
        now=now,
        progress=progress,
        read=reader(path, fields),
        columns=columns,
        mapping=mapping,
    )
    if not report.refused:
        return FileReport(report=report, refused=None)
    target = refused_to or refused_path(path)
    write_refused(run_id=report.run_id, target=target)
    return FileReport(report=report, refused=target)


def reader(path: Path, fields: FieldMapping) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """How to read a row: JSONL that nobody mapped holds records as they are."""
    as_it_is = kind_of(path) == "jsonl" and not (fields.columns or fields.constants or fields.defaults)
    return plain_record if as_it_is else fields.record


def plain_record(row: Mapping[str, Any]) -> Mapping[str, Any]:
    if UNREADABLE in row:
        raise Refused([Problem("", "is not a JSON object", "write one customer record a line")])
    return row
