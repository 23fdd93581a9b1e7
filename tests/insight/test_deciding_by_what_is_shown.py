"""A real decision by what a customer showed says so, explains it, and gives way at once to their own word."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from click.testing import CliRunner

from tests.insight.conftest import NOW, Shop
from tests.portal.journey import DATA
from tidings.campaigns import public as campaigns
from tidings.ground.clock import SimulatedClock
from tidings.insight.public import learn_now
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.site.command import main

pytestmark = pytest.mark.django_db


def decided(customer: str, number: int) -> outreach.DecisionCard:
    """What is decided when one more of this customer's orders is late."""
    at = NOW + timedelta(minutes=number)
    order = DATA["order"] | {"id": f"late-{customer}-{number}"}
    event = {
        "specversion": "1.0",
        "id": order["id"],
        "source": "/shop",
        "type": "com.example.order.late",
        "time": at.isoformat(),
        "customer": customer,
        "data": {"order": order},
    }
    campaigns.store(events=[campaigns.read_cloudevent(event)], now=at)
    decide = next(loop for loop in outreach.loops() if loop.name == "decide")
    decide.step(SimulatedClock(at))
    [newest, *_] = outreach.decisions(customer_id=people.find(external_ids=[customer])[customer])
    return newest


def test_what_they_showed_chooses_until_they_say_otherwise(
    shop: Shop, crowd: Callable[[int], list[int]]
) -> None:
    known, *_ = crowd(25)
    shop.customer("new", email="new@example.org")
    people.save(record={"id": "crowd-0", "email": "crowd@example.org"}, now=NOW)
    learn_now(now=NOW)
    assert "channel_shown" in decided("crowd-0", 1).reasons
    assert "channel_like_them" in decided("new", 2).reasons
    people.prefer(customer_id=known, channels=["email"], now=NOW)
    chosen = decided("crowd-0", 3)
    assert "channel_chosen" in chosen.reasons and "channel_shown" not in chosen.reasons


@pytest.mark.django_db(transaction=True)
def test_explain_says_what_they_showed(
    shop: Shop, crowd: Callable[[int], list[int]], database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDINGS_DATABASE_URL", database_url)
    crowd(25)
    people.save(record={"id": "crowd-0", "email": "crowd@example.org"}, now=NOW)
    learn_now(now=NOW)
    which = str(decided("crowd-0", 1).id)
    told = CliRunner().invoke(main, ["explain", "--decision", which])
    assert told.exit_code == 0, told.output
    assert "Answered 2 of 3 by email; answered 0 of 1 by text message" in told.output


def test_what_can_wait_some_hours_waits_for_those_they_answer_in(shop: Shop) -> None:
    owl = shop.customer("owl", email="owl@example.org")
    people.prefer(customer_id=owl, hours=(time(18), time(21)), origin="shown", now=NOW)
    waits = decided("owl", 1)  # six in the morning there; it could go from eight on
    assert waits.verdict == "later" and {"outside_hours", "shown_hours"} <= {*waits.reasons}
    assert waits.earliest == NOW + timedelta(hours=12)
    assert waits.seen["shown_hours"] == ["18:00", "21:00"] and outreach.replays(waits)
    assert any("18:00 to 21:00" in line for line in outreach.why(waits).moment)


def test_hours_shown_outside_those_they_stated_are_let_be(shop: Shop) -> None:
    owl = shop.customer("owl", email="owl@example.org")
    people.prefer(customer_id=owl, hours=(time(18), time(21)), origin="shown", now=NOW)
    people.prefer(customer_id=owl, hours=(time(8), time(12)), now=NOW)
    stated = decided("owl", 1)
    assert stated.earliest == NOW + timedelta(hours=2) and "shown_hours" not in stated.reasons
