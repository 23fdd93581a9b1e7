"""Trials in the console: begun, read as they come, exported, and a launch without one by name."""

import csv
import json
from collections.abc import Callable
from functools import partial
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.browsing import stands
from tests.campaigns.files import ANN, NOW, TOPICS
from tests.campaigns.trying import ASKED, OTHER, WRONG, answer, begin
from tests.console.conftest import make_user
from tests.console.test_walk import enter, shoot
from tests.live import LiveSite
from tidings.campaigns import public as campaigns
from tidings.ground.clock import SimulatedClock, using
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(db: None) -> Any:
    campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)
    staff.save_company(actor="command", now=NOW, name="Shop", second_person=False)
    with using(SimulatedClock(NOW)):
        yield


def test_a_trial_is_begun_from_the_form(signed_in: Callable[..., Client]) -> None:
    client = signed_in("campaign_owner")
    campaigns.save_version(text=ASKED, actor=ANN, now=NOW)
    shown = client.get("/console/campaigns/parcel-late/trials/new").content.decode()
    assert "false: " in shown
    stated = {
        "version": "1", "against": "", "language": "en", "surface": "sms", "panellists": "5", "days": "7",
        "statements": "true: It is late.\nfalse: I must pay.\nfalse: It is lost.",
    }  # fmt: skip
    wrong = client.post("/console/campaigns/parcel-late/trials/new", stated | {"statements": "It is late."})
    assert "Begin each line with true: or false:" in wrong.content.decode()
    made = client.post("/console/campaigns/parcel-late/trials/new", stated, follow=True)
    assert "The trial is open" in made.content.decode()
    [card] = campaigns.trials(campaign="parcel-late", now=NOW)
    assert f"/trial/join/{card.link}".split(":")[0] in made.content.decode().replace("<wbr>", "")
    assert [each.true for each in card.statements] == [True, False, False]


def test_the_form_asks_for_what_the_panel_reads(signed_in: Callable[..., Client]) -> None:
    client, address = signed_in("campaign_owner"), "/console/campaigns/parcel-late/trials/new"
    text = ASKED.replace("order.id: text\n", "order.id: text\n  order.kind: text\n")
    text = text.replace("It is on its way.", "Your {{ order.kind }} {{ order.short_id }} is on its way.")
    campaigns.save_version(text=text, actor=ANN, now=NOW)
    shown = client.get(address)
    form = shown.context["form"]
    assert form["data.order.short_id"].value() == "A-4711" and form["data.order.kind"].value() == ""
    stated = {name: form[name].value() or "" for name in form.fields} | {"surface": "email"}
    refused = client.post(address, stated).content.decode()
    assert "This field is required" in refused and not campaigns.trials(campaign="parcel-late", now=NOW)
    made = client.post(address, stated | {"data.order.kind": "bicycle"})
    assert made.status_code == 302, made.context["form"].errors
    [card] = campaigns.trials(campaign="parcel-late", now=NOW)
    assert card.statements[1].says.startswith("Your bicycle A-4711 is on its way.")
    client.post(address, stated | {"data.order.kind": "bicicleta", "language": "pt"})
    newest = campaigns.trials(campaign="parcel-late", now=NOW)[0]
    assert newest.statements[1].says.startswith("Ele está a caminho.")


def test_who_would_ask_the_same_is_counted_not_listed(signed_in: Callable[..., Client]) -> None:
    card, client = begin(), signed_in("campaign_owner")
    for question in ("Where is it?", "Can I cancel?", "where is it"):
        answer(card, question=question)
    shown = client.get(f"/console/trials/{card.id}/").content.decode()
    assert shown.lower().count("where is it") == 1
    assert "(2 panellists, version 1)" in shown
    assert shown.index("Where is it?") < shown.index("Can I cancel?")


def test_links_are_made_and_a_trial_is_closed(signed_in: Callable[..., Client]) -> None:
    card, client = begin(), signed_in("campaign_owner")
    assert (
        client.post(f"/console/trials/{card.id}/invite", {"count": "3"}).content.decode().count("<li class")
        == 3
    )
    client.post(f"/console/trials/{card.id}/close")
    assert "stopped" in client.get("/console/campaigns/parcel-late/trials/").content.decode()


def test_results_and_exports_say_the_same(signed_in: Callable[..., Client]) -> None:
    card, client = begin(ASKED, OTHER), signed_in("auditor")
    answer(card, marks={2: WRONG}, question="=What now?")
    for _ in range(4):
        answer(card, marks={2: WRONG})
    page = client.get(f"/console/trials/{card.id}/").content.decode()
    assert "the other version is understood much better" in page and "=What now?" in page
    assert "Version 1 is understood better than version 2 by 100 points" in page
    rows = json.loads(client.get(f"/console/trials/{card.id}/answers.json").content)
    assert len(rows) == 10 and {row["understood"] for row in rows} == {0.0, 1.0}
    table = list(
        csv.DictReader(StringIO(client.get(f"/console/trials/{card.id}/answers.csv").content.decode()))
    )
    assert len(table) == 10 and table[0]["question"] == "'=What now?"


def test_an_approver_lets_one_go_without_a_trial(signed_in: Callable[..., Client]) -> None:
    campaigns.save_version(text=ASKED, actor=ANN, now=NOW)
    client = signed_in("approver")
    assert (
        "needs a trial before launch" in client.get("/console/campaigns/parcel-late/trials/").content.decode()
    )
    said = client.post("/console/campaigns/parcel-late/trials/waive", {"why": "A strike."}, follow=True)
    assert "may be launched without a trial" in said.content.decode()
    assert campaigns.launch(text=ASKED, actor=ANN, now=NOW).state == "live"


def test_a_launch_without_the_trial_it_needs_is_refused_with_the_mend(
    signed_in: Callable[..., Client],
) -> None:
    campaigns.save_version(text=ASKED, actor=ANN, now=NOW)
    said = signed_in("campaign_owner").post("/console/campaigns/parcel-late/1/launch", follow=True)
    assert "have not been shown to a panel yet" in said.content.decode()


def test_programs_read_trials_and_verdicts() -> None:
    card = begin(ASKED, OTHER)
    answer(card)
    _, key = staff.create_key(name="board", scopes=["see.campaigns"], actor="command", now=NOW)
    headers = {"Authorization": f"Bearer {key}"}
    [listed] = Client().get("/api/v1/trials?campaign=parcel-late", headers=headers).json()
    one = Client().get(f"/api/v1/trials/{card.id}", headers=headers).json()
    assert one["trial"] == listed and one["a"]["understood"]["share"] == 1
    assert one["stopped"] == ["a", "b"] and one["b"]["reasons"] == ["few"]


@pytest.mark.django_db(transaction=True)
def test_the_pages_are_accessible_and_fit_a_phone(live_site: LiveSite, page: Any, axe: Any) -> None:
    make_user(*staff.ROLES, email="all@example.com")
    card = begin(ASKED, OTHER)
    answer(card, question="What about my refund?")
    enter(page, live_site)
    trials = "/console/campaigns/parcel-late/trials/"
    for address in (trials, f"{trials}new", f"/console/trials/{card.id}/"):
        page.goto(live_site.url + address)
        stands(page, axe, shoot=partial(shoot, page, address.strip("/").replace("/", "-")))


@pytest.mark.django_db(transaction=True)
def test_one_trial_from_its_start_to_the_launch(live_site: LiveSite, page: Any) -> None:
    make_user(*staff.ROLES, email="all@example.com")
    campaigns.save_version(text=ASKED, actor=ANN, now=NOW)
    enter(page, live_site)
    page.goto(f"{live_site.url}/console/campaigns/parcel-late/")
    page.get_by_role("button", name="Launch version 1").click()
    assert "have not been shown to a panel yet" in page.inner_text("main")
    page.get_by_role("link", name="Trials").click()
    page.get_by_role("link", name="Start a trial").click()
    page.get_by_label("How many have to answer").fill("5")
    page.get_by_label("The panel sees it as").select_option("Text message")
    page.get_by_role("button", name="Open the trial").click()
    assert "hand out its link" in page.inner_text("main")
    address = page.url
    link = urlsplit(page.locator("p.mono").inner_text().replace("\n", "")).path
    for _ in range(2):
        page.goto(live_site.url + link)
        page.get_by_role("button", name="Show me the notice").click()
        page.get_by_label("That is fine").check()
        for number, mark in enumerate(("false", "true", "false", "true")):
            page.locator(f"input[name=mark-{number}][value={mark}]").check()
        page.get_by_label("Yes", exact=True).check()
        page.get_by_role("button", name="Send my answers").click()
        assert page.inner_text("h1") == "Thank you"
    [card] = campaigns.trials(campaign="parcel-late", now=NOW)
    for _ in range(3):
        answer(card, marks={1: ("false", "true", "false", "true")})
    page.goto(address)
    assert "5 of 5 have answered" in page.inner_text("main") and "PASSES" in page.inner_text("main").upper()
    page.goto(f"{live_site.url}/console/campaigns/parcel-late/")
    page.get_by_role("button", name="Launch version 1").click()
    assert "parcel-late version 1 is live" in page.inner_text("main")
