"""The facts of very many customers, a block at a time, as Arrow batches in the schema of `core.cases.FACTS`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from tidings.channels.names import address_kinds, covers
from tidings.core.cases import facts_schema
from tidings.people.asking import ORIGINS, STATED
from tidings.people.bulk import reading
from tidings.people.bulk.folding import Column, acts, channel_state, numbers, owned, places, subjects
from tidings.people.bulk.reading import Block, Question
from tidings.people.bulk.wishing import wishes
from tidings.people.registry.versions import registries

ROWS = 65_536


def facts_batches(
    *, topic: str, purpose: str, customers: Sequence[int] | None, now: datetime, rows: int = ROWS
) -> Iterator[pa.RecordBatch]:
    """The facts of these customers (None: of everybody, by our id), a row each, in batches of at most `rows`.

    They are what `facts` says of each, without the addresses themselves; recent contacts, open conversations and
    cases are for others to fill in. Customers who do not exist are left out. Memory does not grow with their number.
    """
    question = Question(topic, purpose, now, ORIGINS)
    names = sorted(registries())
    for block in reading.blocks(customers, rows):
        batch = facts_of_block(block, question, names)
        if batch.num_rows:
            yield batch


def facts_of_block(block: Block, question: Question, registries: Sequence[str]) -> pa.RecordBatch:
    people = block.table(reading.CUSTOMERS, question)
    ids = numbers(people, "id")
    points = usable_points(block, question, ids)
    columns = {
        "customer_id": people["id"],
        **{name: people[name] for name in ("external_id", "relationship", "places", "zones")},
        **{name: people[name] for name in ("purchased", "inquired")},
        **consents(block, question, ids, points),
        **numbers_known(block, question, ids, points, registries),
        **wishes(block.table(reading.PREFERENCES, question), ids, people["language"], STATED),
        **nothing_known(len(ids)),
    }
    schema = facts_schema(channels=tuple(address_kinds()), registries=pairs(registries))
    arrays = [arrow(columns[field.name], field.type) for field in schema]
    batch = pa.RecordBatch.from_arrays(arrays, schema=schema)
    return batch if block.ids is None else batch.take(in_order(ids, block.ids))


@dataclass(frozen=True)
class Points:
    """The addresses of a block: `owner` is the place of its customer; `usable[channel]` says which serve a channel."""

    ids: Column
    owner: Column
    served: Mapping[str, Column]
    usable: Mapping[str, Column]


def usable_points(block: Block, question: Question, ids: Column) -> Points:
    table = block.table(reading.POINTS, question)
    point_ids, kinds = numbers(table, "id"), table["channel"].combine_chunks()
    owner = places(ids, numbers(table, "customer_id"))
    blocked = block.table(reading.BLOCKED, question)
    served = {name: (owner >= 0) & is_one_of(kinds, [kind]) for name, kind in address_kinds().items()}
    usable = {}
    for name in served:
        by = [said for said in spoken(blocked["channel"]) if covers(said, name)]
        hit = numbers(blocked, "id")[is_one_of(blocked["channel"].combine_chunks(), by)]
        usable[name] = served[name] & ~np.isin(point_ids, hit)
    return Points(point_ids, owner, served, usable)


def consents(block: Block, question: Question, ids: Column, points: Points) -> dict[str, Column]:
    """Who allowed what, and whom to spare, as sets of channels."""
    table = block.table(reading.CONSENTS, question)
    everything = acts(table, places(ids, numbers(table, "customer_id")))
    whose = np.where(numbers(table, "whole"), places(ids, numbers(table, "customer_id")), -1)
    whole = acts(table, whose)
    table = block.table(reading.CONSENTS_OF_POINTS, question)
    narrow = acts(table, places(points.ids, numbers(table, "id")))
    stops = block.table(reading.STOPS, question)
    sets = {name: np.zeros(len(ids), np.uint16) for name in ("granted", "revoked", "written", "reachable")}
    sets["suppressed"] = np.zeros(len(ids), np.uint16)
    for bit, name in enumerate(address_kinds()):
        chosen = points.usable[name]
        broad, by_point = whole.about(len(ids), name), narrow.about(len(points.ids), name).at(chosen)
        state = channel_state(broad, by_point, points.owner[chosen])
        for kept in ("granted", "revoked", "written", "reachable"):
            sets[kept] |= getattr(state, kept).astype(np.uint16) << bit
        blocked = owned(points.owner, len(ids), points.served[name]) & ~owned(points.owner, len(ids), chosen)
        sets["suppressed"] |= (blocked | stopped(stops, ids, name)).astype(np.uint16) << bit
    return {"subject": subjects(everything, len(ids)), **sets}


def stopped(stops: pa.Table, ids: Column, name: str) -> Column:
    by = [said for said in spoken(stops["channel"]) if covers(said, name)]
    chosen = is_one_of(stops["channel"].combine_chunks(), by)
    whose = places(ids, numbers(stops, "customer_id"))
    return owned(whose, len(ids), chosen & (whose >= 0))


def pairs(registries: Sequence[str]) -> list[str]:
    return [f"{registry} {channel}" for registry in registries for channel in by_number()]


def by_number() -> list[str]:
    """The channels that use a telephone number."""
    return [name for name, kind in address_kinds().items() if kind in ("mobile", "landline")]


def numbers_known(
    block: Block, question: Question, ids: Column, points: Points, registries: Sequence[str]
) -> dict[str, Column]:
    """Whose numbers stand on a registry (a bit for each of `pairs`), and whose may be somebody else's by now."""
    listed, unconfirmed = np.zeros(len(ids), np.uint64), np.zeros(len(ids), np.uint16)
    if registries:
        hits = block.table(reading.HITS, question)
        point, on = places(points.ids, numbers(hits, "id")), numbers(hits, "listed")
        for bit, (registry, name) in enumerate((r, n) for r in registries for n in by_number()):
            mine = on & (point >= 0) & is_one_of(hits["name"].combine_chunks(), [registry])
            who = point[mine & points.usable[name][point]]
            listed |= owned(points.owner[who], len(ids), np.ones(len(who), bool)).astype(np.uint64) << bit
        for name in by_number():
            who = point[~on & (point >= 0) & points.usable[name][point]]
            doubted = owned(points.owner[who], len(ids), np.ones(len(who), bool))
            unconfirmed |= doubted.astype(np.uint16) << [*address_kinds()].index(name)
    return {"listed": listed, "unconfirmed": unconfirmed}


def nothing_known(size: int) -> dict[str, Any]:
    """What other rooms know: no open conversation or case, worth an interruption, not drawn yet."""
    return {
        "conversation": pa.repeat(pa.scalar(""), size),
        "asked_for": np.zeros(size, np.uint16),
        "open_case": np.zeros(size, bool),
        "worth": pa.repeat(pa.scalar("interrupt"), size),
        "bucket": pa.nulls(size, pa.uint16()),
    }


def spoken(column: pa.ChunkedArray) -> list[str]:
    return column.combine_chunks().dictionary.to_pylist()


def is_one_of(column: pa.DictionaryArray, names: Sequence[str]) -> Column:
    wanted = [place for place, name in enumerate(column.dictionary.to_pylist()) if name in set(names)]
    return np.isin(column.indices.to_numpy(zero_copy_only=False), wanted)


def arrow(column: Any, kind: pa.DataType) -> pa.Array:
    """The column as the schema wants it: names dictionary-encoded, numbers as they are."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else pa.array(column)
    if pa.types.is_dictionary(kind) and not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    return array.cast(kind)


def in_order(ids: Column, asked: Sequence[int]) -> pa.Array:
    found = places(ids, np.array(asked, np.int64))
    return pa.array(found[found >= 0])
