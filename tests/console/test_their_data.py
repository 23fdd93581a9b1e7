"""A customer's own data in the console: noted with its clock, handed over, erased only with a second word."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.console.conftest import NOW
from tests.console.world import settle_in
from tidings.ground.clock import SimulatedClock, using
from tidings.people import public as people
from tidings.staff import public as staff
from tidings.stewardship import public as stewardship


@pytest.fixture
def ana(db: None, tmp_path: Path, settings: Any) -> int:
    settle_in(tmp_path, settings)
    return people.find(external_ids=["ana"])["ana"]


@pytest.fixture
def supervisor(signed_in: Callable[..., Client]) -> Client:
    return signed_in("supervisor")


def test_the_page_of_a_customer_leads_there_for_who_may(ana: int, supervisor: Client, signed_in: Any) -> None:
    assert f"/console/customers/{ana}/data/" in supervisor.get(f"/console/customers/{ana}/").content.decode()
    assert "/data/" not in signed_in("agent").get(f"/console/customers/{ana}/").content.decode()


def test_what_they_ask_for_shows_with_its_last_day(ana: int, supervisor: Client) -> None:
    with using(SimulatedClock(NOW)):
        answer = supervisor.post(f"/console/customers/{ana}/data/", {"kind": "copy"}, follow=True)
    page = answer.content.decode()
    assert "A copy of their data" in page and "due by 2 Apr 2026, 31 days left" in page
    again = supervisor.post(f"/console/customers/{ana}/data/", {"kind": "copy"}, follow=True)
    assert "They had asked for that before" in again.content.decode()


def test_something_else_cannot_be_asked_for(ana: int, supervisor: Client) -> None:
    answer = supervisor.post(f"/console/customers/{ana}/data/", {"kind": "gold"}, follow=True)
    assert "Choose what they ask for." in answer.content.decode()
    assert stewardship.requests(customer_id=ana) == []


def test_the_copy_is_a_file_that_nobody_keeps(ana: int, supervisor: Client) -> None:
    answer = supervisor.post(f"/console/customers/{ana}/data/copy")
    assert answer.json()["record"]["name"] == "Ana Amupolo"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="person-{ana}.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert supervisor.get(f"/console/customers/{ana}/data/copy").status_code == 405


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"because": "asked by letter"}, "Write the customer&#x27;s id once more"),
        ({"because": "asked by letter", "id": "Ana"}, "Write the customer&#x27;s id once more"),
        ({"because": "", "id": "ana"}, "Say why"),
        ({"because": "Ana Amupolo asked", "id": "ana"}, "leave out the person&#x27;s name"),
    ],
)
def test_without_the_second_word_and_a_reason_nobody_is_erased(
    ana: int, supervisor: Client, form: dict[str, str], says: str
) -> None:
    answer = supervisor.post(f"/console/customers/{ana}/data/erase", form)
    assert answer.status_code == 422 and says in answer.content.decode()
    assert people.person(customer_id=ana).name == "Ana Amupolo"


def test_with_both_they_are_erased(ana: int, supervisor: Client) -> None:
    form = {"because": "asked by letter of 3 March", "id": "ana"}
    answer = supervisor.post(f"/console/customers/{ana}/data/erase", form, follow=True)
    assert "Erased." in answer.content.decode() and "Ana Amupolo" not in answer.content.decode()
    assert people.find(external_ids=["ana"]) == {}
    assert staff.audit()[0].action == "person.erased"


def test_a_timeline_and_a_notice_of_somebody_erased_still_open(ana: int, supervisor: Client) -> None:
    supervisor.post(f"/console/customers/{ana}/data/erase", {"because": "asked by letter", "id": "ana"})
    for page in ("/console/outreaches/", "/console/", f"/console/customers/{ana}/"):
        assert supervisor.get(page).status_code in (200, 404), page
    from tidings.outreach import public as outreach

    for card in outreach.find_outreach(customer_id=ana):
        assert supervisor.get(f"/console/outreaches/{card.id}/").status_code == 200


@pytest.mark.parametrize("role", ["agent", "campaign_owner", "auditor"])
def test_only_those_who_steward_see_or_touch_it(ana: int, signed_in: Any, role: str) -> None:
    client, page = signed_in(role), f"/console/customers/{ana}/data/"
    form = {"because": "asked by letter", "id": "ana", "kind": "erase"}
    answers = [client.get(page), *(client.post(page + act, form) for act in ("", "copy", "erase"))]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert people.find(external_ids=["ana"]) == {"ana": ana}
