"""The notice's data from an audience's columns: checked against `needs` once per distinct value, kept as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tidings.core.needs import Need, check_data
from tidings.core.problem import Problem

Mask = np.ndarray[Any, np.dtype[np.bool_]]
END = pa.scalar("", pa.string())
MENDS = {"money": "write it as 14.10 EUR"}  # where a cell is written otherwise than an event


@dataclass(frozen=True)
class Told:
    """What each row brings for the notice: `data` as JSON, whether it is `good`, and what is wrong where it is not."""

    data: pa.Array
    good: Mask
    problems: Mapping[int, Problem]


def told(portion: pa.RecordBatch, needs: Sequence[Need]) -> Told:
    """The data of a portion's rows, each column under its dotted path."""
    good, problems = np.ones(len(portion), bool), dict[int, Problem]()
    fragments: dict[str, pa.Array] = {}
    for need in needs:
        column = portion.column(need.path).dictionary_encode()
        read = [fragment(need, value) for value in column.dictionary.to_pylist()]
        missing = fragment(need, None)
        codes = column.indices.fill_null(len(read)).to_numpy(zero_copy_only=False)
        bad = np.array([isinstance(one, Problem) for one in [*read, missing]])[codes]
        for row in np.flatnonzero(bad & good):
            problems[int(row)] = [*read, missing][codes[row]]  # type: ignore[assignment]
        good &= ~bad
        words = ["null" if isinstance(one, Problem) else one for one in [*read, missing]]
        fragments[need.path] = pa.array(words, pa.string()).take(pa.array(codes))
    return Told(data=nested(fragments, len(portion)), good=good, problems=problems)


def missing_columns(names: Sequence[str], needs: Sequence[Need]) -> list[str]:
    """The columns the notice needs and the audience does not have."""
    return [need.path for need in needs if need.path not in names and not need.optional]


def fragment(need: Need, value: Any) -> str | Problem:
    """One value as JSON, or what is wrong with it."""
    plain = as_sent(need.type, value)
    data: Any = plain
    for step in reversed(need.path.split(".")):
        data = {step: data}
    if problem := next(iter(check_data([need], data)), None):
        return replace(problem, mend=MENDS.get(need.type, problem.mend))
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def as_sent(kind: str, value: Any) -> Any:
    """A column's value as an event would send it; text is read by the declared type, "" is nothing."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if not isinstance(value, str):
        return value
    text = value.strip()
    if kind in ("number", "integer", "boolean") and text:
        return as_json(text.lower())
    if kind == "money" and text:
        amount, _, currency = text.partition(" ")
        return {"amount": amount, "currency": currency.strip()}
    return text or None


def as_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def nested(fragments: Mapping[str, pa.Array], rows: int) -> pa.Array:
    """The fragments joined row by row as one object, nested by their paths."""
    if not fragments:
        return pa.array(["{}"], pa.string()).take(pa.array(np.zeros(rows, np.int32)))
    pieces = list(object_pieces({tuple(path.split(".")): column for path, column in fragments.items()}))
    return pc.binary_join_element_wise(*pieces, END)


def object_pieces(columns: Mapping[tuple[str, ...], pa.Array]) -> Iterator[pa.Array | pa.Scalar]:
    heads = list(dict.fromkeys(path[0] for path in columns))
    for place, head in enumerate(heads):
        yield pa.scalar(("," if place else "{") + json.dumps(head) + ":")
        inner = {path[1:]: column for path, column in columns.items() if path[0] == head}
        yield from [inner[()]] if () in inner else object_pieces(inner)
    yield pa.scalar("}")
