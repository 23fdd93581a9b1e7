"""An agent holds what a caller describes against what we sent, and sends a fresh confirmation."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.console.test_walk import enter, make_user
from tests.conversations.genuine import mailed
from tests.portal.journey import SENT, TOPICS
from tidings.campaigns import public as campaigns
from tidings.campaigns.models import Event
from tidings.conversations import public as conversations
from tidings.conversations.public import Described
from tidings.ground.clock import SimulatedClock, using
from tidings.ground.loops import run_until
from tidings.outreach import public as outreach
from tidings.outreach.models import Attempt, Outreach
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[2] / "docs" / "how-to" / "tell-callers-whether-it-was-us.md"
BANK = Path(__file__).parents[2] / "examples" / "bank"
NOW = SENT + timedelta(hours=1)
PAGE = "/console/is-it-ours/"


def look(**said: Any) -> conversations.Found:
    return conversations.described(Described(**said), now=NOW)


def test_each_thing_a_caller_knows_leads_to_what_we_sent(tmp_path: Path) -> None:
    mailed(tmp_path)
    row = Outreach.objects.get()
    assert look(code=row.code).candidates[0].coded and look(code=row.code).code == "ours"
    assert look(code="0123").code == "mistyped" and look(code="0123").candidates == ()
    by_words = look(customer="maria", words="order f346 did not ARRIVE").candidates[0]
    assert by_words.share == 1 and by_words.alike
    assert not look(customer="maria", words="win a prize today").candidates[0].alike
    called = look(number="11 96123-4567", minute=SENT)
    assert called.in_call is False and called.candidates[0].card.id == row.pk
    Attempt.objects.update(channel="voice", address="+5511961234567")
    assert look(number="11 96123-4567", minute=SENT).in_call is True


def launch_confirmation(whose: str) -> None:
    """The campaign as the docs show it, or the one that the demonstration's bank has."""
    campaign, topic = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(), re.DOTALL)
    if whose == "bank":
        campaign = (BANK / "campaigns" / "confirmation.yaml").read_text()
    campaigns.sync_topics(text=TOPICS + topic, actor="command", now=SENT)
    campaigns.launch(text=campaign, actor="command", now=SENT)


@pytest.mark.parametrize("whose", ["docs", "bank"])
def test_a_fresh_confirmation_is_an_ordinary_outreach_once_a_day(
    signed_in: Callable[..., Client], tmp_path: Path, whose: str
) -> None:
    mailed(tmp_path)
    first = Outreach.objects.get()
    client = signed_in("agent")

    def press() -> str:
        return client.post(f"{PAGE}{first.pk}/confirm", follow=True).content.decode()

    with using(SimulatedClock(NOW)):
        assert "no live campaign named confirmation" in press()
        launch_confirmation(whose)
        assert "within their hours" in press()
        assert "today already" in press()
    assert Event.objects.filter(type="tidings.confirmation.asked").count() == 1
    run_until(outreach.loops(), SimulatedClock(NOW), NOW)
    fresh = Outreach.objects.get(campaign__name="confirmation")
    assert fresh.code != first.code and fresh.customer_id == first.customer_id
    assert [line.action for line in staff.audit()].count("confirmation.asked") == 1
    later = NOW + timedelta(days=40)
    assert conversations.confirm(outreach_id=first.pk, now=later) == "not_sent"


def test_the_page_answers_and_escapes(signed_in: Callable[..., Client], tmp_path: Path) -> None:
    mailed(tmp_path)
    client = signed_in("agent")
    with using(SimulatedClock(NOW)):
        page = client.post(PAGE, {"customer": "maria", "words": "order <xyz>"}).content.decode()
        assert "parcel-late" in page and "50 % of their words" in page and "<xyz>" not in page
        assert "Nothing we sent matches" in client.post(PAGE, {"code": "x"}).content.decode()
        assert "maria" not in client.get(PAGE).content.decode()
    assert signed_in("approver").get(PAGE).status_code == 403


def test_programs_ask_the_same(client: Client, tmp_path: Path) -> None:
    mailed(tmp_path)
    row = Outreach.objects.get()
    scopes = ("see.customers", "edit.customers")
    raw = staff.create_key(name="desk", scopes=scopes, actor="command", now=SENT)[1]
    headers = {"Authorization": f"Bearer {raw}"}

    def asked(call: str, **said: Any) -> tuple[int, Any]:
        with using(SimulatedClock(NOW)):
            answer = client.post(f"/api/v1/checks/{call}", said, "application/json", headers=headers)
        return answer.status_code, answer.json()

    status, found = asked("described", code=row.code)
    assert (status, found["code"], found["candidates"][0]["coded"]) == (200, "ours", True)
    assert asked("confirmations", outreach=row.pk) == (200, {"became": "no_campaign"})
    assert asked("confirmations", outreach=999_999)[0] == 404


@pytest.mark.django_db(transaction=True)
def test_one_keystroke_opens_it(live_site: Any, page: Any, axe: Callable[[Any], None]) -> None:
    make_user("agent", email="all@example.com")
    enter(page, live_site)
    page.goto(f"{live_site.url}/console/customers/")
    page.locator("h1").click()
    page.keyboard.press("c")
    page.wait_for_url(f"**{PAGE}")
    page.get_by_label("A few of its words").fill("account")
    page.get_by_role("button", name="Look").click()
    axe(page)
