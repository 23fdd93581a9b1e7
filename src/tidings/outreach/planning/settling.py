"""A part settled: what plans rehearsed before would send, and what the part itself sends, counts against the caps."""

from typing import Any

import numpy as np
import pyarrow as pa

from tidings.core.rules.shape import PERSON
from tidings.core.worth.arbitration import Shared, arbitrate
from tidings.outreach.planning.bidding import told_outbid
from tidings.outreach.planning.dealings import recounted
from tidings.outreach.planning.judging import Judged, asked, judged_again
from tidings.outreach.planning.offers import Offers, contact
from tidings.outreach.planning.plan import Plan

Column = np.ndarray[Any, Any]


def settled(judged: Judged, plan: Plan, offers: Offers | None = None) -> Judged:
    """The part as it would be written after those `offers`; whatever they outbid is told so."""
    if not len(judged):
        return judged
    if offers is not None:
        judged = after(judged, plan, offers)
    if any(cap.per != PERSON for cap in plan.rules.counted(plan.now)):
        judged = taking_turns(judged, plan)
    return told_outbid(judged, plan)


def after(judged: Judged, plan: Plan, offers: Offers) -> Judged:
    """The rows whose people have better offers on their way, judged with those counted."""
    known, ids = judged.sighted.known, judged.sighted.facts.column("customer_id").to_numpy()
    whom = offers.onto(known, ids)
    rows = np.flatnonzero([bool(known.counted_with(id) & whom) for id in ids.tolist()] if whom else [])
    return again(judged, rows, plan)


def again(judged: Judged, rows: Column, plan: Plan) -> Judged:
    """The part with these rows' contacts counted again and judged by that."""
    if not len(rows):
        return judged
    facts = recounted(judged.sighted.facts, rows, judged.sighted.known, plan)
    return judged_again(judged, facts, rows, plan)


def taking_turns(judged: Judged, plan: Plan) -> Judged:
    """Of several whose contacts are counted together, as many are contacted as the caps have room for.

    Those who go count; the others are judged again, until nobody new would be contacted beyond the caps.
    """
    known = judged.sighted.known
    ids = judged.sighted.facts.column("customer_id").to_numpy()
    rows = np.flatnonzero(judged.alone)
    rows = rows[[id in known.circles for id in ids[rows].tolist()]] if len(rows) else rows
    while len(rows):
        goes = arbitrate(
            value=np.full(len(rows), plan.merit.value),
            tie=np.arange(len(rows)),
            caps=shared(judged, rows, plan),
        )
        for row in rows[goes].tolist():
            known.add(contact(int(ids[row]), judged.channels[judged.column("channel")[row]], plan))
        judged = again(judged, rows[~goes], plan)
        rows = rows[~goes & judged.alone[rows]]
    return judged


def shared(judged: Judged, rows: Column, plan: Plan) -> list[Shared]:
    """The caps that these rows share with others, each with the groups that share it and the room they have."""
    facts = judged.sighted.facts.take(pa.array(rows))
    _, laid = asked(facts, plan)
    counts = facts.column("recent").flatten().to_numpy(zero_copy_only=False).reshape(len(rows), -1)
    chosen = np.left_shift(1, judged.column("channel")[rows].astype(np.int64))
    profile = laid.batch.column("profile").to_numpy()
    found = []
    for place, (window, contacts, per) in enumerate(laid.terms.caps):
        if per != PERSON:
            binds = (laid.terms.bars[profile, place].astype(np.int64) & chosen) != 0
            group = np.where(binds, groups(judged, rows, per), -1)
            found.append(Shared(group=group, room=room(group, contacts - counts[:, window].astype(np.int64))))
    return found


def room(group: Column, left: Column) -> Column:
    """The least that any of a group has left; whoever was just told to go has one place at least."""
    found = np.full(int(group.max(initial=0)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(found, group[group >= 0], left[group >= 0])
    return np.maximum(found, 1)


def groups(judged: Judged, rows: Column, per: str) -> Column:
    """A number for each row, the same for all whom a chain of shared households or organisations connects."""
    known = judged.sighted.known
    ids = judged.sighted.facts.column("customer_id").to_numpy()[rows].tolist()
    parent: dict[int, int] = {}

    def root(id: int) -> int:
        while (above := parent.setdefault(id, id)) != id:
            parent[id] = id = parent[above]
        return id

    for id in ids:
        for other in known.circle(id, per):
            parent[root(other)] = root(id)
    numbers: dict[int, int] = {}
    return np.array([numbers.setdefault(root(id), len(numbers)) for id in ids], np.int64)
