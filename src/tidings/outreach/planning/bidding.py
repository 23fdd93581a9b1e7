"""Outbid in bulk: what the shared caps refuse because a better offer took the place is told so, as for one event."""

from typing import Any

import numpy as np
import pyarrow as pa

import tidings.campaigns.public as campaigns
from tidings.core.cases.case import WORTHS
from tidings.core.deciding import DIGEST, REFUSE
from tidings.core.worth.merits import Merit
from tidings.outreach.outbidding import BY_CAPS, URGENT, value
from tidings.outreach.planning.judging import Judged, asked, judged_again
from tidings.outreach.planning.plan import Plan
from tidings.outreach.planning.weighing import put
from tidings.outreach.recent import Contact
from tidings.outreach.worth import digest_due, rank

Column = np.ndarray[Any, Any]


def told_outbid(judged: Judged, plan: Plan) -> Judged:
    """The part, where only better offers stand in the way judged again: in the digest, or refused and why."""
    bits = judged.column("reasons").astype(np.uint64)
    refused = (judged.column("verdict") == REFUSE) & (bits & ~np.uint64(BY_CAPS) == 0)
    rows = np.flatnonzero(refused) if plan.matter.urgency != "now" else np.zeros(0, np.int64)
    taken = places_taken(judged, rows, plan)
    rows, taken = rows[taken.any(axis=1)], taken[taken.any(axis=1)]
    if not len(rows):
        return judged
    # Told or not: would it have been, if those places were free?
    aside = outbid(judged.sighted.facts, rows, taken)
    told = np.asarray(asked(aside.take(pa.array(rows)), plan)[0].column("verdict")) == DIGEST
    rows, taken = rows[told], taken[told]
    joins = may_join(judged, rows, plan)
    facts = outbid(judged.sighted.facts, rows, taken * joins[:, None])
    return judged_again(judged, facts, rows, plan) if len(rows) else judged


def places_taken(judged: Judged, rows: Column, plan: Plan) -> Column:
    """Of the contacts counted against these rows, those on their way that are worth more, for each cap."""
    known, matter = judged.sighted.known, plan.matter
    mine, merits = rank(matter.urgency, plan.merit.value), merits_of_waiting(judged) if len(rows) else {}

    def better(contact: Contact) -> bool:
        return contact.at is None and rank(contact.urgency, value(contact, merits)) < mine

    ids = judged.sighted.facts.column("customer_id").to_numpy()[rows].tolist()
    lines = [known.counts(id, purpose=matter.purpose, topic=matter.topic, among=better) for id in ids]
    return np.array(lines, np.uint8).reshape(len(rows), len(known.caps))


def merits_of_waiting(judged: Judged) -> dict[int, Merit]:
    """What the campaigns of the contacts on their way have earned."""
    contacts = (each for some in judged.sighted.known.contacts.values() for each in some)
    waiting = {each.campaign_id for each in contacts if each.at is None and each.value is None}
    return dict(campaigns.merits(campaign_ids=waiting)) if waiting else {}


def outbid(facts: pa.RecordBatch, rows: Column, taken: Column) -> pa.RecordBatch:
    """The facts with these rows outbid; `taken` are the places they need not mind."""
    names = np.array(WORTHS)
    column = facts.column("worth")
    places = np.array([WORTHS.index(name or "interrupt") for name in column.dictionary.to_pylist()])
    worth = places[column.indices.to_numpy(zero_copy_only=False)].astype(np.int32)
    worth[rows] = WORTHS.index("outbid")
    facts = put(facts, "worth", pa.DictionaryArray.from_arrays(pa.array(worth), pa.array(names)))
    width = facts.column("recent").type.list_size
    unminded = np.zeros((len(facts), width), np.uint8)
    unminded[rows, : taken.shape[1]] = taken
    lists = pa.FixedSizeListArray.from_arrays(pa.array(unminded.ravel()), width)
    return facts.append_column("outbid", lists)


def may_join(judged: Judged, rows: Column, plan: Plan) -> Column:
    """Whether each may wait: for a digest that comes in time, by the company's policy or as the customer wishes."""
    facts = judged.sighted.facts.take(pa.array(rows))
    if plan.matter.urgency in URGENT:
        return np.zeros(len(rows), bool)
    wished = np.array(facts.column("digest").to_pylist(), bool)
    weighed = np.array(
        [worth not in (None, "", "interrupt") for worth in facts.column("worth").to_pylist()], bool
    )
    zones = facts.column("zones").to_pylist()
    due = {
        its: digest_due(tuple((its or "").split()), plan.rules, plan.company, plan.now) for its in {*zones}
    }
    in_time = np.array([due[its] < plan.matter.expires for its in zones], bool)
    return in_time & (wished | weighed | (plan.matter.purpose in plan.rules.joins))
