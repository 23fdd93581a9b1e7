"""A snapshot: everyone's facts about a topic at one moment, as a Parquet file to plan from."""

from datetime import datetime
from pathlib import Path

import pyarrow.parquet as parquet

import tidings.people.public as people
from tidings.outreach.planning.audience import PORTION


def write_snapshot(*, topic: str, purpose: str, path: Path, now: datetime) -> int:
    """Writes the facts (core.cases.FACTS) of all customers, or of those it finds; how many. The file says its moment."""
    rows, writer = 0, None
    try:
        for batch in people.facts_batches(
            topic=topic, purpose=purpose, customers=None, now=now, rows=PORTION
        ):
            about = {
                **(batch.schema.metadata or {}),
                b"facts_at": now.isoformat().encode(),
                b"topic": topic.encode(),
            }
            schema = batch.schema.with_metadata(about)
            writer = writer or parquet.ParquetWriter(path, schema, compression="zstd")
            writer.write_batch(batch.replace_schema_metadata(about), row_group_size=PORTION)
            rows += len(batch)
    finally:
        if writer:
            writer.close()
    return rows
