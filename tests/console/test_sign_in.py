"""The door of the console."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.console.conftest import PASSWORD, make_user
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db


def test_the_door_leads_on_to_where_one_was_going_but_not_off_the_site() -> None:
    make_user("auditor")
    given = {"email": "auditor@example.com", "password": PASSWORD}
    assert go(given | {"next": "/console/audit/"}) == "/console/audit/"
    for elsewhere in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        assert go(given | {"next": elsewhere}) == "/console/"


def go(data: dict[str, str]) -> str:
    return Client().post("/console/sign-in", data).headers["Location"]


def test_the_session_is_another_one_after_signing_in_and_out() -> None:
    make_user("agent")
    client = Client()
    client.cookies["sessionid"] = "chosen-by-somebody-else"
    client.post("/console/sign-in", {"email": "agent@example.com", "password": PASSWORD})
    inside = client.cookies["sessionid"]
    assert inside.value != "chosen-by-somebody-else"
    assert inside["httponly"]
    assert inside["samesite"] == "Lax"
    assert 0 < inside["max-age"] <= 12 * 3600
    assert client.get("/console/account/").status_code == 200
    client.post("/console/sign-out")
    client.cookies["sessionid"] = inside.value
    assert client.get("/console/account/").status_code == 302


def test_a_refusal_keeps_the_address_and_never_the_password() -> None:
    answer = Client().post("/console/sign-in", {"email": "ana@example.com", "password": "a wrong guess"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "The address or the password is wrong." in page
    assert "ana@example.com" in page
    assert "a wrong guess" not in page


def test_signing_out_takes_a_post(signed_in: Callable[..., Client]) -> None:
    client = signed_in("agent")
    assert client.get("/console/sign-out").status_code == 405
    assert client.get("/console/account/").status_code == 200


def test_a_new_password_ends_the_other_sessions(signed_in: Callable[..., Client]) -> None:
    here = signed_in("agent")
    there = Client()
    there.post("/console/sign-in", {"email": "agent@example.com", "password": PASSWORD})
    wrong = here.post("/console/account/", {"present": "guess", "password": "evening at the river"})
    assert "not your present password" in wrong.content.decode()
    done = here.post("/console/account/", {"present": PASSWORD, "password": "evening at the river"})
    assert done.status_code == 302
    assert here.get("/console/account/").status_code == 200
    assert there.get("/console/account/").status_code == 302


def test_an_account_without_a_role_is_told_whom_to_ask(signed_in: Callable[..., Client]) -> None:
    answer = signed_in().get("/console/")
    assert answer.status_code == 403
    assert "An administrator can give you a role" in answer.content.decode()


def test_the_navigation_shows_what_the_role_opens(signed_in: Callable[..., Client]) -> None:
    auditor = signed_in("auditor").get("/console/").content.decode()
    assert 'href="/console/audit/"' in auditor
    assert 'href="/console/staff/"' not in auditor
    administrator = signed_in("administrator").get("/console/").content.decode()
    assert 'href="/console/staff/"' in administrator


def test_no_page_has_inline_styles_or_scripts(signed_in: Callable[..., Client]) -> None:
    client = signed_in(*staff.ROLES)
    for address in (
        "/console/",
        "/console/staff/",
        "/console/company/",
        "/console/audit/",
        "/console/account/",
    ):
        page = client.get(address)
        assert " style=" not in page.content.decode()
        assert "<script>" not in page.content.decode()
        assert "style-src 'self'" in page.headers["Content-Security-Policy"]
