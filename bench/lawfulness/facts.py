"""The product's side: what it is told of a history at a moment (its FACTS), the consent folded by the product's own ledger."""

import json
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from tidings.core.cases import FACTS, facts_schema
from tidings.core.consent import Act, fold

from .asking import Asked
from .homes import HOMES, OWN_HOURS
from .shares import external_id
from .world import ANY, CHANNELS, NEVER, REGISTRIES, RELATIONSHIPS, Acts, Column, World

PHONES = tuple(name for name in CHANNELS if name == "sms" or name.startswith("voice"))
LISTED = tuple(f"{registry} {channel}" for registry in REGISTRIES for channel in PHONES)


def facts(world: World, asked: Asked, rows: Column) -> pa.RecordBatch:
    """What is known of these people at `asked.now` for its topic and purpose."""
    columns = names(world, asked, rows) | consent(world.acts, rows, asked) | limits(world, asked, rows)
    schema = facts_schema(channels=CHANNELS, registries=LISTED)
    arrays = [pa.array(columns[field.name], field.type) if not isinstance(columns[field.name], pa.Array)
              else columns[field.name] for field in FACTS]  # fmt: skip
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def names(world: World, asked: Asked, rows: Column) -> dict[str, Any]:
    home, nobody = world.home[rows], np.zeros(len(rows), int)
    talking = (world.talk_from[rows] <= asked.now) & (asked.now < world.talk_until[rows])
    return {
        "customer_id": world.first_id + rows,
        "external_id": [external_id(world.first_id + int(row)) for row in rows],
        "relationship": coded(world.relationship[rows], RELATIONSHIPS),
        "places": coded(home, [" ".join(places) for places, _ in HOMES]),
        "zones": coded(home, [" ".join(zones) for _, zones in HOMES]),
        "hours": coded(world.own_hours[rows], [spelled(week) for week in OWN_HOURS]),
        "ranked": ranked(world.ranked[rows]),
        "origin": coded(np.where(world.ranked[rows, 0] == ANY, 0, 1), ["", "said"]),
        "language": coded(nobody, ["en"]),
        "conversation": coded(np.where(talking, world.talk_channel[rows], ANY), [*CHANNELS, ""]),
        "asked_for": np.where(talking & world.asked_for_call[rows], bits(np.isin(CHANNELS, PHONES[1:])), 0),
        "open_case": (world.case_from[rows] <= asked.now) & (asked.now < world.case_until[rows]),
        "digest": np.zeros(len(rows), bool),
        "worth": coded(nobody, ["interrupt"]),
        "bucket": pa.nulls(len(rows), pa.uint16()),
        "shown_hours": coded(nobody, [""]),
    }


def coded(place: Column, values: Any) -> pa.DictionaryArray:
    """Names by their place; -1 is the last."""
    return pa.DictionaryArray.from_arrays(
        pa.array(place % len(values), pa.int32()), pa.array(values, pa.string())
    )


def spelled(week: Any) -> str:
    if week is None:
        return ""
    return json.dumps([day and [f"{at // 60:02}:{at % 60:02}" for at in day] for day in week])


def ranked(order: Column) -> pa.DictionaryArray:
    lines, place = np.unique(order, axis=0, return_inverse=True)
    return coded(place.reshape(-1), [" ".join(CHANNELS[n] for n in line if n != ANY) for line in lines])


def bits(table: Column) -> Column:
    """Truths by channel as bits."""
    return table.astype(np.int64) @ (1 << np.arange(table.shape[-1]))


def limits(world: World, asked: Asked, rows: Column) -> dict[str, Any]:
    """Addresses, suppressions, registers, pauses and how long the relationship stands."""
    channel, scope = world.suppressed_channel[rows], world.suppressed_scope[rows]
    stopped = (world.suppressed_at[rows] <= asked.now) & ((scope == ANY) | (scope == asked.purpose))
    by_channel = (channel[:, :, None] == np.arange(len(CHANNELS))) | (channel == ANY)[:, :, None]
    paused = (world.paused_from[rows] <= asked.now) & (asked.now < world.paused_until[rows])
    phones = int(bits(np.isin(CHANNELS, PHONES)))
    return {
        "reachable": bits(world.reachable[rows]),
        "suppressed": bits((stopped[:, :, None] & by_channel).any(axis=1)),
        "unconfirmed": np.where(world.confirmed[rows], 0, phones),
        "listed": listed(world, asked, rows),
        "purchased": day_or_none(world.purchased[rows]),
        "inquired": day_or_none(world.inquired[rows]),
        "paused_until": pa.array(world.paused_until[rows], pa.int64(), mask=~paused).cast(
            FACTS.field("paused_until").type
        ),
    }


def listed(world: World, asked: Asked, rows: Column) -> Column:
    """Who stands on the version of each registry that is loaded."""
    versions = np.array([-1 if day is None else day for day in asked.registries])
    on_list = world.listed_on[rows] <= versions
    return bits(np.repeat(on_list, len(PHONES), axis=1))


def day_or_none(days: Column) -> pa.Array:
    return pa.array(np.where(days == NEVER, 0, days).astype(np.int32), pa.int32(), mask=days == NEVER).cast(
        pa.date32()
    )


def consent(acts: Acts, rows: Column, asked: Asked) -> dict[str, Any]:
    """The ledger of each person, folded once for each distinct line of acts."""
    known = (
        (acts.at[rows] <= asked.now)
        & covering(acts.purpose[rows], asked.purpose)
        & covering(acts.topic[rows], asked.topic)
    )
    code = 1 + (acts.channel[rows] + 1) * 4 + acts.granted[rows] * 2 + acts.written[rows]
    lines, place = np.unique(
        in_order(np.where(known, acts.at[rows], NEVER), np.where(known, code, 0)), axis=0, return_inverse=True
    )
    states = np.array([folded(line.tobytes()) for line in lines])[place.reshape(-1)]
    return {name: states[:, n] for n, name in enumerate(("subject", "granted", "written", "revoked"))}


def covering(spoken: Column, asked: int) -> Column:
    found: Column = (spoken == ANY) | (spoken == asked)
    return found


def in_order(at: Column, code: Column) -> Column:
    """The acts' codes from first to last, each beside its rank (equal for acts of one instant)."""
    order = np.argsort(at, axis=1, kind="stable")
    at, code = np.take_along_axis(at, order, 1), np.take_along_axis(code, order, 1)
    later = np.concatenate([np.zeros((len(at), 1), bool), at[:, 1:] > at[:, :-1]], axis=1)
    return np.concatenate([code, np.cumsum(later, axis=1)], axis=1).astype(np.int8)


@lru_cache(maxsize=200_000)
def folded(line: bytes) -> tuple[int, int, int, int]:
    """Subject, and the channels granted, written and revoked, as the product's ledger says."""
    values = np.frombuffer(line, np.int8)
    codes, ranks = values[: len(values) // 2], values[len(values) // 2 :]
    acts = [act(int(code) - 1, int(rank)) for code, rank in zip(codes, ranks, strict=True) if code]
    found = fold(acts, purpose="", topic="", addresses=dict.fromkeys(CHANNELS, ("address",)))
    subject = {None: 0, False: -1, True: 3 if found.subject_written else 2}[found.subject]
    state = [found.channels[name] for name in CHANNELS]
    written = [name in found.written for name in CHANNELS]
    return subject, *(
        int(bits(np.array(s, bool)))
        for s in ([s is True for s in state], written, [s is False for s in state])
    )


def act(code: int, rank: int) -> Act:
    channel = code // 4 - 1
    return Act(
        granted=bool(code & 2),
        written=bool(code & 1),
        channel="" if channel == ANY else CHANNELS[channel],
        at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=rank),
    )
