"""The page of rules: what binds where and when, with sources, open to whoever may see outreaches."""

import pytest

pytestmark = pytest.mark.django_db


def shown(client, query=""):
    return client.get(f"/console/rules/{query}").content.decode().replace("<wbr>", "")


def test_rules_stand_with_their_source_and_how_sure_we_are(signed_in):
    page = shown(signed_in("auditor"), "?on=2026-11-22")
    assert "us-fl.hours" in page and "D. 223-9" in page and "seen in secondary sources" in page
    assert "us-tx.hours" in page and "uncertain" in page


def test_a_place_and_a_day_narrow_them(signed_in):
    client = signed_in("campaign_owner")
    before, after = (shown(client, f"?place=FR&on=2026-08-{day}") for day in ("10", "12"))
    assert "fr.bloctel" in before and "fr.bloctel" not in after
    assert "fr.opt-in" in after and "eu.mail" in after and "us.hours" not in after


def test_a_place_without_laws_says_that_ones_own_policy_binds(signed_in):
    assert "No law of that place is known" in shown(signed_in("auditor"), "?place=zz")


def test_what_is_written_into_the_address_is_escaped(signed_in):
    page = shown(signed_in("auditor"), "?place=<script>&on=never")
    assert "<script>&" not in page and "&lt;script&gt;" in page


def test_the_companys_page_leads_there(signed_in):
    assert 'href="/console/rules/"' in signed_in("administrator").get("/console/company/").content.decode()
