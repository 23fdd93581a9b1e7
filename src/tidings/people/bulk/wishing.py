"""What a block of customers wish, the weightiest word of each first."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tidings.people.bulk.folding import NEVER, Column, numbers, places

MOMENT = pa.timestamp("us", "UTC")


def wishes(said: pa.Table, ids: Column, language: pa.ChunkedArray, stated: Sequence[str]) -> dict[str, Any]:
    """Ranked channels and their origin, hours, language, pause and digest, a row a customer (`ids`, sorted).

    Hours of the origins `stated` bind; those of others were merely shown.
    """
    said = said.sort_by([("rank", "descending")])  # the weightiest last: of several words the last one stays
    whose = places(ids, numbers(said, "customer_id"))
    said, whose = said.filter(pa.array(whose >= 0)), whose[whose >= 0]  # who came since the ids were read
    ranking = weightiest(said, "channels", whose, len(ids))
    tongue = weightiest(said, "language", whose, len(ids))
    binds = np.array([name in stated for name in text(said["origin"]).to_pylist()], bool)
    return {
        "ranked": taken(said["channels"], ranking),
        "origin": taken(said["origin"], ranking),
        "hours": taken(said["hours"], weightiest(said, "hours", whose, len(ids), binds)),
        "shown_hours": taken(said["hours"], weightiest(said, "hours", whose, len(ids), ~binds)),
        "language": pc.if_else(pa.array(tongue >= 0), taken(said["language"], tongue), text(language)),
        "paused_until": paused(said, whose, len(ids)),
        "digest": any_of(said, whose, len(ids)),
    }


def weightiest(
    said: pa.Table, name: str, whose: Column, size: int, among: Column | np.bool_ = np.True_
) -> Column:
    """For each customer the row (`among` these) that says something of `name`, the weightiest; -1 for none."""
    rows = np.full(size, -1)
    speaks = np.flatnonzero(pc.not_equal(text(said[name]), "").to_numpy(zero_copy_only=False) & among)
    rows[whose[speaks]] = speaks
    return rows


def taken(column: pa.ChunkedArray, rows: Column) -> pa.Array:
    """The column's texts at these rows; "" where there is none."""
    found = text(column).take(pa.array(rows, mask=rows < 0))
    return pc.fill_null(found, "")


def text(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks().cast(pa.string())


def paused(said: pa.Table, whose: Column, size: int) -> pa.Array:
    until = np.full(size, NEVER, np.int64)
    stated = pc.fill_null(said["paused_until"].combine_chunks(), NEVER).to_numpy(zero_copy_only=False)
    np.maximum.at(until, whose, stated)
    return pa.array(until, mask=until == NEVER).cast(MOMENT)


def any_of(said: pa.Table, whose: Column, size: int) -> Column:
    digest = np.zeros(size, bool)
    digest[whose[numbers(said, "digest")]] = True
    return digest
