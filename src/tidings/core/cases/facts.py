"""Facts in bulk: what is known of many customers for one topic and purpose, as the columns of an Arrow batch."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

NAMES = pa.dictionary(pa.int32(), pa.string())
MOMENT = pa.timestamp("us", "UTC")
MOST = 255  # contacts are counted no further

# A row is a customer. Sets of channels (granted, written, revoked, reachable, suppressed, unconfirmed, asked_for) are
# bits by the place in the metadata's `channels`; `listed` has the bits of the metadata's `registries`, a JSON list of
# "REGISTRY CHANNEL": the register on which the address used by that channel stands. Places, zones, ranked: names
# parted by a space. `hours`: JSON of own hours, or ""; so `shown_hours`. `subject`: -1 revoked, 0 nothing said, 2 granted, 3 written.
FACTS = pa.schema(
    {
        "customer_id": pa.int64(),
        "external_id": pa.string(),
        "relationship": NAMES,
        "places": NAMES,
        "zones": NAMES,
        "hours": NAMES,
        "ranked": NAMES,
        "origin": NAMES,
        "language": NAMES,
        "subject": pa.int8(),
        "granted": pa.uint16(),
        "written": pa.uint16(),
        "revoked": pa.uint16(),
        "reachable": pa.uint16(),
        "suppressed": pa.uint16(),
        "unconfirmed": pa.uint16(),
        "listed": pa.uint32(),
        "purchased": pa.date32(),
        "inquired": pa.date32(),
        "paused_until": MOMENT,
        "conversation": NAMES,
        "asked_for": pa.uint16(),
        "open_case": pa.bool_(),
        "digest": pa.bool_(),
        "worth": NAMES,
        "bucket": pa.uint16(),
        "shown_hours": NAMES,
    }
)


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What a campaign wants to tell many people: all of a case that is not the customer's.

    `relationship` is the audience (empty: anyone); `holdout_bp` hundredths of a per cent.
    """

    campaign: str
    topic: str
    purpose: str
    wanted: tuple[str, ...]
    expires: datetime
    urgency: str = "normal"
    technology: str = "text"
    relationship: tuple[str, ...] = ()
    holdout_bp: int = 0
    deadline: datetime | None = None


def facts_schema(*, channels: Sequence[str], registries: Sequence[str] = (), windows: int = 0) -> pa.Schema:
    """FACTS for these channels and registers ("REGISTRY CHANNEL"), with `windows` counts of recent contacts if any."""
    schema = FACTS.with_metadata(
        {"channels": json.dumps(list(channels)), "registries": json.dumps(list(registries))}
    )
    return schema.append(pa.field("recent", pa.list_(pa.uint8(), windows))) if windows else schema


def with_recent(facts: pa.RecordBatch, recent: np.ndarray[Any, Any]) -> pa.RecordBatch:
    """The facts with their recent contacts: a line a customer, a column for each of `policy.counted(now)`."""
    counts = np.minimum(recent, MOST).astype(np.uint8)
    lists = pa.FixedSizeListArray.from_arrays(pa.array(counts.ravel()), recent.shape[1])
    return facts.append_column("recent", lists)


def named(facts: pa.RecordBatch, key: str) -> tuple[str, ...]:
    """What the schema's metadata names: `channels` or `registries`, in the order of their bits."""
    return tuple(json.loads((facts.schema.metadata or {}).get(key.encode(), b"[]")))
