"""What a decision says: its verdict, channels and moments, as columns."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from tidings.core.cases.orders import STEP
from tidings.core.reasons import REFUSALS, Reason

VERDICTS = ("contact", "later", "hold_out", "refuse", "digest")
CONTACT, LATER, HOLD_OUT, REFUSE, DIGEST = range(5)
NO_CHANNEL = -1
Column = np.ndarray[Any, Any]

# `reasons`: bits by Reason. `channel`: place among the laid channels. `fallbacks`: see `fallbacks_of`. Moments are
# microseconds since 1970; `earliest` and `latest` are null unless the verdict is contact, later or digest.
ANSWER = pa.schema(
    {
        "verdict": pa.uint8(),
        "reasons": pa.uint64(),
        "channel": pa.int8(),
        "fallbacks": pa.uint64(),
        "earliest": pa.int64(),
        "latest": pa.int64(),
    }
)


def bits_of(reasons: Any) -> np.uint64:
    """A set of reasons as bits."""
    return np.uint64(sum(1 << reason for reason in reasons))


REFUSAL_BITS = bits_of(REFUSALS)
WISHED_BITS = bits_of({Reason.DIGEST_CHOSEN, Reason.DIGEST_EARNED})
# What was outbid joins the digest, too, unless the caps refuse it: then this says whom they preferred.
DIGEST_BITS = WISHED_BITS | bits_of({Reason.OUTBID})


def fallbacks_of(row: int | Mapping[str, Any]) -> tuple[int, ...]:
    """The places of the further channels that could be used, in order, out of an answer's row or its `fallbacks`."""
    sequence = row if isinstance(row, int) else int(row["fallbacks"])
    found = []
    while sequence:
        found.append((sequence & ((1 << STEP) - 1)) - 1)
        sequence >>= STEP
    return tuple(found)


def answer(columns: Mapping[str, Column], pack: str) -> pa.RecordBatch:
    """The columns as Arrow, without a copy."""
    silent = (columns["verdict"] == REFUSE) | (columns["verdict"] == HOLD_OUT)
    spoken = pa.py_buffer(np.packbits(~silent, bitorder="little"))
    nulls = int(silent.sum())
    arrays = [
        pa.Array.from_buffers(kind, len(silent), [spoken, pa.py_buffer(columns[name])], nulls)
        if name in ("earliest", "latest")
        else pa.array(columns[name])
        for name, kind in zip(ANSWER.names, ANSWER.types, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=ANSWER.with_metadata({"pack": pack}))
