"""Is it you? Ours or not ours, in the same words whatever stands behind the code."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.portal.journey import found_company, tell
from tidings.conversations import asking_limits
from tidings.conversations import public as conversations
from tidings.conversations.models import CheckCount, FollowUp, Interaction
from tidings.core import codes
from tidings.ground.clock import SimulatedClock

pytestmark = pytest.mark.django_db
STRANGER = codes.code_for(secret=b"another company", key="x")


def check(client: Client, code: str, **headers: Any) -> Any:
    return client.post("/is-it-you", {"code": code}, **headers)


def said(response: Any, code: str) -> str:
    """The page without the code that was typed, and without the noise that evens its length."""
    return re.sub("<!--[0-9a-f]*-->", "", response.content.decode().replace(code, ""))


def test_a_code_of_ours_is_ours_however_it_is_typed(client: Client) -> None:
    told = tell()
    spoken = codes.spoken(told.code)
    for typed in (told.code, spoken, spoken.lower().replace("-", " "), told.code.replace("0", "O")):
        response = check(client, typed)
        assert response.status_code == 200
        assert "Yes, this code is ours" in said(response, typed)
        assert "sent by Loja Azul" in said(response, typed)


def test_a_code_of_nobody_is_not_ours(client: Client) -> None:
    tell()
    response = check(client, STRANGER)
    assert response.status_code == 200 and "No, this code is not ours" in said(response, STRANGER)


def test_a_slip_of_the_finger_is_explained(client: Client) -> None:
    told = tell()
    wrong = told.code[:-1] + ("2" if told.code[-1] != "2" else "3")
    for typed in (wrong, told.code[:-1], "", "<script>"):
        response = check(client, typed)
        assert response.status_code == 422
        assert "cannot be a code of ours" in said(response, typed or "\0")
        assert "<script>" not in response.content.decode()


def test_nothing_else_is_revealed_and_every_code_of_ours_gets_the_same_page(client: Client) -> None:
    parcel = tell("maria")
    offer = tell("joao", language="pt", state="pending", topic="offers")
    pages = {said(check(client, told.code), told.code) for told in (parcel, offer)}
    assert len(pages) == 1
    for private in ("maria", "Maria", "joao", "late", "deliveries", "ofertas", "example.org", "f346"):
        assert private not in pages.copy().pop()


def test_a_get_with_a_code_fills_the_form_in_and_checks_nothing(client: Client) -> None:
    told = tell()
    for _ in range(5):
        page = client.get("/is-it-you", {"code": told.code}).content.decode()
    assert f'value="{told.code}"' in page and 'role="status"' not in page
    assert CheckCount.objects.count() == Interaction.objects.count() == 0


def test_a_check_is_a_wish_for_confirmation_once_a_day(client: Client, clock: SimulatedClock) -> None:
    told = tell()
    for _ in range(3):
        check(client, told.code)
    clock.advance(clock.at + timedelta(days=1))
    check(client, told.code)
    conversations.tell_checks()
    reasons = FollowUp.objects.values_list("outreach_id", "reason")
    assert list(reasons) == [(told.outreach_id, "wants_confirmation")] * 2


def test_one_asker_is_told_to_wait_after_ten_checks_and_may_go_on_later(
    client: Client, clock: SimulatedClock
) -> None:
    told = tell()
    statuses = [check(client, STRANGER).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]
    assert "Too many checks" in said(check(client, told.code), told.code)
    assert check(client, told.code, REMOTE_ADDR="192.0.2.7").status_code == 200
    clock.advance(clock.at + timedelta(minutes=10))
    assert check(client, told.code).status_code == 200


def test_a_whole_line_of_long_addresses_is_one_asker(client: Client) -> None:
    found_company()
    statuses = [
        check(client, STRANGER, REMOTE_ADDR=f"2001:db8:1:2::{number}").status_code for number in range(11)
    ]
    assert statuses[-1] == 429
    assert check(client, STRANGER, REMOTE_ADDR="2001:db8:1:3::1").status_code == 200


def test_all_askers_together_are_limited_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking_limits, "MOST_FROM_ALL", 3)
    found_company()
    statuses = [check(client, STRANGER, REMOTE_ADDR=f"192.0.2.{last}").status_code for last in range(4)]
    assert statuses == [200, 200, 200, 429]


def test_no_address_is_kept_and_old_counts_go(client: Client, clock: SimulatedClock) -> None:
    found_company()
    check(client, STRANGER, REMOTE_ADDR="192.0.2.7")
    assert not any("192.0.2.7" in count.asker for count in CheckCount.objects.all())
    clock.advance(clock.at + timedelta(days=2))
    check(client, STRANGER)
    assert CheckCount.objects.count() == 3  # everybody, the network, the code


def test_a_code_that_was_never_sent_costs_the_same_work_as_one_that_was(client: Client) -> None:
    """Nobody can time the state of an outreach: only ours and not ours differ, and that is the answer itself."""
    sent, pending = tell("maria"), tell("joao", state="pending")
    client.get("/is-it-you")  # what the page says of the company's mail is read once, and kept for a while
    counts = []
    for told in (sent, pending):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            check(client, told.code, REMOTE_ADDR=f"192.0.2.{told.outreach_id % 250}")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_speaks_the_readers_language_else_the_companys(client: Client) -> None:
    found_company(language="pt")
    assert "Somos nós mesmo?" in client.get("/is-it-you").content.decode()
    english = client.get("/is-it-you", headers={"accept-language": "en-GB,en;q=0.9,pt;q=0.5"})
    assert "Is it really us?" in english.content.decode()
    strange = client.get("/is-it-you", headers={"accept-language": "xx,*;q=0.1;;=,"})
    assert "Somos nós mesmo?" in strange.content.decode()


def test_the_language_can_be_chosen_and_stays_with_what_was_typed(client: Client) -> None:
    found_company(language="pt")
    page = client.get("/is-it-you?code=AB&language=xx").text
    assert '<a href="?code=AB&amp;language=es" lang="es" hreflang="es">Español</a>' in page
    spanish = client.get("/is-it-you?code=AB&language=es").text
    assert "¿Somos nosotros de verdad?" in spanish and 'value="AB"' in spanish
    [action] = set(re.findall('action="([^"]+)"', spanish))
    assert "Comprobar otra cosa" in client.post(action, {"way": "code", "code": "AB"}).text
    assert "Denúncielo" in client.get("/is-it-you/report?language=es").text
