"""The mailbox as people see it; and the mail itself, which a mail program draws as a browser does."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import stands
from tests.console.conftest import PASSWORD, make_user
from tests.console.test_walk import shoot
from tests.live import LiveSite
from tidings.channels.email.compose import compose
from tidings.channels.email.html import html
from tidings.channels.email.sink import Keeper
from tidings.channels.email.tests.examples import message

OFF = {"enabled": False}
pytestmark = pytest.mark.django_db(transaction=True)


def test_the_mailbox_is_accessible_and_fits_the_window(
    live_site: LiveSite, page: Any, axe: Any, tmp_path: Path, settings: Any
) -> None:
    settings.MAILBOX = tmp_path
    for number in range(3):
        octets = compose(
            message(message_id=f"{number}@shop.example", subject=f"Your order f34{number} is late")
        ).octets
        Keeper(tmp_path).keep(octets)
    make_user("auditor")
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{live_site.url}/console/mailbox/")
    page.get_by_label("Email address").fill("auditor@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/console/mailbox/")
    stands(page, axe, shoot=partial(shoot, page, "mailbox"))
    page.get_by_role("link", name="Your order f341 is late").click()
    frame = page.frame_locator("iframe.mail")
    assert frame.get_by_role("link", name="Read and answer on our page").get_attribute("href")
    for tab in ("As a reader sees it", "Plain text", "Headers", "As received"):
        page.get_by_role("link", name=tab).click()
        page.wait_for_load_state()
        stands(page, axe, shoot=partial(shoot, page, f"mailbox-{tab.split()[-1]}"))


def test_the_mail_itself_reads_well(page: Any) -> None:
    page.set_content(html(message(), "Your order f346 is late"))
    looks = tuple((width, scheme) for width in (800, 320) for scheme in ("light", "dark"))
    stands(page, axe_within_another_page, looks=looks, shoot=partial(shoot, page, "mail"))


def axe_within_another_page(page: Any) -> None:
    """A mail is a part of its reader's page, whose landmarks it must not claim."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"rules": {"landmark-one-main": OFF, "region": OFF}})
    assert found.violations_count == 0, found.generate_report()
