"""The mapping of a file's columns to the fields of a customer record: a small YAML file, or column names as they are.

See docs/how-to/import-customers.md for the format.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from tidings.people.problems import Problem, Refused
from tidings.people.record import FIELDS

REASONS = (
    "refused_line",
    "refused_because",
    "refused_mend",
    "refused_unreadable",
)  # more in a file of refused rows
UNREADABLE = REASONS[-1]
AS_YAML = {"yes": "true", "on": "true", "no": "false", "off": "false", "true": "true", "false": "false"}


class MappingRefused(ValueError):
    """A mapping that cannot be used; the text says where and how to mend it."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """Where a column's value goes, and how it is read: by a table of values, or as a date by its format."""

    to: str
    values: Mapping[str, Any] = field(default_factory=dict)
    format: str = ""
    zone: str = ""


@dataclass(frozen=True, kw_only=True)
class FieldMapping:
    """`constants` hold in every row, `defaults` where the row says nothing; both by the path of a field."""

    columns: Mapping[str, Column] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)
    ignore: frozenset[str] = frozenset()
    encoding: str = "utf-8"
    delimiter: str = ""

    def check_columns(self, names: Iterable[str]) -> None:
        """Raise `MappingRefused` when the file lacks a column that is mapped, or has one that goes nowhere."""
        present = list(names)
        if twice := sorted({name for name in present if present.count(name) > 1}):
            raise MappingRefused(f"the file has two columns {twice[0]!r}: rename one of them")
        for name in self.columns:
            if name not in present:
                raise MappingRefused(f"columns: the file has no column {name!r}{near(name, present)}")
        for name in present:
            if not self.knows(name):
                raise MappingRefused(
                    f"the column {name!r} goes nowhere{near(name, FIELDS)}: map it under columns, "
                    "or name it under ignore"
                )

    def knows(self, name: str) -> bool:
        return name in self.columns or name in self.ignore or name in REASONS or name.split(".")[0] in FIELDS

    def record(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The customer record in a row of the file. Raises `Refused`."""
        if UNREADABLE in row:
            raise Refused(
                [
                    Problem(
                        "", "is not a row of this file", "compare it with the header, or with its neighbours"
                    )
                ]
            )
        said: dict[str, Any] = {}
        problems = []
        for name, value in row.items():
            column = self.columns.get(name) or Column(to=name)
            if name in self.ignore:
                continue
            try:
                said[column.to] = read_value(column, value)
            except ValueError as wrong:
                problems.append(Problem(column.to, str(wrong), f"mend the column {name}, or its mapping"))
        if problems:
            raise Refused(problems)
        return nested({**self.defaults, **said, **self.constants}, said)


def near(name: str, known: Iterable[str]) -> str:
    found = get_close_matches(name, list(known), n=1)
    return f" (did you mean {found[0]!r}?)" if found else ""


def read_value(column: Column, value: Any) -> Any:
    if column.values:
        cell = str(value).strip()
        key = cell if cell in column.values else AS_YAML.get(cell.lower(), "")
        if key not in column.values:
            raise ValueError("is a value that the mapping does not name")
        return column.values[key]
    if column.format and isinstance(value, str):
        return by_format(column, value.strip())
    if column.zone and isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=ZoneInfo(column.zone))
    return value


def by_format(column: Column, value: str) -> Any:
    try:
        found = datetime.strptime(value, column.format)  # noqa: DTZ007 (the zone follows)
    except ValueError:
        raise ValueError(f"is not a date like {column.format}") from None
    if "%H" not in column.format and "%I" not in column.format:
        return found.date()
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(column.zone) if column.zone else UTC)


def nested(flat: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Values by their paths ("consents.0.at") as nested objects and lists.

    A line of a list of which the row itself said nothing is left out, so that constants alone make no consent.
    """
    spoken = {entry for path in said if (entry := entry_of(path))}
    tree = Branch()
    for path, value in flat.items():
        entry = entry_of(path)
        if entry is None or entry in spoken:
            plant(tree, path.split("."), value)
    return {name: as_lists(branch) for name, branch in tree.items()}


@lru_cache(maxsize=10_000)
def entry_of(path: str) -> str | None:
    """ "consents.0" for "consents.0.at"; None for a path that leads into no list."""
    steps = path.split(".")
    place = next((index for index, step in enumerate(steps) if step.isdecimal()), None)
    return None if place is None else ".".join(steps[: place + 1])


class Branch(dict[str, Any]):
    """An object made from paths, to be told from one that came as a value."""


def plant(tree: Branch, steps: Sequence[str], value: Any) -> None:
    *way, last = steps
    for step in way:
        branch = tree.setdefault(step, Branch())
        if not isinstance(branch, Branch):
            problem = Problem(
                ".".join(steps), "goes into a field that has a value already", "map only one of them"
            )
            raise Refused([problem])
        tree = branch
    tree[last] = value


def as_lists(branch: Any) -> Any:
    if not isinstance(branch, Branch):
        return branch
    if all(step.isdecimal() for step in branch):
        return [as_lists(branch[step]) for step in sorted(branch, key=int)]
    return {step: as_lists(inner) for step, inner in branch.items()}
