"""The rows of a batch, or some of them, column by column."""

from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np

from tidings.core.cases.laid import Laid

Column = np.ndarray[Any, Any]
Some = TypeVar("Some", bound="Columns")
NOTHING = np.zeros(0, np.uint8)


@dataclass(frozen=True)
class Columns:
    """Arrays of one length."""

    def only(self: Some, rows: Column, *names: str) -> Some:
        """The named columns of these rows; the others are left out, and empty."""
        empty = {each.name: NOTHING for each in fields(self)}
        return replace(self, **empty | {name: getattr(self, name)[rows] for name in names})


@dataclass(frozen=True)
class Rows(Columns):
    """One array a column (see ROW)."""

    profile: Column
    moment: Column
    order: Column
    standing: Column
    subject: Column
    kinship: Column
    granted: Column
    written: Column
    revoked: Column
    reachable: Column
    suppressed: Column
    unconfirmed: Column
    asked_for: Column
    conversation: Column
    open_case: Column
    listed: Column
    bucket: Column
    holdout: Column
    counts: Column

    def __len__(self) -> int:
        return len(self.profile)

    def part(self, start: int, end: int) -> "Rows":
        return Rows(**{each.name: getattr(self, each.name)[start:end] for each in fields(self)})


def rows_of(laid: Laid) -> Rows:
    """The batch's columns, without a copy."""
    batch = laid.batch
    arrays = dict(zip(batch.schema.names, batch.columns, strict=True))
    counts = arrays.pop("counts")
    flat = np.asarray(counts.flatten()).reshape(len(batch), counts.type.list_size)
    return Rows(counts=flat, **{name: np.asarray(column) for name, column in arrays.items()})
