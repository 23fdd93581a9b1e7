"""Whether an interruption is worth it, for a whole part: few answers differ, each is found once as for one event."""

from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tidings.core.worth.merits import Weighed, is_probe, weighed
from tidings.outreach.planning.plan import Plan
from tidings.outreach.worth import digest_due

WORTHS = ("interrupt", "digest", "drop")


def weigh_part(facts: pa.RecordBatch, plan: Plan) -> pa.RecordBatch:
    """The facts with `worth` and `digest` as the campaign's merit and each customer's wish make them."""
    zones, asked = facts.column("zones"), facts.column("digest").fill_null(False).to_numpy(False)
    probe = probes(facts, plan)
    names = zones.dictionary.to_pylist()
    answers = [
        weigh(plan, zone.split(), wants, drawn)
        for zone, wants, drawn in product(names, (False, True), (False, True))
    ]
    place = zones.indices.to_numpy(False) * 4 + asked * 2 + probe
    wished = np.array([one.as_wished for one in answers])[place]
    worth = np.array([0 if one.as_wished else WORTHS.index(one.worth) for one in answers], np.int32)[place]
    return put(
        put(facts, "digest", pa.array(wished)),
        "worth",
        pa.DictionaryArray.from_arrays(pa.array(worth), pa.array(WORTHS)),
    )


def weigh(plan: Plan, zones: list[str], wants_digest: bool, probe: bool) -> Weighed:
    """One answer, as `outreach.worth.weigh` gives it for an event."""
    return weighed(
        plan.merit,
        declared=plan.version.topic.urgency,
        probe=probe,
        wants_digest=wants_digest,
        next_digest=digest_due(tuple(zones), plan.rules, plan.company, plan.now),
        expires=plan.matter.expires,
    )


def probes(facts: pa.RecordBatch, plan: Plan) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Who hears at once of what could wait; only asked where it makes a difference."""
    if plan.merit.level != "digest":
        return np.zeros(len(facts), bool)
    names = facts.column("external_id").to_pylist()
    return np.array([is_probe(campaign=plan.version.campaign, customer=name) for name in names], bool)


def put(facts: pa.RecordBatch, name: str, column: pa.Array) -> pa.RecordBatch:
    """The facts with one column replaced."""
    at = facts.schema.names.index(name)
    return facts.set_column(at, facts.schema.field(name), pc.cast(column, facts.schema.field(name).type))
