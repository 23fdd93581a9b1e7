"""Trying a campaign's links and actions from its pages: with the text as typed, and kept with a saved version."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.campaigns.files import ANN, LATE, NOW, TOPICS
from tests.console.conftest import make_user
from tests.ground.pages import Pages, serving
from tidings.campaigns import public as campaigns
from tidings.staff import public as staff
from tidings.staff.models import User

pytestmark = pytest.mark.django_db
EDIT, ONE = "/console/campaigns/parcel-late/edit", "/console/campaigns/parcel-late/"


@pytest.fixture
def pages(settings: object) -> Iterator[Pages]:
    settings.WEBHOOK_PRIVATE = True  # type: ignore[attr-defined]
    with serving() as pages:
        campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)
        staff.save_company(actor="command", now=NOW, name="Loja Sol", public_url=pages.url)
        yield pages


@pytest.fixture
def owner() -> Client:
    make_user("campaign_owner", email="ann@example.com")
    client = Client()
    client.force_login(User.objects.get(email="ann@example.com"))
    return client


def test_what_is_typed_is_tried_and_nothing_saved(pages: Pages, owner: Client) -> None:
    text = LATE.replace("We refund", f"See {pages.url}/gone. We refund", 1)
    page = owner.post("/console/campaigns/new", {"text": text, "exercise": "yes"}).content.decode()
    assert "nothing is there (404)" in page and "Save as a version" in page
    assert campaigns.list_campaigns() == []


def test_what_is_saved_keeps_what_came_of_it(pages: Pages, owner: Client) -> None:
    campaigns.save_version(text=LATE, actor=ANN, now=NOW)
    assert "Not tried yet" in owner.get(ONE).content.decode()
    owner.post(EDIT, {"text": LATE, "exercise": "yes"})
    for page in (ONE, EDIT):
        assert "hears that a customer chose it" in owner.get(page).content.decode()
    assert (
        "hears that a customer chose it"
        not in owner.post(EDIT, {"text": LATE + "# more"}, follow=True).content.decode()
    )


def test_the_companys_actions_are_written_one_a_line(pages: Pages) -> None:
    make_user(*staff.ROLES, email="all@example.com")
    client = Client()
    client.force_login(User.objects.get(email="all@example.com"))
    form = {"name": "Loja Sol", "zone": "UTC", "language": "en", "policy": "{}", "trial": "{}"}
    client.post("/console/company/", form | {"actions": "order.cancel\r\n\r\norder.keep"})
    assert list(staff.company().actions) == ["order.cancel", "order.keep"]
    assert (
        "is no name of an action"
        in client.post("/console/company/", form | {"actions": "Cancel it"}).content.decode()
    )
