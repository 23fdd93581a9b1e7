"""Taking customer records one by one, or a list of them, as the API and other rooms bring them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tidings.people.problems import Refused
from tidings.people.record import Record, read_record
from tidings.people.saving import Saved, save_batch
from tidings.staff import public as staff

Row = Mapping[str, Any]


def save(*, record: Row, now: datetime) -> Saved:
    """Save one customer record; raises `Refused` with everything that is wrong with it."""
    country = staff.company().country
    [saved] = save_batch(
        [read_record(record, company_country=country, now=now)], company_country=country, now=now
    )
    return saved


def save_all(*, records: Sequence[Row], now: datetime) -> list[Saved | Refused]:
    """Save many records in few statements; what became of each, in their order. A refused one stops no other."""
    country = staff.company().country
    outcomes: list[Any] = [read_or_refuse(record, country, now) for record in records]
    for places in rounds(outcomes):
        batch = [outcomes[place] for place in places]
        for place, saved in zip(places, save_batch(batch, company_country=country, now=now), strict=True):
            outcomes[place] = saved
    return outcomes


def read_or_refuse(stated: Row, country: str, now: datetime) -> Record | Refused:
    try:
        return read_record(stated, company_country=country, now=now)
    except Refused as refused:
        return refused


def rounds(records: Sequence[Record | Refused]) -> list[list[int]]:
    """The places of the records to save at once: each id once a round, a repeated one in a later round."""
    seen: Counter[str] = Counter()
    sorted_out: dict[int, list[int]] = {}
    for place, record in enumerate(records):
        if isinstance(record, Record):
            sorted_out.setdefault(seen[record.external_id], []).append(place)
            seen[record.external_id] += 1
    return list(sorted_out.values())
