"""The chat's page in a real browser: with and without JavaScript, at 320 px, by keyboard, news without a reload."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.browsing import PATIENCE_MS, stands
from tests.portal.chatting import address, set_up, taken_up, told
from tests.portal.test_in_browser import shoot
from tidings.conversations.models import Interaction
from tidings.ground.clock import SystemClock, using
from tidings.outreach.models import Attempt
from tidings.people import public as people


@pytest.fixture(autouse=True)
def clock() -> Iterator[SystemClock]:
    """The browser's own."""
    with using(SystemClock()) as clock:
        yield clock


@pytest.fixture
def noon() -> datetime:
    """Of a Wednesday not long ago: nobody is told of a parcel in the night."""
    today = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    return today - timedelta(days=(today.weekday() - 2) % 7 or 7)


@pytest.fixture
def chat(live_site: Any, noon: datetime) -> str:
    ana = set_up(noon)
    told(now=noon)
    return live_site.url + address(ana, noon)


@pytest.fixture
def reader(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 320, "height": 800}, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def test_what_is_written_stands_there_at_once_and_news_comes_without_a_reload(
    chat: str, reader: Any, axe: Any, noon: datetime
) -> None:
    reader.goto(chat)
    stands(reader, axe, shoot=lambda look: shoot(reader, f"chat-{look}"))
    reader.evaluate("window.stays = true")
    words = reader.get_by_label("Your words")
    words.fill("HELP")
    words.press("Control+Enter")
    reader.locator("#thread li.in").get_by_text("HELP").wait_for()
    assert words.input_value() == ""
    assert reader.evaluate("document.activeElement.id") == "text", "the keyboard stays where it was"
    taken_up(datetime.now(UTC))
    told(event="e2", item="desk", now=noon + timedelta(seconds=21))
    reader.get_by_text("Your desk is late.").wait_for()
    assert reader.evaluate("window.stays"), "nothing was loaded anew"
    assert reader.evaluate("document.activeElement.id") == "text"
    assert reader.locator("#thread").get_attribute("aria-live") == "polite"
    assert Interaction.objects.get(kind="told").says[:20] in reader.inner_text("#thread")
    assert reader.get_by_text("HELP", exact=True).count() == 1
    stands(reader, axe)


def test_the_open_page_says_what_was_seen_and_a_step_is_chosen_by_keyboard(
    chat: str, reader: Any, noon: datetime
) -> None:
    with reader.expect_response(lambda answer: answer.url.endswith("/seen")):
        reader.goto(chat)
        reader.locator("li[data-notice]").scroll_into_view_if_needed()
    taken_up(datetime.now(UTC))
    assert Attempt.objects.get().receipt == "seen"
    reader.get_by_role("button", name="That is fine").focus()
    with reader.expect_navigation():
        reader.keyboard.press("Enter")
    reader.get_by_text("You chose this on").wait_for()
    assert reader.context.cookies() == []


def test_words_that_do_not_reach_us_stay_in_the_form(chat: str, reader: Any) -> None:
    reader.goto(chat)
    reader.route("**/chat/*", lambda route: route.abort())
    reader.get_by_label("Your words").fill("Hello?")
    reader.get_by_role("button", name="Send").click()
    reader.get_by_text("That did not reach us.").wait_for()
    assert reader.get_by_label("Your words").input_value() == "Hello?"


def test_it_works_without_javascript_in_their_language(live_site: Any, browser: Any, noon: datetime) -> None:
    ana = set_up(noon)
    people.save(record={"id": "ana", "language": "pt"}, now=noon)
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_site.url + address(ana, noon))
    page.get_by_label("Suas palavras").fill("Onde está?")
    page.get_by_role("button", name="Enviar").click()
    assert "Onde está?" in page.inner_text("#thread")
    page.get_by_role("link", name="Ver se há mensagens novas").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert context.cookies() == []
    context.close()
