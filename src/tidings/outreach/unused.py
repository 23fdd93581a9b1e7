"""What was admitted and then given back untried: its tokens return, so that a day's most is not eaten by a cut line."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tidings.outreach.allowances import put_back
from tidings.outreach.lanes import Key, locked, save
from tidings.outreach.roads import roads


@dataclass(frozen=True, kw_only=True)
class Unused:
    """One row that was admitted by `account` and never tried."""

    channel: str
    account: str
    address: str


def unused(rows: Sequence[Unused], now: datetime) -> None:
    """Give their tokens back, in the transaction that gives the rows back."""
    known = roads({row.channel for row in rows})
    counts: Counter[Key] = Counter()
    for row in rows:
        road = known[row.channel]
        for place in dict.fromkeys(["", road.destination(row.address)]):
            counts[Key(road.name, row.account, place)] += 1
    limited = {key for key in counts if known[key.channel].terms_of(key).limits(key.destination)}
    lanes = locked(limited)
    for key, lane in lanes.items():
        put_back(lane, known[key.channel].terms_of(key), counts[key], now)
    save(lanes.values())
