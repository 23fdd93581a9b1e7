"""Every console page in a real browser: accessible, within 320 px, reachable by keyboard, live by itself."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import expect

from tests.browsing import WIDE_AND_NARROW, stands
from tests.console import world
from tests.console.conftest import NOW, PASSWORD, make_user
from tests.live import LiveSite
from tidings.channels.email import sink
from tidings.console.navigation import PLACES
from tidings.staff import public as staff

SHOTS = os.environ.get("TIDINGS_SHOTS")
BESIDE = {"own-account"}  # pages of the user's own, which no entry of the navigation holds
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bank(live_site: LiveSite, tmp_path: Path, settings: Any) -> LiveSite:
    make_user(*staff.ROLES, email="all@example.com", zone="Europe/Lisbon")
    make_user("agent")
    staff.create_key(name="Core banking", scopes=["send.events"], actor="user:all@example.com", now=NOW)
    world.settle_in(tmp_path / "mailbox", settings)
    return live_site


def enter(page: Any, site: LiveSite, email: str = "all@example.com") -> None:
    page.goto(f"{site.url}/console/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.url}/console/")


def test_every_page_is_accessible_and_fits_the_window(bank: LiveSite, page: Any, axe: Any) -> None:
    enter(page, bank)
    seen = set()
    for name in pages(page, bank):
        seen.add(name)
        marked = page.locator("nav[aria-label='Console'] [aria-current='page']").count()
        assert marked == (name not in BESIDE), name
        stands(page, axe, looks=(*WIDE_AND_NARROW, (1280, "dark")), shoot=partial(shoot, page, name))
    assert {name_of(place.path) for place in PLACES} <= seen


def shoot(page: Any, name: str, look: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{look}.png", full_page=True)


def pages(page: Any, site: LiveSite) -> Iterator[str]:
    """Opens one page of every kind that links lead to from the first one; the route's name for each."""
    waiting, known, dead = ["/console/"], {"home"}, set()
    while waiting:
        address = waiting.pop(0)
        assert page.goto(site.url + address).status == 200, address
        links = page.eval_on_selector_all(
            "a[href^='/console/']", "all => all.map(a => a.getAttribute('href'))"
        )
        yield name_of(address)
        for link in links:
            name = name_of(link)
            if not name:
                dead.add(link)
            elif name not in known and is_page(page, site.url + link):
                waiting.append(link)
            known.add(name)
    assert not dead


def name_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).url_name
    except Resolver404:
        return ""


def is_page(page: Any, address: str) -> bool:
    answer = page.request.get(address)
    return answer.headers["content-type"].startswith("text/html") and not answer.headers.get(
        "content-disposition"
    )


def test_the_keyboard_reaches_everything_in_the_order_of_the_page(bank: LiveSite, page: Any) -> None:
    enter(page, bank)
    for place in PLACES:
        page.goto(bank.url + place.path)
        page.evaluate(FIND_REACHABLE)
        page.evaluate(START_AT_THE_TOP)
        reached = []
        for _ in range(page.evaluate("reachable.length")):
            reached.append(tabbed(page))
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        assert reached == list(range(len(reached))), place.path


def tabbed(page: Any) -> int:
    """Where the next Tab that leaves the element leads; the parts of a date or a moment are stops within it."""
    before = page.evaluate("reachable.indexOf(document.activeElement)")
    inside = page.evaluate("({date: 4, 'datetime-local': 7})[document.activeElement.type] ?? 0")
    for _ in range(1 + inside):
        page.keyboard.press("Tab")
        after: int = page.evaluate("reachable.indexOf(document.activeElement)")
        if after != before:
            break
    return after


FIND_REACHABLE = """
    const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe';
    window.reachable = [...document.querySelectorAll(wanted)].filter(each => each.checkVisibility());
"""

# A page may put the cursor where its reader begins: what lies before it is reached all the same.
START_AT_THE_TOP = (
    "document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')"
)


def test_the_skip_link_is_first_and_leads_past_the_navigation(bank: LiveSite, page: Any) -> None:
    enter(page, bank)
    page.goto(f"{bank.url}/console/staff/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "New user"


def test_the_first_page_says_what_waits_for_whom(bank: LiveSite, page: Any) -> None:
    enter(page, bank)
    waits = page.locator(".todo")
    assert "fraud-alert, version 2, waits for approval" in waits.inner_text()
    assert "1 event could not be used" in waits.inner_text()
    waits.get_by_role("link", name="fraud-alert, version 2").click()
    page.wait_for_url("**/console/campaigns/fraud-alert/**")


def test_the_first_page_moves_on_by_itself(bank: LiveSite, page: Any, settings: Any) -> None:
    enter(page, bank)
    told = page.locator("dt", has_text="told").locator("xpath=following-sibling::dd")
    expect(told).to_have_text("1")
    link = page.get_by_role("link", name="Ana Amupolo")
    link.focus()
    with sink.running(settings.MAILBOX) as settings.SMTP_URL:
        world.happens("e9", "ana")
        world.run(minutes=2)
    expect(told).to_have_text("2")
    assert (
        page.evaluate("document.activeElement.tagName") == "A"
    )  # whoever works by keyboard is not thrown out
