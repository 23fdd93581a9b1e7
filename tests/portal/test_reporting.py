"""What pretended to be ours is reported: kept sealed, told to the company, counted by week, forgotten after half a year."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.portal.journey import SENT, found_company
from tidings.conversations import public as conversations
from tidings.conversations.models import ImpersonationReport
from tidings.ground import webhooks
from tidings.ground.models import WebhookMessage

pytestmark = pytest.mark.django_db
SCAM = "Your parcel is held. Pay 2 at https://loja-azul.example.net/ \0 <b>"


def report(client: Client, **said: Any) -> Any:
    return client.post("/is-it-you/report", {"kind": "text", "words": SCAM} | said)


def test_a_report_is_kept_sealed_and_told_to_the_company_once(client: Client) -> None:
    found_company()
    webhooks.add_endpoint(url="https://shop.example/hears", now=SENT)
    mail = SimpleUploadedFile("scam.eml", b"From: evil\r\n\r\n\xff")
    for _ in range(2):
        mail.seek(0)
        assert "Thank you" in report(client, sender="Loja Azu1", file=mail).content.decode()
    row = ImpersonationReport.objects.get()
    assert "parcel" not in row.evidence and row.state == "open"
    card = conversations.impersonation(id=row.pk)
    assert card and card.evidence
    assert (card.evidence.sender, card.evidence.file) == ("Loja Azu1", b"From: evil\r\n\r\n\xff")
    told = WebhookMessage.objects.get()
    assert told.topic == "impersonation.reported" and "parcel" not in str(told.payload)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"words": " "}, "Please tell us what it said"),
        ({"kind": "x"}, "Please tell us what it said"),
        ({"words": "x" * 20_001}, "too long"),
        ({"file": SimpleUploadedFile("big", b"x" * 500_001)}, "larger than 500 kB"),
    ],
)
def test_what_cannot_be_taken_is_explained(client: Client, said: dict[str, Any], why: str) -> None:
    found_company()
    answer = report(client, **said)
    assert answer.status_code == 422 and why in answer.content.decode()
    assert not ImpersonationReport.objects.exists()


def test_one_network_cannot_flood_the_company(client: Client) -> None:
    found_company()
    statuses = [report(client, words=f"scam {number}").status_code for number in range(11)]
    assert statuses == [200] * 10 + [429] and ImpersonationReport.objects.count() == 10


def test_the_form_is_filled_in_after_a_check(client: Client) -> None:
    found_company()
    page = client.post("/is-it-you", {"way": "message", "message": SCAM}).content.decode()
    assert "Report it to us" in page and page.count("Your parcel is held.") == 2
    assert 'value="text" selected' in page and "<b>" not in page.partition("<main")[2]
    assert "Conte à equipe" in client.get("/is-it-you/report", headers={"accept-language": "pt"}).text


def test_weeks_are_counted_by_kind_and_evidence_is_forgotten(client: Client) -> None:
    found_company()
    report(client)
    report(client, kind="call", words="They rang")
    later = SENT + timedelta(days=8)
    weeks = dict(conversations.impersonations_by_week(now=later, weeks=2))
    assert list(weeks.values()) == [{"text": 1, "call": 1}, {}]
    assert conversations.forget_evidence(now=SENT + timedelta(days=179)) == 0
    assert conversations.forget_evidence(now=SENT + timedelta(days=181)) == 2
    [card, _] = conversations.impersonations()
    found = conversations.impersonation(id=card.id)
    assert found and found.evidence is None and found.kind == "call"
