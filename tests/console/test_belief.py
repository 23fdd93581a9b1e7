"""Belief and truth: drawn, told in figures, accessible, and empty in a way that says what to do next."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.browsing import stands
from tests.console.conftest import NOW, PASSWORD, make_user
from tests.live import LiveSite
from tidings.people import public as people
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
BELIEF = {"topic": "", "relationship": "customer", "channel": "sms", "percent": "25", "asked": "1200"}


def they_say(relationship: str, **first: int) -> None:
    for channel, count in first.items():
        for number in range(count):
            record = {"id": f"{relationship}-{channel}-{number}", "relationship": relationship}
            saved = people.save(record=record, now=NOW)
            people.prefer(customer_id=saved.customer_id, channels=[channel], now=NOW)


def test_an_empty_page_says_what_to_do_next(signed_in: Callable[..., Client]) -> None:
    shown = signed_in("auditor").get("/console/belief/").content.decode()
    assert "Nothing to compare yet" in shown and "/console/customers/" in shown
    assert "Write it down" not in shown


def test_belief_and_truth_stand_side_by_side(signed_in: Callable[..., Client]) -> None:
    they_say("customer", sms=2, email=38)
    they_say("prospect", sms=5, email=5)
    client = signed_in("campaign_owner")
    assert client.post("/console/belief/state/", BELIEF).status_code == 302
    shown = client.get("/console/belief/").content.decode()
    assert "Existing customers" in shown and "Prospective customers" in shown
    assert "40 of 40 told us" in shown
    assert "25 % (22.6 to 27.5)" in shown and "5 % (1.4 to 16.5)" in shown
    assert (
        "20 points (8.3 to 24.4) above what they say" in shown and "user:campaign_owner@example.com" in shown
    )
    assert [line.action for line in staff.audit(limit=1)] == ["belief.stated"]


def test_a_wrong_figure_is_refused_beside_its_field(signed_in: Callable[..., Client]) -> None:
    answer = signed_in("campaign_owner").post("/console/belief/state/", BELIEF | {"percent": "125"})
    assert answer.status_code == 422 and "less than or equal to 100" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_it_is_accessible_and_fits_the_window(live_site: LiveSite, page: Any, axe: Any) -> None:
    make_user(*staff.ROLES, email="all@example.com")
    they_say("customer", sms=2, email=8)
    they_say("prospect", sms=3, email=3)
    staff.save_company(actor="command", now=NOW, name="Marula Bank")
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{live_site.url}/console/belief/")
    page.get_by_label("Email address").fill("all@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Percent").fill("25")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("status").wait_for()
    for details in page.locator("details").all():
        details.locator("summary").click()
    stands(page, axe)
