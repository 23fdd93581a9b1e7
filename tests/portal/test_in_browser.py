"""The portal as its readers meet it: a real browser without JavaScript, as narrow as 320 px, by keyboard."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import PATIENCE_MS
from tests.portal.journey import Told, tell
from tidings.conversations import public as conversations
from tidings.conversations.models import Interaction
from tidings.core import codes
from tidings.people import public as people

SHOTS = os.environ.get("TIDINGS_SHOTS")  # a folder to look at the pages in


@pytest.fixture
def told(live_site: Any) -> Told:
    return tell()


@pytest.fixture(params=[1280, 320])
def reader(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page without JavaScript, wide or as narrow as WCAG asks for (1.4.10)."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 800}, java_script_enabled=False, locale="en-GB"
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def addresses(told: Told) -> dict[str, str]:
    return {
        "notice": f"/n/{told.notice}",
        "preferences": f"/preferences/{told.preferences}",
        "own-data": f"/preferences/{told.preferences}/data",
        "own-addresses": f"/preferences/{told.preferences}/addresses",
        "stop": f"/u/{told.stop}",
        "is-it-you": "/is-it-you",
        "altered": "/n/altered",
    }


def shoot(page: Any, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


def test_a_reader_answers_asks_checks_and_stops_without_javascript(
    live_site: Any, told: Told, reader: Any
) -> None:
    reader.goto(f"{live_site.url}/n/{told.notice}")
    reader.get_by_role("button", name="Please call me").click()
    assert "We will call you back." in reader.inner_text("main")
    shoot(reader, "outcome")
    reader.get_by_role("link", name="Back to the notice").click()
    assert "You chose this on" in reader.inner_text("main")
    reader.get_by_label("Your words").fill("Where is it now?")
    reader.get_by_role("button", name="Send").click()
    assert "come back to you" in reader.inner_text("main")
    reader.goto(f"{live_site.url}/is-it-you")
    reader.get_by_label("Check code").fill(codes.spoken(told.code))
    reader.get_by_role("button", name="Check").click()
    assert "Yes, this code is ours" in reader.inner_text("h1")
    shoot(reader, "ours")
    reader.goto(f"{live_site.url}/n/{told.notice}")
    reader.get_by_role("link", name="Stop messages about deliveries").click()
    reader.get_by_role("button", name="Stop them").click()
    assert "Stopped" in reader.inner_text("h1")
    reader.get_by_role("link", name="Choose how and when").click()
    assert "You have stopped this by email." in reader.inner_text("main")
    conversations.tell_checks()
    kinds = Interaction.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["answered", "question", "stopped", "checked"]


def test_no_page_is_wider_than_its_screen(live_site: Any, told: Told, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for name, address in addresses(told).items():
        page.goto(live_site.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        shoot(page, name)
    context.close()


@pytest.mark.parametrize("language", ["en", "pt"])
def test_axe_finds_nothing(live_site: Any, browser: Any, axe: Callable[[Any], None], language: str) -> None:
    told = tell(language=language)
    paused = tell("joao", language=language)
    people.prefer(
        customer_id=paused.customer_id,
        paused_until=datetime.now(UTC) + timedelta(days=3),
        now=datetime.now(UTC),
    )
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale=language)
    page = context.new_page()
    for name, address in (addresses(told) | {"paused": f"/preferences/{paused.preferences}"}).items():
        page.goto(live_site.url + address)
        for details in page.locator("details").all():
            details.evaluate("element => element.open = true")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours change at once
            axe(page)
            shoot(page, f"{name}-{language}-{scheme}")
    context.close()


def test_outcomes_and_refusals_are_accessible_too(
    live_site: Any, told: Told, page: Any, axe: Callable[[Any], None]
) -> None:
    for button in ("I will wait for it.", "This does not look genuine"):
        page.goto(f"{live_site.url}/n/{told.notice}")
        page.get_by_role("button", name=button).click()
        axe(page)
        shoot(page, button.split()[0])
    page.goto(f"{live_site.url}/is-it-you")
    page.get_by_label("Check code").fill("ABCD")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    axe(page)
    shoot(page, "typo")


def test_the_keyboard_alone_reaches_and_presses_a_step(live_site: Any, told: Told, page: Any) -> None:
    page.goto(f"{live_site.url}/n/{told.notice}")
    for _ in range(30):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.textContent.trim()")
        if focused == "Cancel my order":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "We have your choice: Cancel my order." in page.inner_text("main")


def test_nothing_on_a_page_comes_from_elsewhere(live_site: Any, told: Told, page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in addresses(told).values():
        page.goto(live_site.url + address)
    assert asked and all(url.startswith(live_site.url) for url in asked)
    assert page.context.cookies() == []


def test_targets_are_large_enough_to_hit(live_site: Any, told: Told, browser: Any) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 px for whatever is not a link within a sentence."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for name, address in addresses(told).items():
        page.goto(live_site.url + address)
        controls = page.locator("main button, main select, main textarea, main input:visible")
        boxes = controls.evaluate_all(BOXES)
        assert [box for box in boxes if not box["within_label"] and not box["smaller_side"] >= 24] == [], name
    context.close()


BOXES = """
    all => all.map(one => ({
        html: one.outerHTML,
        within_label: one.closest('label') !== null,
        smaller_side: Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height),
    }))
"""
