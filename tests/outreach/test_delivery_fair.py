"""Urgent ones have their own loop, campaigns an equal share of each batch."""

from collections.abc import Iterator
from datetime import timedelta
from math import inf

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.outreach.delivering import CAMPAIGN, NOON, found_company, make_due, now_is
from tests.outreach.plans import plan
from tidings.campaigns import public as campaigns
from tidings.channels.contract import Message, Outcome
from tidings.ground.clock import SimulatedClock
from tidings.outreach.claiming import claim
from tidings.outreach.compose import Voice
from tidings.outreach.deliver import urgent_loop
from tidings.outreach.due import DUE, DUE_URGENT, due_rows, next_urgent
from tidings.outreach.loops import loops
from tidings.outreach.models import Outreach

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company(db: None) -> Iterator[None]:
    found_company()
    campaigns.launch(text=CAMPAIGN.format(name="small", topic="orders"), actor="test", now=NOON)
    yield


class Taking:
    def send(self, message: Message) -> Outcome:
        return Outcome(state="accepted")


def test_the_urgent_loop_takes_nothing_else() -> None:
    [ordinary] = make_due("a")
    [urgent] = make_due("b", event="card-used")
    loop = urgent_loop(channels={"email": Taking})
    assert next_urgent() == NOON
    assert loop.step(SimulatedClock(NOON)) == 1
    assert loop.step(SimulatedClock(NOON)) == 0
    assert [now_is(row).state for row in (ordinary, urgent)] == ["pending", "sent"]
    assert next_urgent() is None


def test_an_urgent_claim_walks_one_small_index() -> None:
    found = plan(DUE_URGENT, {"now": NOON, "limit": 50}, bitmaps=False)
    assert "outreach_urgent" in found and "outreach_due" not in found


def test_a_small_campaign_is_not_behind_a_large_one() -> None:
    make_due(*(f"large{number:02}" for number in range(30)))
    make_due("small1", "small2", event="small", now=NOON + timedelta(seconds=5))
    taken = claim(now=NOON + timedelta(minutes=1), voice=Voice(), limit=10)
    by_campaign = [each.outreach.campaign.name for each in taken.claims]
    assert by_campaign.count("small") == 2
    assert by_campaign.count("sent-off") == 5


def test_with_one_campaign_alone_it_has_the_whole_batch() -> None:
    make_due(*(f"large{number:02}" for number in range(30)))
    make_due("later", event="small", now=NOON + timedelta(hours=1))
    assert len(claim(now=NOON, voice=Voice(), limit=10).claims) == 10


def test_more_campaigns_than_a_batch_holds_go_by_age() -> None:
    make_due("b", event="small", now=NOON + timedelta(seconds=1))
    make_due("a", "c", now=NOON)
    [first] = claim(now=NOON + timedelta(minutes=1), voice=Voice(), limit=1).claims
    assert first.outreach.campaign.name == "sent-off"


def test_a_claim_asks_no_more_often_for_many_than_for_few() -> None:
    make_due(*(f"c{number:02}" for number in range(24)))
    claim(now=NOON, voice=Voice(), limit=1)
    asked = []
    for limit in (3, 20):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            claim(now=NOON, voice=Voice(), limit=limit)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_campaigns_share_is_a_walk_of_its_own_even_where_the_planner_knows_of_no_other() -> None:
    make_due(*(f"large{number:02}" for number in range(30)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE outreach_outreach")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {DUE}", {"now": NOON, "limit": 50})
        found = "\n".join(line for (line,) in cursor.fetchall())
    assert "outreach_fair" in found and "outreach_due" not in found


def test_a_number_that_no_float_holds_does_not_hold_up_a_batch() -> None:
    make_due("a")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outreach_outreach SET data = jsonb_build_object('far', 10::numeric ^ 400 + 0.5)"
        )
    assert due_rows(NOON, 10)[0].data == {"far": inf}


def test_only_live_workers_have_the_urgent_loop() -> None:
    assert [loop.name for loop in loops(stopping=lambda: False)].count("urgent") == 1
    assert "urgent" not in [loop.name for loop in loops()]


def test_a_due_row_is_what_the_orm_would_make_of_it() -> None:
    [made] = make_due("a")
    [row] = due_rows(NOON, 10)
    plain = Outreach.objects.get(id=made.id)
    fields = {field.attname: getattr(row, field.attname) for field in Outreach._meta.concrete_fields}
    assert fields == {name: getattr(plain, name) for name in fields}
    assert row == plain and (row.customer_external_id, row.campaign) == ("a", plain.campaign)
    row.reason = "kept"
    row.save(update_fields=["reason"])
    assert now_is(row).reason == "kept"


@pytest.mark.parametrize("statement", [DUE, DUE_URGENT])
def test_what_is_due_is_fetched_by_its_key_whatever_the_planner_believes(statement: str) -> None:
    make_due("a", "b")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off; SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}", {"now": NOON, "limit": 50})
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Hash Join" not in plan and "Merge Join" not in plan
    assert "outreach_outreach_pkey" in plan and "people_customer_pkey" in plan
