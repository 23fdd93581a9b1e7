"""What every page says about being kept, and which addresses are read at all."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/console/sign-in", "/console/", "/is-it-you", "/api/v1/campaigns", "/health"]
)
def test_no_page_is_kept_by_a_browser_or_a_proxy(path: str) -> None:
    assert "no-store" in Client().get(path).headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/console/sign-in?next=%00", "/is-it-you?code=" + "9" * 5000, "/n/%00"])
def test_an_address_that_cannot_be_read_is_refused_before_any_page(path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/plain")
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_percent_sign_before_zeros_is_a_text_like_any_other() -> None:
    assert Client().get("/is-it-you?code=%2500").status_code == 200
