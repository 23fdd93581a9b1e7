"""Refused rows as a file like the one they came from, with the reasons beside them: correct it and import it again."""

import csv
import json
from pathlib import Path
from typing import Any

from tidings.people.files import encoding_of, guarded, kind_of
from tidings.people.import_runs import RefusedLine, import_run, refused_rows
from tidings.people.mapping import REASONS, UNREADABLE, FieldMapping
from tidings.people.mapping_file import read_mapping


def refused_path(path: Path) -> Path:
    """Where the refused rows of `path` go unless somebody says otherwise: beside it."""
    plain = path.with_name(path.name.removesuffix(".gz"))
    return plain.with_name(f"{plain.stem}.refused{plain.suffix}")


def write_refused(*, run_id: int, target: Path) -> None:
    """Write the refused rows of an import to `target`, in the format, encoding and order of its file."""
    run = import_run(run_id=run_id)
    rows = [with_reasons(line) for line in refused_rows(run_id)]
    columns = list(dict.fromkeys([*run.columns, *(name for row in rows for name in row)]))
    ordered = [name for name in columns if name not in REASONS] + [
        name for name in REASONS if name in columns
    ]
    WRITERS[kind_of(Path(run.name))](rows, ordered, target, read_mapping(run.mapping))


def with_reasons(line: RefusedLine) -> dict[str, Any]:
    says = "; ".join(f"{problem.field} {problem.says}".strip() for problem in line.problems)
    mends = "; ".join(problem.mend for problem in line.problems)
    return {**line.row, "refused_line": line.line, "refused_because": says, "refused_mend": mends}


def write_csv(rows: list[dict[str, Any]], columns: list[str], target: Path, mapping: FieldMapping) -> None:
    encoding = encoding_of(mapping.encoding)
    with target.open("w", encoding=encoding, errors="backslashreplace", newline="") as text:
        writer = csv.DictWriter(text, columns, delimiter=mapping.delimiter or ",")
        writer.writeheader()
        writer.writerows({name: guarded(as_cell(value)) for name, value in row.items()} for row in rows)


def as_cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def write_jsonl(rows: list[dict[str, Any]], columns: list[str], target: Path, mapping: FieldMapping) -> None:
    with target.open("w", encoding=mapping.encoding) as text:
        text.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_parquet(
    rows: list[dict[str, Any]], columns: list[str], target: Path, mapping: FieldMapping
) -> None:
    import pyarrow
    from pyarrow.parquet import write_table

    full = [{name: row.get(name) for name in columns if name != UNREADABLE} for row in rows]
    try:
        table = pyarrow.Table.from_pylist(full)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError):  # a column that holds this and that: as texts
        texts = [
            {name: None if value is None else str(as_cell(value)) for name, value in row.items()}
            for row in full
        ]
        table = pyarrow.Table.from_pylist(texts)
    write_table(table, target)


WRITERS = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}
