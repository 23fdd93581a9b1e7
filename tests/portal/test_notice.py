"""The notice's page: everything we told, answered without signing in; a GET changes nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.portal.journey import SENT, Told, found_company, tell, token
from tidings.conversations.models import FollowUp, Interaction
from tidings.core import codes
from tidings.ground import webhooks
from tidings.ground.models import WebhookMessage

pytestmark = pytest.mark.django_db
NOW = SENT + timedelta(hours=1)


@pytest.fixture
def told() -> Told:
    return tell()


def follow_ups() -> list[str]:
    return list(FollowUp.objects.order_by("id").values_list("reason", flat=True))


def text_of(response: Any) -> str:
    assert response.headers["Content-Type"].startswith("text/html")
    return response.content.decode()


def test_shows_every_part_of_the_notice(client: Client, told: Told) -> None:
    page = text_of(client.get(f"/n/{told.notice}"))
    for part in (
        "Order f346 is late",
        "did not arrive by March 1, 2026",
        "It is still on its way.",
        "I will wait for it.",
        "Cancel my order",
        "Nothing more to do.",
        "Last seen in Campinas",
        "No delivery recorded",
        "Can I still cancel?",
        codes.spoken(told.code),
        "March 2, 2026, 12:30\u202fPM (GMT-03:00)",
        "m•••@e•••.org",
        "0800 123 456",
        "Rua Um 1",
        "It is about your own business with us",
        "/preferences/",
        "/u/",
    ):
        assert part in page, part


def test_escapes_what_the_data_brings_and_shows_where_links_lead(client: Client, told: Told) -> None:
    page = text_of(client.get(f"/n/{told.notice}"))
    assert "&lt;b&gt;where&lt;/b&gt;" in page and "<b>where" not in page
    assert 'href="https://carrier.example/f346"' in page and "on carrier.example" in page
    assert "opens carrier.example" in page


def test_speaks_the_outreachs_language(client: Client) -> None:
    page = text_of(client.get(f"/n/{tell(language='pt').notice}", headers={"accept-language": "en"}))
    assert '<html lang="pt">' in page
    assert "O que aconteceu" not in page and "O que já fizemos" in page and "Vou esperar" in page
    assert "Esta página é de Loja Azul." in page


def test_is_small_keeps_no_cookie_is_not_stored_and_tells_no_other_site(client: Client, told: Told) -> None:
    response = client.get(f"/n/{told.notice}")
    assert len(response.content) < 60_000
    assert response.cookies == {}
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]*)"', text_of(response))
    assert loaded and all(address.startswith("/static/") for address in loaded)


def test_a_get_on_any_address_of_a_notice_changes_nothing(client: Client, told: Told) -> None:
    for path in ("", "/steps/keep", "/steps/talk", "/ask", "/doubt"):
        for _ in range(5):
            client.get(f"/n/{told.notice}{path}")
            client.head(f"/n/{told.notice}{path}")
    assert Interaction.objects.count() == 0


@pytest.mark.parametrize(
    ("step", "says", "reasons"),
    [
        ("keep", "We have noted: I will wait for it.", []),
        ("cancel", "We have your choice: Cancel my order.", []),
        ("talk", "We will call you back.", ["requested"]),
    ],
)
def test_a_step_is_carried_out_once_however_often_it_is_pressed(
    client: Client, told: Told, step: str, says: str, reasons: list[str]
) -> None:
    webhooks.add_endpoint(url="https://shop.example/hook", topics=[], now=NOW)
    first, second = (client.post(f"/n/{told.notice}/steps/{step}") for _ in range(2))
    assert says in text_of(first) and "already" not in text_of(first)
    assert says in text_of(second) and "nothing was done twice" in text_of(second)
    (entry,) = Interaction.objects.all()
    assert (entry.kind, entry.detail["step"], entry.at) == ("answered", step, NOW)
    assert follow_ups() == reasons
    (message,) = WebhookMessage.objects.all()
    assert message.topic == "outreach.answered"
    assert message.payload["data"]["step"] == step and message.payload["data"]["customer"] == "maria"


def test_a_chosen_step_is_shown_as_chosen(client: Client, told: Told) -> None:
    client.post(f"/n/{told.notice}/steps/keep")
    page = text_of(client.get(f"/n/{told.notice}"))
    assert "You chose this on March 2, 2026, 1:30\u202fPM (GMT-03:00)" in page
    assert f'action="/n/{told.notice}/steps/keep"' not in page


@pytest.mark.parametrize("step", ["nothing", "track", "<script>"])
def test_a_step_that_is_not_offered_or_is_a_link_is_refused(client: Client, told: Told, step: str) -> None:
    response = client.post(f"/n/{told.notice}/steps/{step}")
    assert response.status_code == 404
    assert "Nothing was done." in text_of(response) and "<script>" not in text_of(response)
    assert Interaction.objects.count() == 0


def test_a_question_is_kept_once_and_counts_as_one_we_could_not_spare_them(
    client: Client, told: Told
) -> None:
    for _ in range(2):
        page = text_of(client.post(f"/n/{told.notice}/ask", {"text": " Where is <it>? ", "kind": "question"}))
        assert "will come back to you" in page
    (entry,) = Interaction.objects.all()
    assert (entry.kind, entry.says) == ("question", "Where is <it>?")
    assert follow_ups() == ["cannot_resolve"]


def test_a_complaint_is_counted_as_one(client: Client, told: Told) -> None:
    client.post(f"/n/{told.notice}/ask", {"text": "Third time!", "kind": "complaint"})
    assert follow_ups() == ["complaint"]


@pytest.mark.parametrize(("text", "heard"), [("STOP writing to me", True), ("Can I still pay?", False)])
def test_who_asks_us_to_stop_in_words_is_told_that_we_have(
    client: Client, told: Told, text: str, heard: bool
) -> None:
    answer = client.post(f"/n/{told.notice}/ask", {"text": text}).content.decode()
    assert ("you get no more advertising" in answer) is heard


@pytest.mark.parametrize(
    ("text", "says"), [("  ", "Please write something"), ("x" * 2001, "longer than 2000 letters")]
)
def test_an_empty_or_endless_question_is_explained_and_not_lost(
    client: Client, told: Told, text: str, says: str
) -> None:
    response = client.post(f"/n/{told.notice}/ask", {"text": text, "kind": "complaint"})
    assert response.status_code == 422
    assert says in text_of(response) and 'value="complaint" checked' in text_of(response)
    assert Interaction.objects.count() == 0


def test_no_more_than_twenty_questions_are_taken_on_one_notice(client: Client, told: Told) -> None:
    for number in range(20):
        client.post(f"/n/{told.notice}/ask", {"text": f"Question {number}"})
    assert client.post(f"/n/{told.notice}/ask", {"text": "One more"}).status_code == 422
    assert client.post(f"/n/{told.notice}/ask", {"text": "Question 3"}).status_code == 200
    assert Interaction.objects.count() == 20


def test_a_doubt_is_counted_once_and_says_how_to_check_elsewhere(
    client: Client, told: Told, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://loja.example"
    for _ in range(2):
        page = text_of(client.post(f"/n/{told.notice}/doubt", headers={"host": "evil.example"}))
    assert "loja.example/is-it-you" in page and "evil.example" not in page
    assert codes.spoken(told.code) in page and "0800 123 456" in page
    assert follow_ups() == ["suspects_scam"]


@pytest.mark.parametrize(
    "path", ["n/{}", "n/{}/steps/keep", "n/{}/ask", "n/{}/doubt", "preferences/{}", "u/{}"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_links_that_are_altered_made_for_something_else_or_of_nobody_reveal_nothing(
    client: Client, told: Told, path: str, method: str
) -> None:
    purpose = {"n": "notice", "p": "preferences", "u": "stop"}[path[0]]
    good = token(purpose, told.outreach_id)
    other = token("anything", told.outreach_id)
    nobody = token(purpose, told.outreach_id + 1)
    for wrong in (good[:-1], good + "A", "x", "é", other, nobody):
        response = getattr(client, method)(f"/{path.format(wrong)}")
        page = text_of(response)
        assert response.status_code == 404
        assert "This link is not complete" in page and "0800 123 456" in page and "/is-it-you" in page
        assert "f346" not in page and "Maria" not in page and "deliveries" not in page
        assert response.headers["Cache-Control"] == "no-store"
    assert Interaction.objects.count() == 0


def test_an_old_link_explains_itself(client: Client, told: Told) -> None:
    old = token("notice", told.outreach_id, expires=NOW - timedelta(seconds=1))
    response = client.get(f"/n/{old}", headers={"accept-language": "pt-BR,pt;q=0.9"})
    assert response.status_code == 410
    assert "Este link não está mais aberto" in text_of(response) and "f346" not in text_of(response)


def test_a_link_needs_no_company_row_to_explain_itself(client: Client) -> None:
    assert client.get("/n/x").status_code == 404
    found_company(language="pt")
    assert "Este link não está completo" in text_of(client.get("/n/x"))
