"""A judged part as the rows of two tables: a decision for everyone, an outreach for whoever is contacted."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

import tidings.people.public as people
from tidings.channels import discover
from tidings.core.cases import micros
from tidings.core.codes_in_bulk import codes_for
from tidings.core.deciding import DIGEST, VERDICTS, fallbacks_of
from tidings.core.reasons import codes
from tidings.outreach.deciding_rows import code_secret
from tidings.outreach.fingerprints import answer_of, fingerprint
from tidings.outreach.planning import copying as field
from tidings.outreach.planning.judging import Judged
from tidings.outreach.planning.plan import Plan
from tidings.outreach.planning.seen import Sight, seen
from tidings.outreach.worth import digest_due

Column = np.ndarray[Any, Any]
DECISION = (
    "id, campaign_id, version_id, customer_id, cause, thread, verdict, reasons, channel, earliest, latest, "
    "seen, pack, at, seen_digest, answer_digest"
)
OUTREACH = (
    "id, decision_id, campaign_id, version_id, customer_id, topic, purpose, urgency, thread, language, data, "
    "code, channel, address, zones, created_at, due_at, expires_at, digest"
)


def decision_rows(judged: Judged, plan: Plan, ids: Column) -> memoryview:
    """The part's decisions as a COPY of `DECISION`, under these ids."""
    rows, facts = len(judged), judged.sighted.facts
    saw = seen(sight_of(judged, plan))
    earliest, latest = judged.answer.column("earliest"), judged.answer.column("latest")
    return field.stream(
        [
            field.integers(ids),
            *same_ids(plan, rows),
            field.integers(facts.column("customer_id").to_numpy()),
            field.constant(field.text(plan.cause), rows),
            threads(judged),
            by_value(judged.answer.column("verdict"), lambda place: field.text(VERDICTS[place])),
            by_value(judged.answer.column("reasons"), lambda bits: field.text_list(codes(bits))),
            by_value(judged.answer.column("channel"), lambda place: field.text(channel_name(judged, place))),
            moments_or_null(earliest),
            moments_or_null(latest),
            field.jsons(saw),
            field.constant(field.text(plan.rules.version), rows),
            field.moments(np.full(rows, micros(plan.now))),
            field.texts(pa.array([sha256(one).hexdigest() for one in saw.to_pylist()])),
            field.texts(answer_digests(judged, plan)),
        ]
    )


def outreach_rows(judged: Judged, plan: Plan, ids: Column, decision_ids: Column) -> memoryview:
    """The outreaches of those contacted as a COPY of `OUTREACH`."""
    chosen = pa.array(np.flatnonzero(judged.contacted))
    rows, facts = len(chosen), judged.sighted.facts.take(chosen)
    brought, channel = judged.sighted.brought.take(chosen), judged.answer.column("channel").take(chosen)
    matter = plan.matter
    return field.stream(
        [
            field.integers(ids),
            field.integers(decision_ids[judged.contacted]),
            *same_ids(plan, rows),
            field.integers(facts.column("customer_id").to_numpy()),
            field.constant(field.text(matter.topic), rows),
            field.constant(field.text(matter.purpose), rows),
            field.constant(field.text(matter.urgency), rows),
            by_value(brought.column("thread"), field.text),
            by_value(facts.column("language"), lambda tongue: field.text(language(plan, tongue))),
            field.jsons(brought.column("data").dictionary_decode()),
            field.texts(codes_of(facts, plan)),
            by_value(channel, lambda place: field.text(channel_name(judged, place))),
            field.texts(addresses(facts, judged, channel)),
            by_value(facts.column("zones"), lambda zones: field.text_list(zones.split())),
            field.moments(np.full(rows, micros(plan.now))),
            field.moments(due(judged, plan)[judged.contacted]),
            field.moments(np.full(rows, micros(matter.expires))),
            by_value(judged.answer.column("verdict").take(chosen), in_digest),
        ]
    )


def sight_of(judged: Judged, plan: Plan) -> Sight:
    return Sight(
        facts=judged.sighted.facts,
        matter=plan.matter,
        registries=plan.registries,
        bucket=judged.bucket,
        fallbacks=fallback_names(judged),
        assumed=judged.sighted.assumed,
        windows=len(plan.rules.counted(plan.now)),
        now=plan.now,
    )


def fallback_names(judged: Judged) -> pa.Array:
    """The further channels of each row, parted by spaces."""
    return by_value(
        judged.answer.column("fallbacks"),
        lambda row: " ".join(judged.channels[place] for place in fallbacks_of(row)),
        pa.string(),
    )


def by_value(column: pa.Array, spell: Callable[[Any], Any], kind: pa.DataType | None = None) -> pa.Array:
    """Each distinct value spelled once."""
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    spelled = pa.array([spell(value) for value in encoded.dictionary.to_pylist()], kind or pa.binary())
    return spelled.take(encoded.indices)


def same_ids(plan: Plan, rows: int) -> list[pa.Array]:
    return [field.integers(np.full(rows, id)) for id in (plan.version.campaign_id, plan.version.id)]


def threads(judged: Judged) -> pa.Array:
    return by_value(judged.sighted.brought.column("thread"), field.text)


def channel_name(judged: Judged, place: int) -> str:
    return judged.channels[place] if place >= 0 else ""


def moments_or_null(column: pa.Array) -> pa.Array:
    present = pc.is_valid(column).to_numpy(zero_copy_only=False)
    return field.or_null(field.moments(column.fill_null(0).to_numpy(zero_copy_only=False)), present)


def answer_digests(judged: Judged, plan: Plan) -> pa.Array:
    """The digest of each row's answer; answers are few, however many rows there are."""
    names = ["verdict", "reasons", "channel", "fallbacks", "earliest", "latest"]
    table = pa.Table.from_batches([judged.answer.select(names)]).append_column(
        "row", pa.array(np.arange(len(judged)))
    )
    groups = table.group_by(names).aggregate([("row", "list")])
    digests = np.empty(len(judged), object)
    for answer, rows in zip(groups.select(names).to_pylist(), groups.column("row_list"), strict=True):
        digests[rows.values.to_numpy()] = digest_of(answer, judged, plan)
    return pa.array(digests, pa.string())


def digest_of(answer: dict[str, Any], judged: Judged, plan: Plan) -> str:
    return fingerprint(
        answer_of(
            verdict=VERDICTS[answer["verdict"]],
            reasons=codes(answer["reasons"]),
            channel=channel_name(judged, answer["channel"]),
            fallbacks=[judged.channels[place] for place in fallbacks_of(answer["fallbacks"])],
            earliest=answer["earliest"],
            latest=answer["latest"],
            pack=plan.rules.version,
        )
    )


def language(plan: Plan, tongue: str | None) -> str:
    return plan.version.language_for(*filter(None, (tongue, plan.company.language)))


def codes_of(facts: pa.RecordBatch, plan: Plan) -> pa.Array:
    """The check codes, by the same natural key as an event's outreach has."""
    keys = [f"{plan.version.campaign}|{one}|{plan.cause}" for one in facts.column("external_id").to_pylist()]
    letters = np.ascontiguousarray(codes_for(secret=code_secret(), keys=keys)).view("S12").ravel()
    return field.fixed(letters)


def addresses(facts: pa.RecordBatch, judged: Judged, channel: pa.Array) -> pa.Array:
    """Where each is written to: the best address of the channel that was chosen."""
    ids, places = facts.column("customer_id").to_numpy(), channel.to_numpy()
    found = np.full(len(ids), "", object)
    for place in np.unique(places):
        mine = np.flatnonzero(places == place)
        best = people.best_addresses(customer_ids=ids[mine].tolist(), kinds=kinds(judged.channels[place]))
        found[mine] = [best.get(customer, "") for customer in ids[mine].tolist()]
    return pa.array(found, pa.string())


def due(judged: Judged, plan: Plan) -> Column:
    """When each goes out: as soon as it may, or with the customer's next digest."""
    earliest = judged.answer.column("earliest").fill_null(0).to_numpy(zero_copy_only=False)
    digests = judged.column("verdict") == DIGEST
    if not digests.any():
        return earliest
    next_one = by_value(
        judged.sighted.facts.column("zones"),
        lambda zones: micros(digest_due(tuple(zones.split()), plan.rules, plan.company, plan.now)),
        pa.int64(),
    )
    return np.where(digests, next_one.to_numpy(zero_copy_only=False), earliest)


def in_digest(verdict: int) -> bytes:
    return field.text("waiting" if verdict == DIGEST else "")


def kinds(channel: str) -> Sequence[str]:
    """The names a channel's addresses are kept under."""
    return channel, discover()[channel].declaration.address_kind
