"""What a worker of the cluster runs: one function of values, which carries all it needs with it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from tidings.core.cases import Matter

Batches = Iterator[pa.RecordBatch]


def kernel(
    *,
    matter: Matter,
    policy_body: str,
    registries: Mapping[str, date],
    now: datetime,
    about: Mapping[bytes, bytes],
) -> Callable[[Batches], Batches]:
    """The function for `mapInArrow`. It is sent by value; the worker imports the core it was sent beside it."""
    matter_as_sent = vars(matter)

    def decide_batches(batches: Any) -> Any:
        import json

        import numpy as np
        import pyarrow as pa

        from tidings.core.cases import FACTS, Matter, lay_out_facts, micros
        from tidings.core.deciding import decide
        from tidings.core.policy import policy

        rules = policy(json.loads(policy_body))
        for batch in batches:
            recent = batch.column("recent")
            width = len(recent[0]) if len(recent) else 0
            counts = (
                pa.FixedSizeListArray.from_arrays(recent.flatten().cast(pa.uint8()), width)
                if width
                else recent
            )
            facts = pa.RecordBatch.from_arrays(
                [batch.column(name).cast(pa.string()).dictionary_encode() if pa.types.is_dictionary(FACTS.field(name).type)
                 else batch.column(name).cast(FACTS.field(name).type) for name in FACTS.names],
                schema=FACTS.with_metadata(dict(about)),
            ).append_column("recent", counts)  # fmt: skip
            laid = lay_out_facts(
                facts, matter=Matter(**matter_as_sent), policy=rules, now=now, registries=registries
            )
            answer = decide(laid, policy=rules, now=micros(now))
            columns = [
                pa.array(column.to_numpy().view(np.int64)) if pa.types.is_uint64(column.type)
                else column.cast(pa.int32()) if pa.types.is_integer(column.type) and column.type.bit_width == 8
                else column
                for column in answer.columns
            ]  # fmt: skip
            yield pa.RecordBatch.from_arrays(
                [*columns, batch.column("place")], names=[*answer.schema.names, "place"]
            )

    # Sent by value, not by name: a worker has no `tidings.site`.
    decide_batches.__module__ = "__main__"
    return decide_batches
