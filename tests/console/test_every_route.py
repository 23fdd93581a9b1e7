"""Every page and call is refused to whoever lacks the role; this walks all routes there are."""

from collections.abc import Callable

import httpx
import pytest
from django.test import Client

from tests.console.conftest import NOW
from tests.console.routes import Route, routes
from tests.live import LiveSite
from tidings.console.navigation import PLACES, current
from tidings.site.asgi import BESIDE_DJANGO
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
ROUTES = routes()
GUARDED = [route for route in ROUTES if route.capability]
ASKED_OF_ROLES = [route for route in GUARDED if route.capability != staff.OWN_ACCOUNT]
REFUSED = "This page is not open to your account"


def ids(route: Route) -> str:
    return route.written or "/"


def refused(client: Client, route: Route, method: str) -> bool:
    """Whether the guard, and not the view behind it, said 403. The data fit nothing, so nothing is changed."""
    client.raise_request_exception = False
    answer = getattr(client, method)(route.address)
    return answer.status_code == 403 and REFUSED in answer.content.decode()


def test_every_view_says_what_it_takes_or_that_it_is_open() -> None:
    assert [ids(route) for route in ROUTES if not route.capability and not route.is_open] == []
    assert [ids(route) for route in ROUTES if route.capability and route.is_open] == []


def test_the_open_routes_are_these_and_no_others() -> None:
    console = {route.written for route in ROUTES if route.is_open and route.written.startswith("console/")}
    assert console == {"console/sign-in", "console/sign-out"}


def test_every_page_stands_under_an_entry_of_the_navigation() -> None:
    console = [route for route in ASKED_OF_ROLES if route.written.startswith("console/")]
    assert [ids(route) for route in console if current(list(PLACES), route.address) is None] == []


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_a_stranger_is_sent_to_the_door(method: str) -> None:
    for route in GUARDED:
        answer = getattr(Client(), method)(route.address)
        assert answer.status_code == 302, ids(route)
        assert answer.headers["Location"].startswith("/console/sign-in?next="), ids(route)


def test_a_fragment_of_a_page_sends_the_whole_page_to_the_door() -> None:
    answer = Client().get("/console/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/console/sign-in?next=/console/")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ["", *staff.ROLES])
def test_each_role_opens_exactly_what_it_should(
    role: str, method: str, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(*([role] if role else []))
    allowed = staff.capabilities([role])
    for route in ASKED_OF_ROLES:
        assert refused(client, route, method) == (route.capability not in allowed), ids(route)


def test_a_role_taken_away_closes_the_page_at_once(signed_in: Callable[..., Client]) -> None:
    client = signed_in("auditor")
    assert client.get("/console/audit/").status_code == 200
    staff.change_user(email="auditor@example.com", roles=["agent"], actor="command", now=NOW)
    assert client.get("/console/audit/").status_code == 403
    staff.change_user(email="auditor@example.com", active=False, actor="command", now=NOW)
    assert client.get("/console/").status_code == 302


def test_no_change_is_taken_without_its_csrf_token(signed_in: Callable[..., Client]) -> None:
    client = signed_in("administrator")
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = client.cookies
    for route in GUARDED:
        assert careful.post(route.address).status_code == 403, ids(route)
    answer = careful.post("/console/sign-in", {"email": "administrator@example.com", "password": "x"})
    assert answer.status_code == 403


@pytest.mark.django_db(transaction=True)
def test_what_answers_beside_django_refuses_strangers_too(live_site: LiveSite) -> None:
    assert set(BESIDE_DJANGO) == {"/events", "/live"}
    assert httpx.post(f"{live_site.url}/events", json={}).status_code == 401
    assert httpx.get(f"{live_site.url}/live", params={"topic": "changed"}).status_code == 401
