"""A part of an audience as bytes: an Arrow stream, packed, that is read back exactly as it was."""

import pyarrow as pa
import pyarrow.compute as pc

OWN = ("data", "thread")  # what an audience brings beside the facts


def packed(part: pa.RecordBatch) -> bytes:
    """The part's bytes."""
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd", unify_dictionaries=True)
    with pa.ipc.new_stream(sink, part.schema, options=options) as stream:
        stream.write_batch(part)
    return sink.getvalue().to_pybytes()


def unpacked(body: bytes | memoryview) -> pa.RecordBatch:
    """The part that was packed."""
    with pa.ipc.open_stream(pa.py_buffer(body)) as stream:
        return stream.read_next_batch()


def has_facts(part: pa.RecordBatch) -> bool:
    """Whether the part brings facts of its own, or only who it is about."""
    return "reachable" in part.schema.names


def without(batch: pa.RecordBatch, names: tuple[str, ...]) -> pa.RecordBatch:
    return batch.select([name for name in batch.schema.names if name not in names])


def words(column: pa.Array) -> pa.Array:
    """A column of text in the one form a part keeps it: a dictionary."""
    return column if pa.types.is_dictionary(column.type) else pc.dictionary_encode(column)
