"""A trial as its panel meets it: a phone, no JavaScript, by keyboard, in two languages; from its start to the gate."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.browsing import PATIENCE_MS
from tests.campaigns.trying import answer
from tests.portal.journey import CAMPAIGN, SENT, TOPICS, found_company
from tests.portal.test_in_browser import shoot
from tidings.campaigns import public as campaigns
from tidings.core.trials import Statement
from tidings.ground.clock import SimulatedClock

STATEMENTS = (
    Statement(says="My order is still on its way.", true=True),
    Statement(says="I can still cancel it.", true=True),
    Statement(says="I have to pay something now.", true=False),
)
TEXT = CAMPAIGN.replace("topic: deliveries", "topic: deliveries\ntrial: needed")
OTHER = TEXT.replace("It is still on its way.", "Its transit status is pending.")
LABELS = {
    "en": {
        "begin": "Show me the notice",
        "send": "Send my answers",
        "step": "I will wait for it.",
        "thanks": "Thank you",
    },
    "pt": {
        "begin": "Mostrar o aviso",
        "send": "Enviar minhas respostas",
        "step": "Vou esperar",
        "thanks": "Obrigado",
    },
}


def begin(*texts: str, **changes: Any) -> campaigns.TrialCard:
    found_company()
    campaigns.sync_topics(text=TOPICS, actor="command", now=SENT)
    numbers = [
        campaigns.save_version(text=text, actor="command", now=SENT).number for text in texts or (TEXT,)
    ]
    given = {"version": numbers[0], "against": numbers[1] if numbers[1:] else None}
    given |= {"statements": STATEMENTS, "panellists": 5, "language": "en"}
    return campaigns.start_trial(campaign="parcel-late", actor="command", now=SENT, **given | changes)


@pytest.fixture
def phone(browser: Any) -> Iterator[Callable[[str], Any]]:
    """A page on a phone's width without JavaScript, in a language."""
    contexts = []

    def opened(language: str) -> Any:
        context = browser.new_context(
            viewport={"width": 320, "height": 640}, java_script_enabled=False, locale=language
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def fill_in(page: Any, labels: dict[str, str], *marks: str) -> None:
    page.get_by_label(labels["step"], exact=True).check()
    for number, mark in enumerate(marks):
        page.locator(f"input[name=mark-{number}][value={mark}]").check()
    page.locator("input[name=genuine][value=yes]").check()
    page.get_by_role("button", name=labels["send"]).click()


@pytest.mark.parametrize("language", ["en", "pt"])
def test_a_panel_answers_on_a_phone_and_the_notice_may_go(
    live_site: Any, phone: Callable[[str], Any], language: str
) -> None:
    card, labels = begin(language=language), LABELS[language]
    with pytest.raises(campaigns.CampaignRefused):
        campaigns.launch(text=TEXT, actor="command", now=SENT)
    page = phone(language)
    for _ in range(2):
        page.goto(f"{live_site.url}/trial/join/{card.link}")
        page.get_by_role("button", name=labels["begin"]).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        fill_in(page, labels, "true", "true", "false")
        assert page.inner_text("h1") == labels["thanks"]
    for _ in range(3):
        answer(card, marks={1: ("true", "true", "false")}, now=SENT)
    assert campaigns.trial(id=card.id, now=SENT).passed
    assert campaigns.launch(text=TEXT, actor="command", now=SENT).state == "live"
    page.goto(f"{live_site.url}/trial/join/{card.link}")
    page.get_by_role("button", name=labels["begin"]).click()
    assert page.get_by_role("heading", level=1).inner_text() in ("This trial is over", "Este teste terminou")


def test_two_versions_are_shown_one_after_the_other(live_site: Any, phone: Callable[[str], Any]) -> None:
    card = begin(TEXT, OTHER, surface="sms")
    [token] = campaigns.invite(id=card.id, count=1, now=SENT)
    page = phone("en")
    page.goto(f"{live_site.url}/trial/{token}")
    assert "Notice 1 of 2" in page.inner_text("main")
    page.get_by_role("button", name="Send my answers").click()
    assert "Something is missing" in page.inner_text("[role=alert]")
    fill_in(page, LABELS["en"], "true", "unsure", "false")
    assert "Notice 2 of 2" in page.inner_text("main")
    fill_in(page, LABELS["en"], "true", "true", "false")
    assert page.inner_text("h1") == "Thank you"
    assert campaigns.trial(id=card.id, now=SENT).done == 1


@pytest.mark.parametrize("surface", ["email", "sms", "push", "letter", "page"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    live_site: Any, browser: Any, axe: Callable[[Any], None], surface: str
) -> None:
    card = begin(surface=surface)
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="en")
    page = context.new_page()
    [token] = campaigns.invite(id=card.id, count=1, now=SENT)
    for address in (f"/trial/join/{card.link}", f"/trial/{token}"):
        page.goto(live_site.url + address)
        axe(page)
        shoot(page, f"trial-{surface}-{address.count('/')}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    page.get_by_role("button", name="Send my answers").click()
    page.wait_for_selector("[role=alert]")
    axe(page)
    context.close()


@pytest.mark.django_db
def test_looking_changes_nothing() -> None:
    card = begin()
    for _ in range(2):
        assert Client().get(f"/trial/join/{card.link}").status_code == 200
    assert campaigns.trial(id=card.id, now=SENT).panellists == 0


@pytest.mark.django_db
def test_a_link_for_something_else_opens_nothing() -> None:
    card = begin()
    [token] = campaigns.invite(id=card.id, count=1, now=SENT)
    for address in (f"/trial/{card.link}", f"/trial/join/{token}", "/trial/x", f"/trial/{token}x/mail"):
        assert Client().get(address).status_code == 404


@pytest.mark.django_db
def test_a_trial_that_is_over_says_so(clock: SimulatedClock) -> None:
    card = begin(days=1)
    [token] = campaigns.invite(id=card.id, count=1, now=SENT)
    clock.advance(SENT + timedelta(days=2))
    shown = Client().get(f"/trial/{token}")
    assert shown.status_code == 410 and "This trial is over" in shown.content.decode()


@pytest.mark.django_db
def test_what_a_panellist_writes_is_escaped() -> None:
    card = begin()
    [token] = campaigns.invite(id=card.id, count=1, now=SENT)
    shown = Client().post(f"/trial/{token}", {"question": "<b>why</b>", "version": "1"})
    assert shown.status_code == 422
    assert "&lt;b&gt;why" in shown.content.decode()
