"""Absence as a trigger: armed by a promise, moved by a new one, ended by what was waited for, fired once."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

import tidings.campaigns.public as campaigns
from tests.campaigns.events_at_hand import (
    LATE,
    NOW,
    about,
    customer,
    due,
    event,
    launched,
    one_by_one,
    promise,
    taken,
)

pytestmark = pytest.mark.django_db
BROKEN = datetime(2018, 8, 22, 3, tzinfo=UTC)  # the end of 21 August in Sao Paulo


@pytest.fixture(autouse=True)
def shop(db):
    launched(LATE)
    customer()


def test_a_broken_promise_fires_when_its_day_has_ended_in_the_companys_zone():
    taken(promise("2018-08-21"))
    assert campaigns.next_absence_due() == BROKEN
    assert due(BROKEN - timedelta(microseconds=1)).triggers == ()
    [trigger] = due(BROKEN).triggers
    assert (trigger.cause, trigger.thread, trigger.at) == ("absence:order.id=o1", "order.id=o1", BROKEN)
    assert trigger.data["order"] == {"id": "o1", "promised": "2018-08-21", "place": "Recife"}


def test_a_broken_promise_fires_once_whatever_is_promised_later():
    taken(promise("2018-08-21"))
    assert len(due(BROKEN).triggers) == 1
    taken(promise("2018-08-25", hours=50))
    assert due(BROKEN + timedelta(days=30)).triggers == ()
    assert campaigns.next_absence_due() is None


def test_a_new_promise_moves_the_moment_and_an_older_one_that_comes_later_does_not():
    one_by_one(promise("2018-08-21"), promise("2018-08-25", hours=2), promise("2018-08-22", hours=1))
    assert campaigns.next_absence_due() == BROKEN + timedelta(days=4)


def test_what_later_events_say_joins_the_data_and_the_newer_event_wins():
    one_by_one(
        promise("2018-08-21", hours=1),
        about("order.seen", hours=5, place="Natal"),
        about("order.seen", hours=3, place="Olinda", carrier="Rapido"),
    )
    [trigger] = due(BROKEN).triggers
    assert trigger.data["order"] == {
        "id": "o1",
        "promised": "2018-08-21",
        "place": "Natal",
        "carrier": "Rapido",
    }


@pytest.mark.parametrize("end", ["order.delivered", "order.cancelled"])
def test_in_whatever_order_they_come_nothing_fires_after_the_end(end):
    for number, order in enumerate(permutations(["promise", "more", "end"])):
        id = f"o{number}"
        events = {
            "promise": promise("2018-08-21", id=id),
            "more": about("order.seen", id=id, hours=1),
            "end": about(end, id=id, hours=9),
        }
        one_by_one(*(events[name] for name in order))
    assert due(BROKEN).triggers == ()


def test_a_delivery_ends_the_thread_even_when_its_clock_runs_behind():
    one_by_one(about("order.delivered", hours=-5), promise("2018-08-21"))
    assert due(BROKEN).triggers == ()


def test_a_promise_made_after_a_cancellation_counts_again():
    one_by_one(about("order.cancelled", hours=-5), promise("2018-08-21"))
    assert len(due(BROKEN).triggers) == 1


def test_what_the_event_lacks_is_listed_with_its_mend_and_a_later_event_can_bring_it():
    taken(promise("2018-08-21", place=None))
    [trouble] = campaigns.event_trouble().events
    assert [(problem.field, problem.says) for problem in trouble.problems] == [("order.place", "is missing")]
    taken(about("order.seen", hours=1, place="Natal"))
    assert len(due(BROKEN).triggers) == 1
    assert campaigns.event_trouble().events == ()


def test_what_is_still_missing_when_the_moment_comes_fires_as_soon_as_it_is_there():
    taken(promise("2018-08-21", place=None))
    assert due(BROKEN).triggers == ()
    assert campaigns.next_absence_due() is None
    taken(about("order.seen", hours=1, place="Natal"))
    assert len(due(BROKEN + timedelta(hours=1)).triggers) == 1


def test_a_stranger_is_told_once_known():
    taken(promise("2018-08-21", who="stranger"))
    assert due(BROKEN).triggers == ()
    customer("stranger")
    taken()
    assert [trigger.customer_id for trigger in due(BROKEN).triggers] == [customer("stranger")]


def test_a_paused_campaign_waits_on_and_hears_what_ends_its_waits():
    one_by_one(promise("2018-08-21"), promise("2018-08-21", id="o2"))
    campaigns.pause(campaign="parcel-late", actor="command", now=NOW)
    assert campaigns.next_absence_due() is None
    assert due(BROKEN).triggers == ()
    taken(about("order.delivered", hours=3))
    campaigns.resume(campaign="parcel-late", actor="command", now=NOW)
    assert [trigger.thread for trigger in due(BROKEN).triggers] == ["order.id=o2"]


def test_a_promise_that_is_no_day_is_listed():
    taken(promise("2018-02-30"))
    [trouble] = campaigns.event_trouble().events
    assert trouble.problems[0].field == "order.promised"


def test_an_event_that_does_not_say_which_thread_it_is_about_is_listed():
    taken(event("order.delivered", {"order": {}}))
    [trouble] = campaigns.event_trouble().events
    assert [(problem.field, problem.says) for problem in trouble.problems] == [("order.id", "is missing")]
