"""Columns as PostgreSQL's COPY BINARY stream, without a loop over rows.

Each field is an Arrow binary column "length, bytes" (length -1: null); joining them row by row is one call, and the
joined column's buffer is the stream (PostgreSQL: COPY, File Formats, Binary Format).
"""

import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

SIGNATURE = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
TRAILER = struct.pack(">h", -1)
NULL = struct.pack(">i", -1)
TEXT_OID = 25
SINCE_1970 = 946_684_800_000_000  # PostgreSQL counts microseconds from 2000-01-01


def stream(fields: Sequence[pa.Array]) -> memoryview:
    """The rows of a COPY without its header and trailer; all fields have the same length."""
    head = constant(struct.pack(">h", len(fields)), len(fields[0]))
    rows = pc.binary_join_element_wise(head, *fields, pa.scalar(b"", pa.binary()))
    start, end = ends(rows)
    return memoryview(rows.buffers()[2])[start:end]


def ends(rows: pa.Array) -> tuple[int, int]:
    """Where the column's bytes begin and end in its buffer."""
    offsets = np.frombuffer(rows.buffers()[1], np.int32)
    return int(offsets[rows.offset]), int(offsets[rows.offset + len(rows)])


def integers(values: np.ndarray[Any, Any]) -> pa.Array:
    """A bigint field."""
    field = np.empty(len(values), np.dtype([("size", ">i4"), ("value", ">i8")]))
    field["size"], field["value"] = 8, values
    return fixed(field)


def moments(micros: np.ndarray[Any, Any]) -> pa.Array:
    """A timestamptz field of microseconds since 1970."""
    return integers(np.asarray(micros, np.int64) - SINCE_1970)


def or_null(field: pa.Array, present: np.ndarray[Any, Any]) -> pa.Array:
    """The field, null where it is not present."""
    return pc.if_else(pa.array(present), field, pa.scalar(NULL, pa.binary()))


def texts(values: pa.Array) -> pa.Array:
    """A text field of a string or binary column without nulls."""
    plain = values.cast(pa.binary())
    return pc.binary_join_element_wise(sizes(plain), plain, pa.scalar(b"", pa.binary()))


def jsons(values: pa.Array) -> pa.Array:
    """A jsonb field of a binary column of JSON (its first byte is the format's version)."""
    plain = values.cast(pa.binary())
    version = pa.scalar(b"\x01", pa.binary())
    return pc.binary_join_element_wise(sizes(plain, more=1), version, plain, pa.scalar(b"", pa.binary()))


def constant(field: bytes, rows: int) -> pa.Array:
    """The same bytes in every row."""
    return pa.array([field], pa.binary()).take(pa.array(np.zeros(rows, np.int32)))


def text(value: str) -> bytes:
    """One text field, for `constant` and for tables to take from."""
    encoded = value.encode()
    return struct.pack(">i", len(encoded)) + encoded


def text_list(values: Sequence[str]) -> bytes:
    """One text[] field: dimensions, null flag, element type, then size and lower bound if there are any."""
    head = (1, 0, TEXT_OID, len(values), 1) if values else (0, 0, TEXT_OID)
    body = struct.pack(f">{len(head)}i", *head) + b"".join(map(text, values))
    return struct.pack(">i", len(body)) + body


def sizes(values: pa.Array, *, more: int = 0) -> pa.Array:
    """The length prefix of each value."""
    return fixed((pc.binary_length(values).to_numpy(zero_copy_only=False) + more).astype(">i4"))


def fixed(rows: np.ndarray[Any, Any]) -> pa.Array:
    """An array of equally wide rows as a binary column."""
    offsets = np.arange(len(rows) + 1, dtype=np.int32) * rows.dtype.itemsize
    return pa.Array.from_buffers(
        pa.binary(), len(rows), [None, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(rows))]
    )
