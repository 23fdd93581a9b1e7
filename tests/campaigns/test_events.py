"""Events: kept once, then taken up by every campaign that speaks of them, late and out of order."""

import os
import subprocess
import sys
import textwrap
from datetime import timedelta

import pytest
from django.db import connection, transaction

import tidings.campaigns.public as campaigns
from tests.campaigns.events_at_hand import LATE, NOW, REVIEW, about, customer, event, launched, promise, taken
from tests.emptying import bury_the_dead

pytestmark = pytest.mark.django_db


def review(score, *, id="r1", hours=0.0, who="c1"):
    return event("review.written", {"review": {"id": id, "score": score}}, hours=hours, who=who)


def state_of(incoming):
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM campaigns_event WHERE event_id = %s", [incoming.event_id])
        return cursor.fetchone()[0]


def test_an_event_is_kept_once_by_source_and_id():
    first, other = review(1), review(2)
    assert campaigns.store(events=[first, first, other], now=NOW) == ["stored", "duplicate", "stored"]
    assert campaigns.store(events=[other], now=NOW) == ["duplicate"]


def test_an_event_without_a_time_happened_when_it_was_received():
    incoming = campaigns.read_cloudevent(
        {"specversion": "1.0", "id": "1", "source": "/a", "type": "t", "subject": "c1"}
    )
    campaigns.store(events=[incoming], now=NOW)
    [card] = campaigns.recent_events(customer="c1")
    assert card.time == card.received_at == NOW


@pytest.mark.parametrize(
    ("attributes", "customer"),
    [
        ({"customer": "a", "data": {"customer": "b"}, "subject": "c"}, "a"),
        ({"data": {"customer": "b"}, "subject": "c"}, "b"),
        ({"data": {"customer": {"id": "b"}}, "subject": "c"}, "c"),
        ({}, ""),
    ],
)
def test_the_customer_is_the_attribute_else_in_the_data_else_the_subject(attributes, customer):
    envelope = {"specversion": "1.0", "id": "1", "source": "/a", "type": "t"}
    assert campaigns.read_cloudevent(envelope | attributes).customer == customer


def test_data_that_postgresql_cannot_hold_is_refused_with_its_mend():
    with pytest.raises(campaigns.EventRefused) as refused:
        event("t", {"name": ["a\0b"]})
    assert refused.value.problems[0].field == "data"


def test_a_trigger_carries_all_that_deciding_needs():
    launched(REVIEW)
    who = customer()
    incoming = review(2)
    [trigger] = taken(incoming).triggers
    assert (trigger.customer_id, trigger.thread, trigger.at) == (who, "review.id=r1", NOW)
    assert trigger.cause == f"event:/shop|{incoming.event_id}"
    assert trigger.data == {"review": {"id": "r1", "score": 2}}
    assert state_of(incoming) == "used"


def test_an_event_whose_condition_does_not_hold_is_unused():
    launched(REVIEW)
    customer()
    incoming = review(3)
    assert taken(incoming).triggers == ()
    assert state_of(incoming) == "unused"


@pytest.mark.parametrize("where", ["customer", "subject", "data"])
def test_a_customer_whose_name_fits_no_index_is_refused(where):
    long = "c" * 600
    named = {"data": {"customer": long}} if where == "data" else {where: long}
    with pytest.raises(campaigns.EventRefused) as refused:
        campaigns.read_cloudevent({"specversion": "1.0", "id": "1", "source": "/a", "type": "t"} | named)
    assert refused.value.problems[0].field == (where if where == "subject" else "customer")


def test_a_thread_that_fits_no_index_is_listed_and_holds_up_no_other_event():
    launched(REVIEW)
    customer()
    random = "".join(f"{number * 2654435761 % 2**32:08x}" for number in range(2000))
    result = taken(review(1, id=random), review(1, id="r2"))
    assert [trigger.thread for trigger in result.triggers] == ["review.id=r2"]
    [trouble] = campaigns.event_trouble().events
    assert trouble.problems[0].field == "review.id"


@pytest.mark.parametrize("score", [None, "2", "bad"])
def test_a_condition_that_the_data_cannot_answer_is_listed(score):
    launched(REVIEW)
    customer()
    taken(review(score))
    [trouble] = campaigns.event_trouble().events
    assert trouble.problems[0].field == "review.score"


def test_an_event_is_received_before_it_is_taken():
    launched(REVIEW)
    customer()
    campaigns.store(events=[review(1)], now=NOW + timedelta(hours=1))
    assert campaigns.take_events(now=NOW, limit=10).handled == 0
    assert campaigns.next_event_due() == NOW + timedelta(hours=1)


def test_a_removed_review_withdraws_what_was_decided_before():
    launched(REVIEW)
    customer()
    result = taken(review(1), event("review.removed", {"review": {"id": "r1"}}, hours=1))
    assert len(result.triggers) == 1
    [withdrawal] = result.withdrawals
    assert (withdrawal.thread, withdrawal.because) == ("review.id=r1", "review.removed")


@pytest.mark.parametrize("together", [True, False])
def test_what_was_overtaken_before_it_came_triggers_nothing(together):
    launched(REVIEW)
    customer()
    removed, written = event("review.removed", {"review": {"id": "r1"}}, hours=1), review(1)
    results = [taken(removed, written)] if together else [taken(removed), taken(written)]
    assert [trigger for result in results for trigger in result.triggers] == []
    assert state_of(written) == "unused"


def test_what_begins_anew_after_a_withdrawal_waits_until_that_is_carried_out():
    launched(REVIEW)
    customer()
    first = taken(event("review.removed", {"review": {"id": "r1"}}), review(1, hours=2))
    assert (len(first.withdrawals), first.triggers, first.handled) == (1, (), 1)
    assert len(taken().triggers) == 1


def test_a_type_nobody_speaks_of_is_kept_counted_and_taken_up_when_asked():
    customer()
    incoming = review(1)
    taken(incoming, review(1, id="r2"))
    [unknown] = campaigns.event_counts().unknown_types
    assert (unknown.type, unknown.count) == ("review.written", 2)
    launched(REVIEW)
    assert campaigns.try_again(type="review.written") == 2
    assert len(taken().triggers) == 2
    assert campaigns.event_counts().unknown == 0


def test_a_strangers_event_is_listed_and_taken_up_by_itself_once_the_customer_is_known():
    launched(REVIEW)
    taken(review(1, who="stranger"))
    [trouble] = campaigns.event_trouble().events
    assert [(problem.field, problem.says) for problem in trouble.problems] == [
        ("customer", "stranger is unknown")
    ]
    customer("somebody-else")
    assert campaigns.event_counts().problem == 1
    customer("stranger")
    assert campaigns.event_counts().problem == 0
    assert len(taken().triggers) == 1


def test_an_event_without_a_customer_says_how_to_name_one():
    launched(REVIEW)
    taken(review(1, who=""))
    [trouble] = campaigns.event_trouble().events
    assert trouble.problems[0].field == "customer"


def test_missing_data_is_listed_by_campaign_and_tried_again_when_asked():
    launched(LATE, REVIEW)
    customer()
    incoming = event("review.written", {"review": {"score": 1}})
    taken(incoming)
    [trouble] = campaigns.event_trouble().events
    assert (trouble.campaigns, trouble.problems[0].field) == (("low-review",), "review.id")
    assert campaigns.try_again(events=[trouble.id]) == 1
    taken()
    assert len(campaigns.event_trouble().events[0].problems) == 1


def test_a_launch_and_a_pause_are_noticed_at_once():
    customer()
    taken(review(1, id="r0"))
    launched(REVIEW)
    assert len(taken(review(1)).triggers) == 1
    campaigns.pause(campaign="low-review", actor="command", now=NOW)
    assert taken(review(1, id="r2")).triggers == ()


def test_pages_of_trouble_follow_each_other():
    launched(REVIEW)
    taken(*(review(1, id=f"r{n}", who=f"s{n}") for n in range(5)))
    first = campaigns.event_trouble(limit=3)
    rest = campaigns.event_trouble(limit=3, before=first.before)
    assert (len(first.events), len(rest.events), rest.before) == (3, 2, None)


@pytest.mark.parametrize("many", [1, 3])
def test_taking_events_asks_the_database_as_often_for_three_as_for_one(many, django_assert_max_num_queries):
    launched(LATE, REVIEW)
    customer()
    taken(review(1, id="warm"), promise("2018-08-21", id="warm"))
    events = [
        each
        for n in range(many)
        for each in (
            review(1, id=f"r{n}"),
            promise("2018-08-21", id=f"o{n}"),
            about("order.delivered", id=f"o{n}"),
        )
    ]
    campaigns.store(events=events, now=NOW)
    with django_assert_max_num_queries(12):
        assert campaigns.take_events(now=NOW, limit=100).handled == 3 * many


def test_the_oldest_new_event_is_found_by_its_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM campaigns_event WHERE state = 'new' AND received_at <= %s ORDER BY received_at, id LIMIT 10 FOR UPDATE SKIP LOCKED",
            [NOW],
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "event_new" in plan and "Sort" not in plan


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_share_a_thread():
    launched(REVIEW)
    customer()
    campaigns.store(events=[review(1)], now=NOW)
    with transaction.atomic():
        campaigns.take_events(now=NOW, limit=1)
        campaigns_seen_elsewhere = other_worker(store="review.removed")
        assert campaigns_seen_elsewhere == "0 0"
    assert other_worker() == "0 1"


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_taking_loses_nothing_and_doubles_nothing():
    launched(REVIEW)
    customer()
    campaigns.store(events=[review(1, id=f"r{n}") for n in range(20)], now=NOW)
    assert other_worker(die=True) == ""
    bury_the_dead("campaigns_event")
    with transaction.atomic():
        assert len(campaigns.take_events(now=NOW, limit=100).triggers) == 20
    assert campaigns.take_events(now=NOW, limit=100).handled == 0


WORKER = """
import os, signal
from datetime import UTC, datetime
import django; django.setup()
from django.db import transaction
import tidings.campaigns.public as campaigns
now = datetime(2018, 8, 20, 12, tzinfo=UTC)
if {store!r}:
    event = {{"specversion": "1.0", "id": "elsewhere", "source": "/other", "type": {store!r}, "customer": "c1",
             "time": "2018-08-20T13:00:00Z", "data": {{"review": {{"id": "r1"}}}}}}
    campaigns.store(events=[campaigns.read_cloudevent(event)], now=now)
with transaction.atomic():
    taken = campaigns.take_events(now=now, limit=10)
    if {die}:
        os.kill(os.getpid(), signal.SIGKILL)
print(len(taken.triggers), len(taken.withdrawals))
"""


def other_worker(*, store: str = "", die: bool = False) -> str:
    """What another process takes up, on the same database."""
    code = textwrap.dedent(WORKER.format(store=store, die=die))
    environment = {"DJANGO_SETTINGS_MODULE": "tidings.site.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environment, capture_output=True, text=True, timeout=60
    )
    assert die or done.returncode == 0, done.stderr
    return done.stdout.strip()
