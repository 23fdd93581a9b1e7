"""The rows of a batch, or some of them, column by column."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from tidings.core.cases.laid import Laid

Column = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Rows:
    """One array a column (see ROW); `rows[some]` are some of them, by slice or by their numbers."""

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

    def __getitem__(self, some: Any) -> "Rows":
        return Rows(**{each.name: getattr(self, each.name)[some] for each in fields(self)})


def rows_of(laid: Laid) -> Rows:
    """The batch's columns, without a copy."""
    batch = laid.batch
    arrays = dict(zip(batch.schema.names, batch.columns, strict=True))
    counts = arrays.pop("counts")
    flat = np.asarray(counts.flatten()).reshape(len(batch), counts.type.list_size)
    return Rows(counts=flat, **{name: np.asarray(column) for name, column in arrays.items()})
