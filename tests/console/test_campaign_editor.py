"""Writing a campaign in a real browser: findings as one types, the mail drawn, saved, launched."""

from typing import Any

import pytest

from tests.campaigns.files import ANN, BOB, LATE, NOW, OTHER_LATE, TOPICS
from tests.console.conftest import PASSWORD, make_user
from tests.live import LiveSite
from tidings.campaigns import public as campaigns
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db(transaction=True)
ONE = "/console/campaigns/parcel-late/"
SETTLED = "!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')"


def enter(page: Any, site: LiveSite) -> None:
    page.goto(f"{site.url}/console/")
    page.get_by_label("Email address").fill("all@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.url}/console/")


@pytest.fixture
def campaign(live_site: LiveSite) -> None:
    """One campaign, live, with a second version that waits."""
    make_user(*staff.ROLES, email="all@example.com")
    campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)
    campaigns.launch(text=LATE, actor=ANN, now=NOW)
    campaigns.approve(campaign="parcel-late", number=1, actor=BOB, now=NOW)
    campaigns.launch(text=OTHER_LATE, actor=ANN, now=NOW)


def test_findings_follow_what_is_typed(live_site: LiveSite, campaign: None, page: Any, axe: Any) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    enter(page, live_site)
    page.goto(f"{live_site.url}/console/campaigns/new")
    editor, beside = page.get_by_label("The campaign's file"), page.locator("#checked")
    beside.get_by_text("Nothing to mend").wait_for()
    editor.fill(LATE.replace("means:", "mean:", 1))
    beside.get_by_text("did you mean means?").wait_for()
    page.wait_for_function(SETTLED)
    axe(page)
    editor.fill(LATE.replace("parcel-late", "parcel-later"))
    beside.get_by_text("Nothing to mend").wait_for()
    page.get_by_role("button", name="Draw this mail in Portuguese").click()
    page.frame_locator("iframe[name=mail]").get_by_text("não chegou até").first.wait_for()
    page.get_by_role("button", name="Save as a version").click()
    page.get_by_text("Saved as version 1 of parcel-later.").wait_for()


def test_an_approver_reads_and_approves(live_site: LiveSite, campaign: None, page: Any) -> None:
    enter(page, live_site)
    page.goto(f"{live_site.url}/console/campaigns/")
    page.get_by_role("link", name="parcel-late, version 2").click()
    page.frame_locator("iframe.mail").get_by_text("We are very sorry").first.wait_for()
    page.get_by_role("link", name="Portuguese").click()
    page.get_by_text("não chegou até").first.wait_for()
    page.get_by_role("button", name="Approve version 2").click()
    page.get_by_text("Version 2 of parcel-late is live.").wait_for()


def test_a_finding_leads_to_its_line(live_site: LiveSite, campaign: None, page: Any, axe: Any) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    enter(page, live_site)
    page.goto(f"{live_site.url}/console/campaigns/new")
    vague = LATE.replace("It is on its way.", "It comes soon.")
    page.get_by_label("The campaign's file").fill(vague)
    page.locator("#checked").get_by_text("names no date").first.wait_for()
    page.wait_for_function(SETTLED)
    axe(page)
    line = vague.splitlines().index(next(each for each in vague.splitlines() if "comes soon" in each)) + 1
    page.get_by_role("link", name=f"Line {line}").first.click()
    selected = page.evaluate(
        "() => { const t = document.activeElement; return t.value.slice(t.selectionStart, t.selectionEnd) }"
    )
    assert "It comes soon." in selected
