"""The page of workers in a real browser: live by itself, accessible and narrow with everything on it."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browsing import stands
from tests.console.conftest import make_user
from tests.console.test_walk import enter
from tests.live import LiveSite
from tests.outreach.delivering import found_company
from tidings.channels.contract import Outcome
from tidings.ground import clock, roster
from tidings.ground.models import WorkerSign
from tidings.outreach.models import Lane
from tidings.outreach.ways import Noted, note
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db(transaction=True)
CUT = Outcome(
    state="transient", says="no connection: refused by relay.example.net after 30 seconds", unreachable=True
)
SLOWER = Outcome(state="transient", says="421 4.7.28 too many messages from this sender", throttled=True)


def signs(per_s: float) -> None:
    now = clock.now()
    told = {
        "threads": 2,
        "busy": 1,
        "since": now.isoformat(),
        "handled": 98765,
        "per_s": per_s,
        "failures": 0,
    }
    idle = {"threads": 1, "busy": 0, "since": None, "handled": 0, "per_s": 0.0, "failures": 3}
    roster.sign(doing={"deliver": told, "next-channel": idle}, started_at=now, stopping=False, now=now)


@pytest.fixture
def busy(live_site: LiveSite) -> LiveSite:
    found_company()
    make_user(*staff.ROLES, email="all@example.com")
    place = "a-very-long-name-of-a-mail-domain-that-does-not-end.example.com"
    for outcome in (CUT, SLOWER):
        note([Noted(channel="email", account="main", destination=place, outcome=outcome)], clock.now())
    Lane.objects.update(ordinary_to=clock.now() + timedelta(hours=1))
    WorkerSign.objects.create(
        name="gone", host="another-host.example", process=1, started_at=clock.now(), seen_at=clock.now() - timedelta(hours=1)
    )  # fmt: skip
    signs(1.5)
    return live_site


def test_it_is_accessible_and_fits_with_everything_on_it(busy: LiveSite, page: Any, axe: Any) -> None:
    enter(page, busy)
    page.goto(f"{busy.url}/console/workers/")
    stands(page, axe, looks=((1280, "light"), (320, "dark")))


def test_it_moves_on_by_itself_and_the_button_keeps_the_focus(busy: LiveSite, page: Any) -> None:
    enter(page, busy)
    page.goto(f"{busy.url}/console/workers/")
    button = page.get_by_role("button", name="Try now email main", exact=True)
    button.focus()
    signs(77.7)
    expect(page.locator("#live")).to_contain_text("77.7")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    page.keyboard.press("Enter")
    expect(page.get_by_text("email main is tried again now.")).to_be_visible()
    assert Lane.objects.get(destination="").state == "closed"
