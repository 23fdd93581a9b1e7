"""Every console page in a real browser: accessible, within 320 px, reachable by keyboard."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.console.conftest import PASSWORD, make_user
from tests.live import LiveSite
from tidings.staff import public as staff

SHOTS = os.environ.get("TIDINGS_SHOTS")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def everybody(live_site: LiveSite) -> None:
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    make_user(*staff.ROLES, email="all@example.com", zone="Europe/Lisbon")
    make_user("agent")
    staff.save_company(
        actor="command", now=now, name="Marula Bank", zone="Africa/Windhoek", policy={"caps": []}
    )
    staff.create_key(name="Core banking", scopes=["send.events"], actor="user:all@example.com", now=now)


def enter(page: Any, site: LiveSite) -> None:
    page.goto(f"{site.url}/console/")
    page.get_by_label("Email address").fill("all@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.url}/console/")


def shoot(page: Any, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


PAGES = {
    "home": "/console/",
    "account": "/console/account/",
    "staff": "/console/staff/",
    "new-user": "/console/staff/new",
    "new-key": "/console/staff/keys/new",
    "audit": "/console/audit/",
    "company": "/console/company/",
}


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_and_fit_the_window(
    width: int, live_site: LiveSite, everybody: None, page: Any, axe: Any
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_site.url}/console/sign-in")
    fits(page, axe, "sign-in", width)
    enter(page, live_site)
    for name, address in PAGES.items():
        page.goto(live_site.url + address)
        fits(page, axe, name, width)


def fits(page: Any, axe: Any, name: str, width: int) -> None:
    shoot(page, f"{name}-{width}")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name
