"""Another member of an organisation checks and answers what a colleague received: by role, and on record."""

from typing import Any

import pytest
from django.test import Client

from tests.portal.journey import SENT, Told, member, tell
from tidings.conversations.models import Interaction
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db


def ask(client: Client, asker: Told, code: str, **said: str) -> Any:
    return client.post(f"/n/{asker.notice}/colleague", {"code": code} | said)


def test_a_representative_answers_for_a_colleague_and_both_timelines_say_so(client: Client) -> None:
    maria, joao = member("maria", "buyer"), member("joao", "representative")
    assert "Check and answer for a colleague" in client.get(f"/n/{joao.notice}").content.decode()
    page = ask(client, joao, maria.code).content.decode()
    assert "Cancel my order" in page and "Follow the parcel" not in page
    assert "f346" not in page and "Maria" not in page
    assert "Thank you" in ask(client, joao, maria.code, step="cancel").content.decode()
    assert "done twice" in ask(client, joao, maria.code, step="cancel").content.decode()
    entries = Interaction.objects.order_by("id")
    assert [(one.customer_id, one.kind, one.detail.get("by")) for one in entries] == [
        (maria.customer_id, "answered", joao.customer_id),
        (joao.customer_id, "answered_for_colleague", None),
    ]


def test_from_the_preferences_a_member_does_the_same_and_others_are_not_asked(client: Client) -> None:
    maria, joao, stranger = member("maria", "buyer"), member("joao", "owner"), tell("ana")
    page = f"/preferences/{joao.preferences}"
    assert f'href="{page}/colleague"' in client.get(page).content.decode()
    assert "Cancel my order" in client.post(f"{page}/colleague", {"code": maria.code}).content.decode()
    assert (
        "Thank you"
        in client.post(f"{page}/colleague", {"code": maria.code, "step": "cancel"}).content.decode()
    )
    assert "/colleague" not in client.get(f"/preferences/{stranger.preferences}").content.decode()
    assert client.get(f"/preferences/{joao.notice}/colleague").status_code == 404


def test_without_the_role_they_are_told_whom_to_ask_and_nothing_more(client: Client) -> None:
    maria, joao, stranger = member("maria", "owner"), member("joao", "buyer"), tell("ana")
    pages = {
        ask(client, joao, told.code).content.decode().replace(told.code, "") for told in (maria, stranger)
    }
    assert len(pages) == 1 and "owner, administrator, representative" in pages.pop()
    assert ask(client, joao, maria.code, step="cancel").status_code == 404
    assert not Interaction.objects.exists()


def test_a_role_in_another_organisation_answers_nothing(client: Client) -> None:
    maria, joao = member("maria", "buyer"), member("joao", "owner", "other")
    page = ask(client, joao, maria.code).content.decode()
    assert "nothing here that you can answer" in page and "Cancel my order" not in page
    assert ask(client, joao, maria.code, step="cancel").status_code == 404


def test_a_get_changes_and_reveals_nothing(client: Client) -> None:
    maria, joao = member("maria", "buyer"), member("joao", "owner")
    page = client.get(f"/n/{joao.notice}/colleague", {"code": maria.code, "step": "cancel"})
    assert "Cancel my order" not in page.content.decode() and not Interaction.objects.exists()
    assert "colleague" not in client.get(f"/n/{tell('ana').notice}").content.decode()


def test_programs_do_the_same(client: Client) -> None:
    maria, _ = member("maria", "buyer"), member("joao", "administrator")
    raw = staff.create_key(name="desk", scopes=("edit.customers",), actor="command", now=SENT)[1]

    def call(**said: str) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {raw}"}
        answer = client.post("/api/v1/checks/colleagues", said, "application/json", headers=headers)
        return answer.status_code, answer.json()

    status, may = call(customer="joao", code=maria.code)
    assert (status, may["answer"], may["answered"]) == (200, "ours", "")
    assert [step["id"] for step in may["steps"]] == ["keep", "cancel", "talk"]
    assert call(customer="joao", code=maria.code, step="keep")[1]["answered"] == "answered"
    assert call(customer="maria", code=maria.code)[1]["ask"] == ["owner", "administrator", "representative"]
    assert call(customer="maria", code=maria.code, step="keep")[0] == 404
    assert call(customer="nobody", code=maria.code)[0] == 404
