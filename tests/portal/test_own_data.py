"""The customer asks for a copy or to be erased, from the link they have; a person does it."""

import pytest
from django.test import Client

from tests.portal.journey import SENT, Told, tell
from tidings.people import public as people
from tidings.stewardship import public as stewardship


@pytest.fixture
def told(db: None) -> Told:
    return tell()


def address(told: Told) -> str:
    return f"/preferences/{told.preferences}/data"


def test_the_preferences_lead_there(told: Told) -> None:
    assert address(told) in Client().get(f"/preferences/{told.preferences}").content.decode()


def test_looking_asks_for_nothing(told: Told) -> None:
    assert Client().get(f"{address(told)}?kind=erase").status_code == 200
    assert stewardship.requests(customer_id=told.customer_id) == []


@pytest.mark.parametrize(("kind", "says"), [("copy", "copy of your data"), ("erase", "asked to be erased")])
def test_what_is_asked_for_waits_with_its_last_day_and_is_done_by_a_person(
    told: Told, kind: str, says: str
) -> None:
    page = Client().post(address(told), {"kind": kind}).content.decode()
    assert says in page and "April 2, 2026" in page and f'value="{kind}"' not in page
    assert [card.kind for card in stewardship.waiting()] == [kind]
    assert people.person(customer_id=told.customer_id).name == "Maria"


def test_asking_twice_is_one_request(told: Told) -> None:
    for _ in range(2):
        Client().post(address(told), {"kind": "copy"})
    assert len(stewardship.waiting()) == 1


def test_something_else_is_not_taken(told: Told) -> None:
    assert Client().post(address(told), {"kind": "gold"}).status_code == 400
    assert Client().post("/preferences/altered/data", {"kind": "copy"}).status_code == 404


def test_in_portuguese(db: None) -> None:
    told = tell(language="pt")
    page = Client().post(address(told), {"kind": "copy"}).content.decode()
    assert "Você pediu uma cópia dos seus dados" in page and "2 de abril de 2026" in page


def test_no_link_opens_once_its_customer_is_erased(told: Told) -> None:
    stewardship.erase(customer_id=told.customer_id, because="asked by letter", actor="test", now=SENT)
    for link in (f"/n/{told.notice}", f"/preferences/{told.preferences}", address(told), f"/u/{told.stop}"):
        for answer in (Client().get(link), Client().post(link)):
            assert answer.status_code == 410 and "no longer open" in answer.content.decode()
