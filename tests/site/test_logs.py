"""The logs say where something went wrong, never whose it was: no signed link, no words of a customer."""

import io
import logging.config
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from tests.live import LiveSite
from tidings.api import door
from tidings.ground import clock
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged() -> Any:
    """What our own handler writes while a test runs."""
    formatter = dict(settings.LOGGING["formatters"]["plain"])
    made = logging.config.BaseConfigurator({}).resolve(formatter["()"])(formatter["format"], style="{")
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(made)
    logging.getLogger().addHandler(handler)
    yield text.getvalue
    logging.getLogger().removeHandler(handler)


def test_a_customers_link_is_no_secret_kept_in_the_log(logged: Callable[[], str]) -> None:
    Client().get("/n/a-signed-link")
    assert "404 GET /n/<token>" in logged()
    assert "a-signed-link" not in logged()


def test_an_error_is_logged_by_its_place_and_not_by_its_words(logged: Callable[[], str]) -> None:
    def of_the_database() -> None:
        secret = "ana@example.com"
        try:
            raise ValueError(f"Key (email)=({secret}) already exists")
        except ValueError as first:
            raise RuntimeError(secret) from first

    try:
        of_the_database()
    except RuntimeError as error:
        door.failed(RequestFactory().get("/api/v1/customers/ana@example.com"), error)
    assert "of_the_database" in logged() and "ValueError" in logged() and "RuntimeError" in logged()
    assert "ana@example.com" not in logged()


@pytest.mark.django_db(transaction=True)
def test_a_call_that_is_too_large_is_refused_as_such(live_site: LiveSite) -> None:
    key = staff.create_key(name="k", scopes=["launch.campaigns"], actor="command", now=clock.now())[1]
    answer = httpx.post(
        f"{live_site.url}/api/v1/campaigns",
        json={"text": "x" * 2_800_000},
        headers={"Authorization": f"Bearer {key}"},
    )
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
