"""The pages about people, keys, the company and the audit trail."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.console.conftest import NOW, PASSWORD, make_user
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(signed_in: Callable[..., Client]) -> Client:
    return signed_in("administrator")


def test_a_new_user_can_sign_in_with_the_roles_given(boss: Client) -> None:
    given = {"email": "Ana@Example.com", "name": "Ana", "password": PASSWORD, "roles": ["agent", "auditor"]}
    assert boss.post("/console/staff/new", given).status_code == 302
    assert staff.user(email="ana@example.com").roles == ("agent", "auditor")
    client = Client()
    assert (
        client.post("/console/sign-in", {"email": "ana@example.com", "password": PASSWORD}).status_code == 302
    )
    assert staff.audit(limit=2)[1].actor == "user:administrator@example.com"


def test_what_is_refused_is_said_at_its_field(boss: Client) -> None:
    make_user("agent")
    given = {"email": "agent@example.com", "name": "Twin", "password": "short", "zone": "Mars"}
    page = boss.post("/console/staff/new", given).content.decode()
    assert re.search(r'id="id_\w+_error">[^<]+', page)
    assert staff.user(email="agent@example.com").name == "Agent"


def test_roles_are_changed_and_accounts_closed_and_opened(boss: Client) -> None:
    make_user("agent")
    boss.post("/console/staff/agent@example.com/", {"name": "Amy", "roles": ["supervisor"]})
    assert staff.user(email="agent@example.com").roles == ("supervisor",)
    boss.post("/console/staff/agent@example.com/active", {"active": "no"})
    assert not staff.user(email="agent@example.com").active
    boss.post("/console/staff/agent@example.com/active", {"active": "yes"})
    assert staff.user(email="agent@example.com").active


def test_the_last_administrator_cannot_close_the_own_account(boss: Client) -> None:
    page = boss.post("/console/staff/administrator@example.com/active", {"active": "no"}, follow=True)
    assert "last administrator" in page.content.decode()
    assert staff.user(email="administrator@example.com").active


def test_a_key_is_shown_once_and_works(boss: Client) -> None:
    answer = boss.post("/console/staff/keys/new", {"name": "shop", "scopes": ["send.events"]})
    raw = re.search(r"tdg_[\w-]+", answer.content.decode())[0]
    assert staff.key_for(raw=raw, now=NOW).name == "shop"
    assert "no-store" in answer.headers["Cache-Control"]
    assert raw not in boss.get("/console/staff/").content.decode()
    boss.post(f"/console/staff/keys/{raw[4:12]}/revoke")
    assert staff.key_for(raw=raw, now=NOW) is None


def test_the_company_is_saved_and_a_bad_policy_named(boss: Client) -> None:
    given = {"name": "Marula Bank", "zone": "Africa/Windhoek", "language": "en", "policy": "{}"}
    assert boss.post("/console/company/", given).status_code == 302
    assert staff.company().name == "Marula Bank"
    assert not staff.company().second_person
    for bad in ('{"caps": [{"purpose": "marketing"}]}', "{", '{"no_such_rule": 1}', "[]"):
        answer = boss.post("/console/company/", given | {"policy": bad})
        assert answer.status_code == 200
        assert 'id="id_policy_error"' in answer.content.decode()
    assert staff.company().policy == {}


@pytest.mark.parametrize("address", ["/console/staff/", "/console/audit/", "/console/"])
def test_a_list_costs_as_many_queries_for_three_rows_as_for_one(address: str, boss: Client) -> None:
    def rows(name: str) -> None:
        make_user("agent", email=f"{name}@example.com")
        staff.create_key(name=name, scopes=["send.events"], actor="command", now=NOW)

    rows("one")
    boss.get(address)
    of_one = queries(boss, address)
    rows("two")
    rows("three")
    assert queries(boss, address) == of_one


def queries(client: Client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_audit_trail_goes_on_to_its_first_line(boss: Client) -> None:
    for number in range(120):
        staff.record(actor="command", action=f"step.{number}", object="x", now=NOW)
    seen, address = [], "/console/audit/?actor=command"
    while address:
        page = boss.get(address).content.decode()
        seen += re.findall(r"step\.(\d+)", page)
        further = re.search(r'rel="next" href="(\?[^"]+)"', page)
        address = further and "/console/audit/" + further[1].replace("&amp;", "&")
    assert [int(number) for number in seen] == list(range(119, -1, -1))
