"""A campaign as each of its channels draws it, on the campaign's page."""

from typing import Any

import pytest

from tests.browsing import stands
from tests.campaigns.files import ANN, BOB, LATE, NOW, TOPICS
from tests.console.conftest import make_user
from tests.console.test_campaign_editor import ONE, enter
from tests.live import LiveSite
from tidings.campaigns import public as campaigns
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def campaign(live_site: LiveSite) -> None:
    make_user(*staff.ROLES, email="all@example.com")
    campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)
    by_all = LATE.replace("channels: customer", "channels: [sms, letter, push, webhook]")
    campaigns.launch(text=by_all, actor=ANN, now=NOW)
    campaigns.approve(campaign="parcel-late", number=1, actor=BOB, now=NOW)


def test_every_channels_own_drawing_is_shown(
    live_site: LiveSite, campaign: None, page: Any, axe: Any
) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    enter(page, live_site)
    page.goto(f"{live_site.url}{ONE}")
    page.get_by_text("segments, ").first.wait_for()
    letter = page.get_by_alt_text("The letter as it would look")
    assert letter.evaluate("one => one.decode().then(() => one.naturalWidth)") > 300
    page.get_by_text("All of it").click()
    page.get_by_text('"type": "notice"').wait_for()
    stands(page, axe)
