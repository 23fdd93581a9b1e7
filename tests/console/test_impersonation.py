"""The watch list in the console, and what it stops: a launch, and a message into which an event brings it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.console.conftest import NOW
from tidings.conversations import public as conversations
from tidings.ground.clock import SimulatedClock, using
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
PAGE = "/console/impersonation/"


@pytest.fixture(autouse=True)
def now(db: None) -> Any:
    staff.save_company(actor="command", now=NOW, name="Marula Bank", sender_email="hi@marula.example.com")
    with using(SimulatedClock(NOW)):
        yield


def reported(*texts: str) -> None:
    for number, words in enumerate(texts):
        evidence = conversations.Evidence(sender="Bank", words=words)
        conversations.report_impersonation(kind="text", evidence=evidence, asker=f"192.0.2.{number}", now=NOW)


def test_security_keeps_the_list(signed_in: Callable[..., Client]) -> None:
    said = {"domains": "examp1e.com\n\n examp1e.com\nexample.click", "names": "Marula Secure", "numbers": ""}
    answer = signed_in("security").post(f"{PAGE}save", said, follow=True).text
    assert "Saved." in answer and "examp1e.com\nexample.click" in answer
    assert staff.company().watch == {
        "domains": ["examp1e.com", "example.click"],
        "names": ["Marula Secure"],
        "numbers": [],
    }
    assert staff.audit()[0].detail == {"fields": ["watch"]}


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"domains": "https://examp1e.com/"}, "is no domain"),
        ({"domains": "marula.example.com"}, "is your own sender_email"),
        ({"names": "marula BANK"}, "is your own name"),
        ({"numbers": "<script>"}, "&lt;script&gt; is no telephone number"),
    ],
)
def test_a_list_that_cannot_be_is_refused_and_stays_to_be_mended(
    signed_in: Callable[..., Client], said: dict[str, str], refused: str
) -> None:
    answer = signed_in("security").post(f"{PAGE}save", said)
    assert answer.status_code == 200 and refused in answer.text
    assert staff.company().watch == {}


def test_domains_of_reports_are_shown_with_how_they_look_like_ours(signed_in: Callable[..., Client]) -> None:
    reported(
        "Pay at https://examp1e.com/now", "See examp1e.com", "See https://other.test and marula.example.com"
    )
    page = signed_in("auditor").get(PAGE).text
    [first, second] = page.partition("people reported")[2].partition("</tbody>")[0].split("<tr>")[-2:]
    assert "examp1e.com" in first and ">2<" in first and "letters that look alike" in first
    assert "other.test" in second and "does not" in second
    assert "example.shop" in page and "<button>Save" not in page


def test_no_lookalikes_are_made_of_an_ip_address(signed_in: Callable[..., Client]) -> None:
    staff.save_company(actor="command", now=NOW, public_url="http://127.0.0.1:8000")
    page = signed_in("auditor").get(PAGE).text
    assert "Made from marula.example.com;" in page and "127.0.0" not in page.partition("would look")[2]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_whatever_was_reported(
    signed_in: Callable[..., Client], django_assert_max_num_queries: Any, count: int
) -> None:
    reported(*(f"See site{number}.test" for number in range(count)))
    client = signed_in("auditor")
    with django_assert_max_num_queries(12):
        client.get(PAGE)


def test_others_neither_see_nor_change_it(signed_in: Callable[..., Client]) -> None:
    assert signed_in("agent").get(PAGE).status_code == 403
    assert signed_in("auditor").post(f"{PAGE}save", {}).status_code == 403
