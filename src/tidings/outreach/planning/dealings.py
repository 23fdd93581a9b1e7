"""What lies between many customers and us lately: recent contacts, an open conversation, an open case."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import connection

from tidings.core.cases import with_recent
from tidings.core.cases.facts import named
from tidings.core.rules.shape import PERSON
from tidings.outreach.planning.plan import Plan
from tidings.outreach.planning.weighing import put
from tidings.outreach.recent import Lately, lately

# Few of a million have been dealt with lately: they are found first, by the indexes that exist for it.
DEALT_WITH = """
SELECT customer_id FROM outreach_outreach WHERE customer_id = ANY(%(ids)s) AND state IN ('pending', 'sending')
UNION SELECT customer_id FROM outreach_outreach
    WHERE customer_id = ANY(%(ids)s) AND state = 'sent' AND sent_at > %(since)s
UNION SELECT customer_id FROM outreach_outsidecontact WHERE customer_id = ANY(%(ids)s) AND at > %(since)s
UNION SELECT customer_id FROM outreach_openconversation WHERE customer_id = ANY(%(ids)s) AND until > %(now)s
UNION SELECT customer_id FROM outreach_opencase WHERE customer_id = ANY(%(ids)s) AND until > %(now)s
"""


def dealings(facts: pa.RecordBatch, plan: Plan) -> pa.RecordBatch:
    """The facts with their columns `recent`, `conversation`, `asked_for` and `open_case` as of now."""
    ids = facts.column("customer_id").to_numpy()
    caps = plan.rules.counted(plan.now)
    who = dealt_with(ids.tolist(), plan)
    places = np.flatnonzero(np.isin(ids, who))
    counts = np.zeros((len(ids), max(len(caps), 1)), np.uint8)  # a list of none has no length in Arrow
    if len(places):
        known = lately(customers=who, caps=caps, now=plan.now)
        facts = spoken_of(facts, places, known, plan)
        counts[places, : len(caps)] = counted(ids[places].tolist(), known, plan)
    return with_recent(facts, counts)


def dealt_with(ids: Sequence[int], plan: Plan) -> list[int]:
    """Those of whom anything is known; all of them if a cap also counts what others of their household got."""
    caps = plan.rules.counted(plan.now)
    if any(cap.per != PERSON for cap in caps):
        return list(ids)
    since = plan.now - max((cap.within for cap in caps), default=plan.now - plan.now)
    with connection.cursor() as cursor:
        cursor.execute(DEALT_WITH, {"ids": list(ids), "since": since, "now": plan.now})
        return [id for (id,) in cursor.fetchall()]


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
