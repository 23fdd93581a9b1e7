"""What waits, for whom: the first page's list."""

from pathlib import Path
from typing import Any

import pytest

from tests.console import world
from tests.console.conftest import make_user
from tidings.campaigns import public as campaigns
from tidings.console.needs_you import ToDo, todo
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.staff import public as staff
from tidings.staff.models import User
from tidings.stewardship import public as stewardship

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def bank(transactional_db: None, tmp_path: Path, settings: Any) -> None:
    world.settle_in(tmp_path / "mailbox", settings)


def waits_for(email: str) -> list[ToDo]:
    return todo(
        user=User.objects.get(email=email),
        company=staff.company(),
        cards=campaigns.list_campaigns(),
        states=outreach.counts().states,
    )


def test_an_approver_is_asked_to_approve() -> None:
    make_user("approver")
    first = waits_for("approver@example.com")[0]
    assert first.title == "fraud-alert, version 2, waits for approval"
    assert first.says == "Read it as customers will, then approve it."


def test_whoever_proposed_it_is_told_whom_to_ask() -> None:
    make_user("approver", email="artur@example.com")
    make_user("campaign_owner", "approver", email="owner@example.com")
    make_user("approver", email="gone@example.com")
    staff.change_user(email="gone@example.com", active=False, actor="command", now=world.NOW)
    assert waits_for("owner@example.com")[0].says == "A second person approves it: Artur."


def test_without_an_approver_the_way_out_is_said() -> None:
    make_user("campaign_owner", email="owner@example.com")
    assert "give a colleague the role approver" in waits_for("owner@example.com")[0].says


def test_a_company_of_one_approves_its_own() -> None:
    make_user("campaign_owner", "approver", email="owner@example.com")
    staff.save_company(actor="command", now=world.NOW, second_person=False)
    assert waits_for("owner@example.com")[0].says == "Read it as customers will, then approve it."


def test_a_pause_waits_for_those_who_can_end_it() -> None:
    make_user("campaign_owner", email="owner@example.com")
    make_user("agent")
    campaigns.pause(campaign="fraud-alert", actor="command", now=world.NOW)
    assert "fraud-alert is paused" in [each.title for each in waits_for("owner@example.com")]
    assert waits_for("agent@example.com") == []


def test_problems_wait_for_those_who_may_see_them() -> None:
    make_user("supervisor")
    titles = [each.title for each in waits_for("supervisor@example.com")]
    assert titles == [
        "1 event could not be used",
        "1 event of a type no campaign speaks of",
    ]


def test_refused_rows_wait_for_those_who_import() -> None:
    make_user("campaign_owner", email="owner@example.com")
    assert "1 row of the last import refused" in [each.title for each in waits_for("owner@example.com")]


def test_a_request_for_their_data_waits_for_those_who_may_answer_it_and_goes_when_answered() -> None:
    make_user("administrator", email="admin@example.com")
    make_user("agent", email="agent@example.com")
    [card] = people.search(words="Ana", limit=1)
    stewardship.ask(customer_id=card.customer_id, kind="copy", now=world.NOW)
    first = waits_for("admin@example.com")[0]
    assert first.title.endswith("asks for a copy of their data") and "it is due by" in first.says
    assert first.href == f"/console/customers/{card.customer_id}/data/"
    assert not any("their data" in each.title for each in waits_for("agent@example.com"))
    stewardship.export(customer_id=card.customer_id, actor="test", now=world.NOW)
    assert not any("their data" in each.title for each in waits_for("admin@example.com"))
