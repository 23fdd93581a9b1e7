"""Files of customers: CSV, JSONL and Parquet, plain or gzipped, read row by row whatever their size."""

import codecs
import csv
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from tidings.people.mapping import REASONS, UNREADABLE, FieldMapping

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
KINDS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}
ROWS_AT_ONCE = 1000
LONGEST_LINE = 256 * 1024  # characters

Rows = Iterator[tuple[int, dict[str, Any]]]


class FileRefused(ValueError):
    """A file that cannot be read at all; the text says why and how to mend it."""


def kind_of(path: Path) -> str:
    """csv, jsonl or parquet, by the file's ending."""
    ending = Path(path.name.removesuffix(".gz")).suffix.lower()
    if ending not in KINDS:
        raise FileRefused(f"{path.name}: of no known kind; use .csv, .jsonl or .parquet, with or without .gz")
    return KINDS[ending]


def columns_of(path: Path, mapping: FieldMapping) -> list[str]:
    """The names of the columns of a CSV or Parquet file; a JSONL file has none to check in advance."""
    kind = kind_of(path)
    if kind == "parquet":
        return list(parquet(path).schema_arrow.names)
    if kind == "jsonl":
        return []
    with opened(path, mapping.encoding) as text:
        return list(csv_reader(text, mapping).fieldnames or ())


def read_rows(path: Path, mapping: FieldMapping) -> Rows:
    """Every row with its line number (its place, for Parquet), without the reasons a file of refused rows has."""
    kind = kind_of(path)
    if kind == "parquet":
        return parquet_rows(path)
    return csv_rows(path, mapping) if kind == "csv" else jsonl_rows(path, mapping)


def check_whole(path: Path, encoding: str, *, largest: int | None = None) -> None:
    """Read the whole file once for its characters alone: better than to find out after half of it is saved.

    A small file may unpack to any size: lines have a limit, and the whole of it has one where `largest` (bytes) is
    given. Raises `FileRefused`, with the line.
    """
    if kind_of(path) == "parquet":
        check_size(path, parquet_size(path), largest)
        return
    decoder = decoder_of(encoding)
    line, size, begun = 1, 0, 0
    with unzipped(path) as raw:
        start = raw.read(2)
        if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) and "16" not in encoding:
            raise FileRefused(
                f"{path.name}: this is UTF-16; save it as UTF-8, or say `encoding: utf-16` in the mapping"
            )
        for chunk in (start, *iter(lambda: raw.read(1 << 20), b"")):
            check_size(path, size := size + len(chunk), largest)
            try:
                first, *others = decoder.decode(chunk).split("\n")
                line += len(others)
                longest = max(begun + len(first), *map(len, others), 0)
                begun = len(others[-1]) if others else begun + len(first)
            except UnicodeDecodeError as wrong:
                line += chunk[: wrong.start].count(b"\n")
                raise FileRefused(
                    f"{path.name}: line {line} is not {encoding}; save it as UTF-8, "
                    "or say which `encoding:` it has in the mapping (often latin-1)"
                ) from None
            if longest > LONGEST_LINE:
                raise FileRefused(
                    f"{path.name}: near line {line} is a line of more than {LONGEST_LINE} characters"
                )


def check_size(path: Path, size: int, largest: int | None) -> None:
    if largest is not None and size > largest:
        raise FileRefused(
            f"{path.name}: unpacked it is larger than {largest // 1_000_000} MB; "
            "use the command `tidings import customers FILE`"
        )


def decoder_of(encoding: str) -> codecs.IncrementalDecoder:
    try:
        b"a".decode(encoding, "ignore")  # refuses zip, hex and other codecs that make no text
        return codecs.getincrementaldecoder(encoding_of(encoding))()
    except (LookupError, ValueError):
        raise FileRefused(f"encoding: {encoding} is none that we know; use utf-8 or latin-1") from None


def encoding_of(encoding: str) -> str:
    return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding


def unzipped(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def opened(path: Path, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(unzipped(path), encoding=encoding_of(encoding), newline="")


def csv_reader(text: io.TextIOWrapper, mapping: FieldMapping) -> "csv.DictReader[str]":
    first = text.readline()
    text.seek(0)
    return csv.DictReader(text, delimiter=mapping.delimiter or max(",;\t|", key=first.count))


def csv_rows(path: Path, mapping: FieldMapping) -> Rows:
    with opened(path, mapping.encoding) as text:
        reader = csv_reader(text, mapping)
        if not reader.fieldnames:
            return
        while True:
            line = reader.line_num + 1
            try:
                yield line, csv_row(next(reader))
            except StopIteration:
                return
            except csv.Error as wrong:
                yield line, {UNREADABLE: str(wrong)}


def csv_row(cells: dict[Any, Any]) -> dict[str, Any]:
    """The cells that say something. A row longer or shorter than the header is marked: its cells may have moved."""
    beyond = cells.pop(None, None)
    row = {name: without_guard(cell) for name, cell in cells.items() if cell and name not in REASONS}
    if beyond:
        row[UNREADABLE] = beyond
    elif None in cells.values():
        row[UNREADABLE] = "fewer cells than the header"
    return row


def without_guard(value: Any) -> Any:
    """A cell that `guarded` wrote, as it was."""
    guarded_cell = isinstance(value, str) and value[:1] == "'" and value[1:].startswith(FORMULA_STARTS)
    return value[1:] if guarded_cell else value


def guarded(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def jsonl_rows(path: Path, mapping: FieldMapping) -> Rows:
    with opened(path, mapping.encoding) as text:
        for line, written in enumerate(text, 1):
            if written.strip():
                yield line, parsed(written)


def parsed(written: str) -> dict[str, Any]:
    try:
        row = json.loads(written)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        return {UNREADABLE: written.strip()}
    return {name: value for name, value in row.items() if name not in REASONS}


def parquet(path: Path) -> Any:
    import pyarrow
    from pyarrow.parquet import ParquetFile

    if path.suffix == ".gz":
        raise FileRefused(f"{path.name}: Parquet is compressed inside; unpack it first")
    try:
        return ParquetFile(path)
    except (pyarrow.ArrowInvalid, OSError):
        raise FileRefused(f"{path.name}: this is not a Parquet file") from None


def parquet_size(path: Path) -> int:
    """How many bytes the columns have unpacked, as the file itself says."""
    metadata = parquet(path).metadata
    return sum(metadata.row_group(nth).total_byte_size for nth in range(metadata.num_row_groups))


def parquet_rows(path: Path) -> Rows:
    line = 0
    with parquet(path) as file:
        for batch in file.iter_batches(ROWS_AT_ONCE):
            for row in batch.to_pylist():
                line += 1
                yield (
                    line,
                    {name: value for name, value in row.items() if is_said(value) and name not in REASONS},
                )


def is_said(value: Any) -> bool:
    """Whether a cell says something: an empty one, or a number that is none, does not."""
    return value is not None and value == value and value != ""


def row_count(path: Path) -> int:
    """About how many rows there are, for a progress bar."""
    if kind_of(path) == "parquet":
        return int(parquet(path).metadata.num_rows)
    with unzipped(path) as raw:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: raw.read(1 << 20), b""))
