"""What lies between many customers and us lately: recent contacts, an open conversation, an open case."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import connection

from tidings.core.cases import with_recent
from tidings.core.cases.facts import named
from tidings.outreach.planning.plan import Plan
from tidings.outreach.planning.weighing import put
from tidings.outreach.recent import Lately, circles_of, lately

# Few of a million have been dealt with lately: they are found first, by the indexes that exist for it.
DEALT_WITH = """
SELECT customer_id FROM outreach_outreach WHERE customer_id = ANY(%(ids)s) AND phase = 'open'
UNION SELECT customer_id FROM outreach_outreach
    WHERE customer_id = ANY(%(ids)s) AND phase = 'sent' AND sent_at > %(since)s
UNION SELECT customer_id FROM outreach_outreach WHERE customer_id = ANY(%(ids)s) AND phase = 'unknown'
UNION SELECT customer_id FROM outreach_outreach WHERE customer_id = ANY(%(ids)s) AND tried <> '{}'
UNION SELECT customer_id FROM outreach_outsidecontact WHERE customer_id = ANY(%(ids)s) AND at > %(since)s
UNION SELECT customer_id FROM outreach_openconversation WHERE customer_id = ANY(%(ids)s) AND until > %(now)s
UNION SELECT customer_id FROM outreach_opencase WHERE customer_id = ANY(%(ids)s) AND until > %(now)s
"""


def known_of(ids: Sequence[int], plan: Plan) -> Lately:
    """What is known of these customers' dealings with us, of those of them with whom we had any."""
    caps = plan.rules.counted(plan.now)
    circles = circles_of(ids, caps)
    dealt = dealt_with({*ids}.union(*(circle.everyone for circle in circles.values())), plan)
    who = [id for id in ids if id in dealt or (id in circles and circles[id].everyone & dealt)]
    return replace(lately(customers=who, caps=caps, now=plan.now), circles=circles)


def dealings(facts: pa.RecordBatch, known: Lately, plan: Plan) -> pa.RecordBatch:
    """The facts with their columns `recent`, `conversation`, `asked_for` and `open_case` as they are known."""
    ids = facts.column("customer_id").to_numpy()
    places = np.flatnonzero(np.isin(ids, touched(ids, known)))
    counts = np.zeros((len(ids), max(len(known.caps), 1)), np.uint8)  # a list of none has no length in Arrow
    if len(places):
        facts = spoken_of(facts, places, known, plan)
        counts[places, : len(known.caps)] = counted(ids[places].tolist(), known, plan)
    return with_recent(facts, counts)


def touched(ids: "np.ndarray[Any, Any]", known: Lately) -> list[int]:
    """The customers among whose people there was anything at all."""
    dealt = known.contacts.keys() | known.talks.keys() | known.cases.keys()
    if not known.circles:
        return list(dealt)
    return [id for id in ids.tolist() if known.counted_with(id) & dealt]


def dealt_with(ids: Collection[int], plan: Plan) -> set[int]:
    """Those with whom we had contacts in the windows that count, or have a conversation or a case."""
    since = plan.now - max((cap.within for cap in plan.rules.counted(plan.now)), default=timedelta())
    with connection.cursor() as cursor:
        cursor.execute(DEALT_WITH, {"ids": list(ids), "since": since, "now": plan.now})
        return {id for (id,) in cursor.fetchall()}


def recounted(
    facts: pa.RecordBatch, places: "np.ndarray[Any, Any]", known: Lately, plan: Plan
) -> pa.RecordBatch:
    """The facts with the recent contacts at these rows counted again."""
    column = facts.column("recent")
    counts = column.flatten().to_numpy(zero_copy_only=False).reshape(len(facts), -1).copy()
    ids = facts.column("customer_id").to_numpy()[places]
    counts[places, : len(known.caps)] = counted(ids.tolist(), known, plan)
    return with_recent(facts.drop_columns(["recent"]), counts)


def counted(ids: Sequence[int], known: Lately, plan: Plan) -> "np.ndarray[Any, np.dtype[np.uint8]]":
    """The counts of `policy.counted(now)`, a line a customer; 255 stands for more."""
    matter = plan.matter
    lines = [known.counts(id, purpose=matter.purpose, topic=matter.topic) for id in ids]
    return np.minimum(np.array(lines, np.int64).reshape(len(ids), -1), 255).astype(np.uint8)


def spoken_of(
    facts: pa.RecordBatch, places: "np.ndarray[Any, Any]", known: Lately, plan: Plan
) -> pa.RecordBatch:
    """The columns of open conversations and cases, filled in at these rows."""
    if not known.talks and not known.cases:
        return facts
    ids = facts.column("customer_id").to_numpy()
    channels, talking = np.full(len(ids), "", object), np.zeros(len(ids), np.uint16)
    disputed = np.zeros(len(ids), bool)
    bit = {name: 1 << place for place, name in enumerate(named(facts, "channels"))}
    for place in places.tolist():
        talk = known.talk(int(ids[place]))
        channels[place], talking[place] = talk.channel, sum(bit.get(name, 0) for name in talk.asked_for)
        disputed[place] = known.open_case(int(ids[place]), plan.matter.topic)
    facts = put(facts, "conversation", pa.array(channels, pa.string()).dictionary_encode())
    return put(put(facts, "asked_for", pa.array(talking)), "open_case", pa.array(disputed))
