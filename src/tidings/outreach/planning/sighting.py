"""The facts of a part as they stand now: a snapshot's, with whoever changed since read again, or all read anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

import tidings.people.public as people
from tidings.core.cases import FACTS
from tidings.outreach.planning.dealings import dealings, known_of
from tidings.outreach.planning.parts import OWN, has_facts
from tidings.outreach.planning.plan import Plan
from tidings.outreach.planning.weighing import weigh_part
from tidings.outreach.recent import Lately


@dataclass(frozen=True)
class Sighted:
    """The facts of a part's customers with what each brings (`data`, `thread`); who is gone since is left out.

    `assumed` are the rows whose zone nobody knows, so that the company's own stands in; `read_again` counts those
    who had changed since the snapshot; `known` is what the counts of recent contacts come from.
    """

    facts: pa.RecordBatch
    brought: pa.RecordBatch
    assumed: np.ndarray[Any, np.dtype[np.bool_]]
    read_again: int
    known: Lately


def sight_part(part: pa.RecordBatch, plan: Plan) -> Sighted:
    """The part as the kernel may see it."""
    facts, places, read_again = standing(part, plan)
    brought = part.select(OWN).take(pa.array(places))
    facts, assumed = with_company_zone(facts, plan)
    known = known_of(facts.column("customer_id").to_pylist(), plan)
    return Sighted(dealings(weigh_part(facts, plan), known, plan), brought, assumed, read_again, known)


def sighted_before(facts: pa.RecordBatch, read_again: int, plan: Plan) -> Sighted:
    """Facts that were laid down for another engine to judge; dealings are looked up once more."""
    nobody = np.zeros(len(facts), bool)
    return Sighted(facts, facts, nobody, read_again, known_of(facts.column("customer_id").to_pylist(), plan))


def standing(part: pa.RecordBatch, plan: Plan) -> tuple[pa.RecordBatch, np.ndarray[Any, Any], int]:
    """Today's facts, each with the row of the part it belongs to, and how many were read again."""
    ids = part.column("customer_id").to_numpy()
    if not has_facts(part) or plan.facts_at is None:
        facts = read_facts(ids.tolist(), plan)
        return facts, places_of(facts, ids), 0
    changes = people.changes(customer_ids=ids.tolist(), since=plan.facts_at)
    if not changes.changed and not changes.gone:
        return part.select(FACTS.names), np.arange(len(part)), 0
    kept = ~np.isin(ids, np.fromiter(changes.changed | changes.gone, np.int64))
    facts = joined(part.select(FACTS.names).filter(pa.array(kept)), read_facts(sorted(changes.changed), plan))
    return facts, places_of(facts, ids), len(changes.changed)


def read_facts(ids: Sequence[int], plan: Plan) -> pa.RecordBatch:
    """These customers' facts from the database."""
    batches = people.facts_batches(
        topic=plan.matter.topic,
        purpose=plan.matter.purpose,
        customers=ids,
        now=plan.now,
        rows=max(len(ids), 1),
    )
    return joined(*batches)


def joined(*batches: pa.RecordBatch) -> pa.RecordBatch:
    """Batches as one; their dictionaries are made the same first."""
    if not batches:
        return pa.RecordBatch.from_pylist([], FACTS)
    about = batches[0].schema.metadata
    alike = [batch.select(FACTS.names).cast(FACTS) for batch in batches]
    table = pa.Table.from_batches(alike, FACTS).unify_dictionaries().combine_chunks()
    found = table.to_batches() or [pa.RecordBatch.from_pylist([], FACTS)]
    return found[0].replace_schema_metadata(about)


def places_of(facts: pa.RecordBatch, ids: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """For each of the facts its row in `ids`."""
    order = np.argsort(ids)
    found: np.ndarray[Any, Any] = order[np.searchsorted(ids[order], facts.column("customer_id").to_numpy())]
    return found


def with_company_zone(
    facts: pa.RecordBatch, plan: Plan
) -> tuple[pa.RecordBatch, np.ndarray[Any, np.dtype[np.bool_]]]:
    """The company's own zone where none is known and the policy lets it stand in."""
    zones = facts.column("zones")
    unknown = pc.equal(zones.dictionary, "").take(zones.indices).to_numpy(zero_copy_only=False).astype(bool)
    if plan.matter.purpose not in plan.rules.company_zone_for:
        return facts, unknown
    names = pa.array([name or plan.company.zone for name in zones.dictionary.to_pylist()], pa.string())
    stood_in = pa.DictionaryArray.from_arrays(zones.indices, names)
    return facts.set_column(facts.schema.names.index("zones"), facts.schema.field("zones"), stood_in), unknown
