"""What a claim holds: written where it stands, counted down as it is settled, and free for others when it runs out."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection

from tests.outreach.delivering import NOON, found_company, make_due, now_is
from tidings.channels.contract import Outcome
from tidings.ground.clock import SimulatedClock
from tidings.ground.lease import LEASE
from tidings.outreach.claiming import Claim, claim, give_back
from tidings.outreach.completing import Done, complete
from tidings.outreach.compose import Voice
from tidings.outreach.due import next_due
from tidings.outreach.models import Lease, Outreach
from tidings.outreach.taking_over import step

pytestmark = pytest.mark.django_db
SENT = Outcome(state="accepted", says="250 2.0.0 Ok")
WRITTEN = """
SELECT pg_stat_get_xact_tuples_updated(id), pg_stat_get_xact_tuples_hot_updated(id)
FROM (SELECT 'outreach_outreach'::regclass::oid AS id) outreaches
"""


@pytest.fixture(autouse=True)
def company(db: None) -> Iterator[None]:
    found_company()
    yield


def claimed(*customers: str) -> list[Claim]:
    make_due(*customers)
    return claim(now=NOON, voice=Voice()).claims


def written() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        everything, in_place = cursor.fetchone()
    return everything, in_place


def held() -> list[int]:
    return list(Lease.objects.values_list("held", flat=True))


def test_a_claim_enters_no_index_wherever_its_page_has_room() -> None:
    make_due(*(f"c{number:02}" for number in range(40)))
    before = written()
    assert len(claim(now=NOON, voice=Voice()).claims) == 40
    after = written()
    assert after[0] - before[0] == 40
    assert after[1] - before[1] > 20, "no index knows the columns that a claim changes"


def test_a_lease_is_counted_down_and_forgotten_with_the_last_that_is_settled() -> None:
    claims = claimed("ana", "bea", "cai", "dio")
    assert held() == [4]
    complete([Done(each, SENT, NOON) for each in claims[:1]])
    assert held() == [3]
    give_back(claims[1:2], now=NOON)
    assert held() == [2]
    complete([Done(each, SENT, NOON) for each in claims[2:]])
    assert held() == []
    assert next_due() == NOON, "the one given back"


def test_what_is_settled_twice_is_counted_once() -> None:
    claims = claimed("ana", "bea")
    for _ in range(2):
        complete([Done(claims[0], SENT, NOON)])
    assert held() == [1]


def test_a_lease_that_ran_out_is_taken_over_whole_and_leaves_nothing_behind() -> None:
    before = claimed("ana", "bea")
    again = claim(now=NOON + LEASE, voice=Voice()).claims
    assert {one.outreach.id for one in again} == {one.outreach.id for one in before}
    assert held() == [2]
    complete([Done(each, SENT, NOON) for each in before])
    assert {row.state for row in Outreach.objects.all()} == {"sending"}, "they are another's by now"
    complete([Done(each, SENT, NOON) for each in again])
    assert {row.state for row in Outreach.objects.all()} == {"sent"} and held() == []


def test_a_lease_whose_rows_others_settled_is_swept_once_it_ran_out() -> None:
    (one,) = claimed("ana")
    Outreach.objects.filter(id=one.outreach.id).update(state="sent", lease=None)
    clock = SimulatedClock(NOON + LEASE - timedelta(seconds=1))
    step(clock)
    assert held() == [1]
    step(SimulatedClock(NOON + LEASE))
    assert held() == [] and next_due() is None


def test_a_row_that_waits_or_goes_out_is_open_and_every_other_is_as_its_state_says() -> None:
    (row,) = make_due("ana")
    assert now_is(row).phase == "open"
    claim(now=NOON, voice=Voice())
    assert (now_is(row).state, row.phase) == ("sending", "open")
    for state in ("sent", "unknown", "withdrawn", "expired", "refused", "failed"):
        Outreach.objects.update(state=state)
        assert now_is(row).phase == state
