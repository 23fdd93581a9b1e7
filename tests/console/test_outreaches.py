import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.outreach.conftest import NOON, company  # noqa: F401 (a fixture)
from tidings.outreach import public as outreach
from tidings.outreach.models import Outreach


@pytest.fixture
def told(company):  # noqa: F811 (the fixture)
    company.campaign()
    for name in ("ana", "bento"):
        company.customer(name, email=f"{name}@example.com" if name == "ana" else None)
        company.happens("shop.order.late", customer=name, order=f"o-{name}")
    company.decides()
    return company


def test_the_list_shows_who_is_reached_and_the_filters_narrow_it(told, signed_in):
    client = signed_in("supervisor")
    everyone = client.get("/console/outreaches/").content.decode()
    assert "Ana" in everyone
    assert "pending" in everyone
    narrowed = client.get("/console/outreaches/?state=sent").content.decode()
    assert "No outreaches here" in narrowed
    assert client.get("/console/outreaches/?after=99999999999999999999&state=&words=ana").status_code == 200


def test_one_outreach_tells_its_story_and_why(told, signed_in):
    client = signed_in("supervisor")
    card = outreach.find_outreach()[0]
    page = client.get(f"/console/outreaches/{card.id}/").content.decode()
    assert "Your order o-ana is late." in page
    assert "no further consent is needed" in page
    assert "it comes out the same" in page
    assert "ana@example.com" not in page
    assert client.get("/console/outreaches/4711/").status_code == 404


def test_refusals_are_decisions_with_their_reasons(told, signed_in):
    client = signed_in("auditor")
    page = client.get("/console/outreaches/decisions/?verdict=refuse&reason=no_address").content.decode()
    assert "Bento" in page
    assert "Ana" not in page
    refusal = outreach.decisions(verdict="refuse")[0]
    one = client.get(f"/console/outreaches/decisions/{refusal.id}/").content.decode()
    assert "No usable address is known" in one
    assert client.get("/console/outreaches/decisions/4711/").status_code == 404


def test_calling_off_needs_a_post_and_the_role(told, signed_in):
    path = f"/console/outreaches/{told.only().id}/withdraw/"
    assert signed_in("auditor").post(path).status_code == 403
    client = signed_in("campaign_owner")
    assert client.get(path).status_code == 405
    assert client.post(path).status_code == 302
    assert (told.only().state, told.only().reason) == (
        "withdrawn",
        "withdrawn:user:campaign_owner@example.com",
    )
    again = client.post(path, follow=True).content.decode()
    assert "Nothing to withdraw" in again


@pytest.mark.parametrize("path", ["/console/outreaches/", "/console/outreaches/decisions/"])
def test_a_list_of_three_costs_as_many_queries_as_a_list_of_one(told, signed_in, path):
    client = signed_in("supervisor")
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(path)
    for name in ("clara", "davi"):
        told.customer(name)
        told.happens("shop.order.late", customer=name, order=f"o-{name}")
    told.decides()
    assert Outreach.objects.count() == 3
    with CaptureQueriesContext(connection) as more:
        client.get(path)
    assert len(more) == len(few)


def test_a_hostile_name_is_only_text(company, signed_in):  # noqa: F811 (the fixture)
    company.customer("eve", name="<script>alert(1)</script>")
    company.campaign()
    company.happens("shop.order.late", customer="eve", order="<b>o</b>")
    company.decides()
    client = signed_in("supervisor")
    for path in (
        "/console/outreaches/",
        f"/console/outreaches/{company.only().id}/",
        "/console/outreaches/decisions/",
    ):
        assert "<script>alert" not in client.get(path).content.decode()
    assert company.only().created_at == NOON


def test_an_outreach_whose_words_cannot_be_made_still_has_its_page(told, signed_in):
    [card] = outreach.find_outreach()
    Outreach.objects.filter(id=card.id).update(data={"order": "no id"})
    answer = signed_in("supervisor").get(f"/console/outreaches/{card.id}/")
    assert answer.status_code == 200
    assert "Its words cannot be made" in answer.content.decode()
    with pytest.raises(outreach.NoWords):
        outreach.notice(id=card.id)
