"""The questions that will come, beside the editor: ranked, answered where, and a suggested answer accepted by a button."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.campaigns.files import ANN, LATE, NOW, TOPICS
from tests.console.conftest import make_user
from tests.console.test_campaign_editor import SETTLED, enter
from tests.live import LiveSite
from tests.portal.journey import SENT, tell
from tidings.campaigns import public as campaigns
from tidings.conversations import public as conversations
from tidings.core.campaign_files.campaign import parse
from tidings.core.questions import kind_of
from tidings.staff import public as staff

NEW, CHECK = "/console/campaigns/new", "/console/campaigns/check"


@pytest.fixture
def owner(signed_in: Callable[..., Client]) -> Client:
    campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)
    return signed_in("campaign_owner")


def text_in(page: str) -> str:
    return unescape(page.partition('hx-sync="this:replace">')[2].partition("</textarea>")[0])


def beside(client: Client, text: str) -> str:
    return client.post(CHECK, {"text": text}).content.decode()


@pytest.mark.django_db
def test_the_likeliest_stands_first_with_the_line_that_answers_it(owner: Client) -> None:
    shown = beside(owner, LATE)
    answer = next(n for n, line in enumerate(LATE.splitlines(), 1) if "Why is it late?" in line)
    assert f'data-line="{answer}">line {answer}</a> <code>notice.en.answers[0]</code>' in shown
    assert shown.index("notice.en.answers[0]") < shown.index('name="accept" value="lost"')
    assert 'name="accept" value="why"' not in shown


@pytest.mark.django_db
def test_an_accepted_answer_comes_back_in_every_language_and_is_not_saved(owner: Client) -> None:
    page = owner.post(NEW, {"text": LATE.replace("\n", "\r\n"), "accept": "lost"}).content.decode()
    assert "Written under answers, not saved yet" in page
    campaign = parse(text_in(page)).campaign
    assert campaign is not None
    for language in ("en", "pt"):
        assert kind_of(campaign.notice[language].answers[-1].question.source, language) == "lost"
    assert 'name="accept" value="lost"' not in page
    assert campaigns.list_campaigns() == []


@pytest.mark.django_db
def test_what_an_accepted_answer_leaves_to_its_author_blocks_a_launch(owner: Client) -> None:
    page = owner.post(NEW, {"text": LATE, "accept": "if-nothing"}).content.decode()
    assert "“[What happens, and on which date]” is a place that nobody filled in" in page
    with pytest.raises(campaigns.CampaignRefused):
        campaigns.launch(text=text_in(page), actor=ANN, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "kind"), [(LATE, "of-no-library"), ("a: [", "lost"), ("", "lost")])
def test_what_cannot_be_written_leaves_the_text_as_it_is(owner: Client, text: str, kind: str) -> None:
    page = owner.post(NEW, {"text": text, "accept": kind}).content.decode()
    assert "No answer was written" in page
    assert text_in(page).strip() == text.strip()


@pytest.mark.django_db
def test_only_who_may_edit_may_accept(signed_in: Callable[..., Client]) -> None:
    assert signed_in("approver").post(NEW, {"text": LATE, "accept": "lost"}).status_code == 403


@pytest.mark.django_db
def test_what_customers_of_earlier_runs_asked_is_likelier_and_is_a_finding(owner: Client) -> None:
    before = beside(owner, LATE)
    assert "of earlier runs" not in before
    assert "Nothing to mend" in before
    for name in ("maria", "joao", "ana", "rui", "eva"):
        told = tell(name)
        conversations.ask(
            outreach_id=told.outreach_id, text="What if it is lost?", now=SENT + timedelta(hours=1)
        )
    after = beside(owner, LATE)
    assert "Asked by 5 customers of earlier runs, in whatever language" in after
    assert after.index('value="lost"') < after.index("notice.en.answers[0]</code>")
    assert "will be asked and is not answered" in after
    assert "Nothing to mend" not in after


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_accepted_by_keyboard_on_a_narrow_screen(
    live_site: LiveSite, page: Any, axe: Any
) -> None:
    make_user(*staff.ROLES, email="all@example.com")
    campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)
    page.set_viewport_size({"width": 320, "height": 800})
    enter(page, live_site)
    page.goto(f"{live_site.url}{NEW}")
    editor, checked = page.get_by_label("The campaign's file"), page.locator("#checked")
    editor.fill(LATE)
    accept = checked.get_by_role("button", name="Accept this answer to “What if it never arrives?”")
    accept.wait_for()
    page.wait_for_function(SETTLED)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    accept.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Written under answers, not saved yet").wait_for()
    assert "What if it never arrives?" in editor.input_value()
    assert accept.count() == 0
    axe(page)
    assert campaigns.list_campaigns() == []
