"""The pages of customers and imports."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tidings.people import public as people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def customer(id="c-1", **record):
    return people.save(record={"id": id} | record, now=NOW).customer_id


def upload(client, text, name="customers.csv", mapping=""):
    return client.post(
        "/console/customers/imports/new",
        {"file": SimpleUploadedFile(name, text.encode()), "mapping": mapping},
    )


def test_customers_are_found_by_name_id_address_and_number(signed_in):
    ana = customer(name="Ana Souza", email="Ana@example.com", mobile="+447400123456")
    customer("c-2", name="Bob")
    client = signed_in("agent")
    for words in ("ana s", "c-1", "ana@example.com", "+44 7400 123456"):
        page = client.get("/console/customers/", {"words": words}).content.decode()
        assert (f"/console/customers/{ana}/" in page, "Bob" in page) == (True, False), words


def test_the_list_asks_the_database_the_same_for_one_row_and_for_three(signed_in):
    client = signed_in("agent")
    counted = []
    for ids in (["c-1"], ["c-2", "c-3"]):
        for id in ids:
            customer(id, name=id)
        with CaptureQueriesContext(connection) as captured:
            client.get("/console/customers/")
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_one_customer_shows_all_that_is_known_escaped(signed_in):
    id = customer(
        name="<b>Ana</b>",
        email="ana@example.com",
        mobile="+447700900123",
        region="AM",
        country="BR",
        organisation={"id": "acme", "name": "Acme", "role": "buyer"},
        consents=[{"purpose": "marketing", "granted": True, "at": "2020-01-01", "basis": "web form"}],
        preferences=[{"topic": "offers", "channels": ["email", "post"], "hours": ["09:00", "12:00"]}],
        attributes={"plan": "gold"},
    )
    people.stop(customer_id=id, scope="topic:offers", reason="asked", source="portal", evidence={}, now=NOW)
    page = signed_in("agent").get(f"/console/customers/{id}/").content.decode()
    assert "<b>Ana" not in page
    for shown in (
        "&lt;b&gt;Ana",
        "ana@example.com",
        "a fictional number",
        "Manaus",
        "Eirunepe",
        "Acme",
        "web form",
    ):
        assert shown in page
    for shown in ("email, then post", "09:00 to 12:00", "topic:offers", "gold"):
        assert shown in page


def test_an_agent_stops_what_a_customer_asked_to_stop_and_an_auditor_cannot(signed_in):
    id = customer()
    client = signed_in("agent")
    assert client.post(f"/console/customers/{id}/stop", {"scope": "nonsense"}).status_code == 302
    assert people.person(customer_id=id).suppressions == ()
    client.post(f"/console/customers/{id}/stop", {"scope": "all"})
    [stop] = people.person(customer_id=id).suppressions
    assert (stop.scope, stop.lifted_at) == ("all", None)
    assert signed_in("auditor").post(f"/console/customers/{id}/stop", {"scope": "all"}).status_code == 403


def test_who_does_not_exist_is_a_page_that_says_so(signed_in):
    client = signed_in("administrator")
    for address in ("/console/customers/999999999/", "/console/customers/imports/999999999/"):
        assert client.get(address).status_code == 404


def test_a_file_is_imported_and_its_refused_rows_are_shown_and_had_back(signed_in):
    client = signed_in("campaign_owner")
    answer = upload(client, "nr,email\n1,a@example.com\n2,<b>\n", mapping="columns: {nr: id}")
    page = client.get(answer.headers["Location"]).content.decode()
    assert "is not a mail address" in page
    assert people.find(external_ids=["1", "2"]).keys() == {"1"}
    [run] = people.imports()
    assert run.actor == "user:campaign_owner@example.com"
    refused = client.get(f"/console/customers/imports/{run.id}/refused")
    assert "customers.refused.csv" in refused.headers["Content-Disposition"]
    assert refused.content.decode("utf-8-sig").startswith("nr,email,refused_line,refused_because")
    assert "columns: {nr: id}" in client.get(f"/console/customers/imports/new?like={run.id}").content.decode()
    corrected = refused.content.decode("utf-8-sig").replace("<b>", "b@example.com")
    upload(client, corrected, mapping=run.mapping)
    assert people.find(external_ids=["2"])
    assert "customers.csv" in client.get("/console/customers/imports/").content.decode()


@pytest.mark.parametrize(
    ("text", "name", "mapping", "says"),
    [
        ("x", "customers.xlsx", "", "of no known kind"),
        ("nr\n1\n", "customers.csv", "", "goes nowhere"),
        ("id\n1\n", "customers.csv", "columns: [", "not YAML"),
    ],
)
def test_a_file_that_cannot_be_read_says_so_at_its_field(signed_in, text, name, mapping, says):
    page = upload(signed_in("campaign_owner"), text, name, mapping)
    assert (page.status_code, says in page.content.decode()) == (200, True)
    assert people.imports() == []


def test_looking_changes_nothing(signed_in):
    id = customer()
    client = signed_in("administrator")
    before = people.person(customer_id=id)
    for address in ("", f"{id}/", "imports/", "imports/new"):
        assert client.get(f"/console/customers/{address}").status_code == 200
    assert people.person(customer_id=id) == before
    assert people.lift(customer_id=id, scope="all", evidence={"x": 1}, now=NOW + timedelta(days=1)) == 0


def test_a_customers_page_says_whose_laws_bind_who_lives_there_and_what_is_written(signed_in, tmp_path):
    home = {"line1": "1 Main St.", "postal_code": "33101", "city": "Miami"}
    evidence = dict.fromkeys(
        ["seller", "disclosure", "disclosure_version", "not_a_condition", "technology"], "x"
    )
    yes = {
        "granted": True,
        "purpose": "marketing",
        "at": "2026-01-01",
        "basis": "written",
        "channel": "mobile",
    }
    written = yes | {"address": "+12025550123", "evidence": evidence | {"signature": "Ana", "source": "form"}}
    ana = customer(
        name="Ana", country="US", region="Florida", mobile="+12025550123", post=home,
        last_purchase="2026-01-31", consents=[written, yes | {"channel": "email"}],
    )  # fmt: skip
    customer("c-2", name="Bob", country="US", post=home | {"line1": "1 MAIN ST"})
    (tmp_path / "list.txt").write_text("2025550123\n")
    people.load_registry(
        name="us-national-dnc",
        path=tmp_path / "list.txt",
        dated=NOW.date(),
        full=True,
        actor="command",
        now=NOW,
    )
    page = signed_in("agent").get(f"/console/customers/{ana}/").content.decode()
    for part in (
        "us-fl",
        "us-dc",
        "+12025550123 stands on us-national-dnc",
        "Same address",
        "Bob",
        "31 Jan 2026",
    ):
        assert part in page, part
    assert "in writing, written" in page and "the evidence of a written one is not whole" in page
