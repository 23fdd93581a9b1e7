"""One timeline a customer: what happened, what was decided, what was sent and what came back, in order."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.portal.journey import SENT, tell
from tidings.conversations import public as conversations
from tidings.people.public import UnknownCustomer

pytestmark = pytest.mark.django_db
LATER = SENT + timedelta(hours=1)


def test_tells_the_whole_story_newest_first() -> None:
    told = tell()
    tell("joao")
    conversations.answer(outreach_id=told.outreach_id, step="talk", now=LATER)
    conversations.stop(
        customer_id=told.customer_id,
        scope="topic:deliveries",
        channel="email",
        outreach_id=told.outreach_id,
        by="one-click",
        now=LATER + timedelta(minutes=1),
    )
    entries = conversations.timeline(customer_id=told.customer_id)
    assert [(entry.kind, entry.direction, entry.says) for entry in entries] == [
        ("stopped", "in", ""),
        ("answered", "in", "Please call me"),
        ("attempt", "out", "accepted"),
        ("outreach", "out", "sent"),
        ("decided", "inside", "contact"),
        ("event", "inside", "com.example.order.late"),
    ]
    assert entries[1].detail == {
        "step": "talk",
        "does": "callback",
        "outcome": "callback",
        "follow_up": "requested",
    }
    assert {entry.outreach_id for entry in entries[:-1]} == {told.outreach_id}
    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)


def test_what_came_back_on_one_outreach_is_read_by_itself() -> None:
    told = tell()
    conversations.doubted(outreach_id=told.outreach_id, now=LATER)
    (entry,) = conversations.came_back(outreach_id=told.outreach_id)
    assert (entry.kind, entry.detail) == ("doubted", {"follow_up": "suspects_scam"})


def test_is_cut_at_its_limit_and_takes_as_many_queries_for_many_entries_as_for_few() -> None:
    told = tell()
    counts = []
    for step in ("keep", "talk", "cancel"):
        conversations.answer(outreach_id=told.outreach_id, step=step, now=LATER)
        with CaptureQueriesContext(connection) as queries:
            conversations.timeline(customer_id=told.customer_id)
        counts.append(len(queries))
    assert counts[0] == counts[-1]
    assert len(conversations.timeline(customer_id=told.customer_id, limit=2)) == 2


def test_nobody_has_no_timeline() -> None:
    with pytest.raises(UnknownCustomer):
        conversations.timeline(customer_id=7)
