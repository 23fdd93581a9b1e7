"""The kernel: what hinders, which channel is left, when; then the verdict and its reasons. Blocks of rows, no loop over rows."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from tidings.core.cases.laid import Laid
from tidings.core.cases.orders import STEP
from tidings.core.deciding.hindrances import Hindrances, hindrances
from tidings.core.deciding.rows import Column, Rows, rows_of
from tidings.core.deciding.verdicts import (
    ANSWER,
    CONTACT,
    DIGEST,
    DIGEST_BITS,
    HOLD_OUT,
    LATER,
    REFUSAL_BITS,
    REFUSE,
    WISHED_BITS,
    answer,
)
from tidings.core.deciding.why import why, why_not
from tidings.core.policy import Policy
from tidings.core.reasons import Reason

BLOCK = 1 << 16
LAST = np.uint64((1 << STEP) - 1)


def decide(laid: Laid, *, policy: Policy, now: int, threads: int = 1) -> pa.RecordBatch:
    """Verdicts for laid-out cases at `now` (microseconds since 1970), row by row; the columns are those of ANSWER.

    `threads` share the blocks out among themselves; the answer is the same for any number of them.
    """
    rows = rows_of(laid)
    columns = {name: np.empty(len(rows), kind.to_pandas_dtype()) for name, kind in zip(ANSWER.names, ANSWER.types, strict=True)}  # fmt: skip

    def fill(start: int) -> None:
        block = decided(rows.part(start, start + BLOCK), laid, now)
        for name, column in columns.items():
            column[start : start + BLOCK] = block[name]

    starts = range(0, len(rows), BLOCK)
    if threads > 1:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(fill, starts))
    else:
        for start in starts:
            fill(start)
    return answer(columns, policy.version)


def decided(rows: Rows, laid: Laid, now: int) -> dict[str, Column]:
    """The answer's columns for one block."""
    found = hindrances(rows, laid)
    chosen = choose(rows, found, laid)
    no = why_not(rows, found, chosen.none, laid)
    refused = (no & REFUSAL_BITS) != 0
    verdict = verdicts(rows, refused, no, chosen, laid, now)
    silent = refused | (verdict == HOLD_OUT)
    spoken = np.where(refused, no & ~WISHED_BITS, why(rows, found, no, chosen.channel, laid))
    return {
        "verdict": verdict,
        "reasons": np.where(verdict == HOLD_OUT, np.uint64(1 << Reason.HELD_OUT), spoken),
        "channel": np.where(silent, np.int8(-1), chosen.channel),
        "fallbacks": np.where(silent, np.uint64(0), chosen.fallbacks),
        "earliest": np.where(silent, 0, chosen.earliest),
        "latest": np.where(silent, 0, chosen.latest),
    }


@dataclass(frozen=True)
class Chosen:
    """The channel of each row (0 where there is none), those after it, and when."""

    none: Column
    channel: Column
    fallbacks: Column
    earliest: Column
    latest: Column


def choose(rows: Rows, found: Hindrances, laid: Laid) -> Chosen:
    """The first channel in the row's order that nothing hinders and that opens in time."""
    left = found.usable & laid.moments.in_time[rows.moment]
    sequence = laid.orders.sequences.ravel()[rows.order * laid.orders.sequences.shape[1] + left]
    none = left == 0
    channel = (np.maximum(sequence & LAST, 1) - 1).astype(np.int8)
    at = rows.moment * len(laid.channels) + channel
    return Chosen(
        none, channel, sequence >> np.uint64(STEP), laid.moments.opens.ravel()[at], laid.moments.latest.ravel()[at]
    )  # fmt: skip


def verdicts(rows: Rows, refused: Column, no: Column, chosen: Chosen, laid: Laid, now: int) -> Column:
    """Refused, else held out, else in the digest, else told now or later."""
    timely = np.where(chosen.earliest > now, np.uint8(LATER), np.uint8(CONTACT))
    told = np.where((no & DIGEST_BITS) != 0, np.uint8(DIGEST), timely)
    drawn = rows.bucket < rows.holdout
    if drawn.any():
        drawn &= laid.terms.masks["no_holdout"][rows.profile] == 0
        told = np.where(drawn, np.uint8(HOLD_OUT), told)
    found: Column = np.where(refused, np.uint8(REFUSE), told)
    return found
