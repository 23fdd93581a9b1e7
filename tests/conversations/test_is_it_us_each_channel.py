"""What our own delivery made on each channel, pasted as its reader holds it: ours; with one digit changed, altered at that place."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from django.test import Client

from tests.conversations.genuine import ASKER
from tests.outreach.delivering import NOON, by_smtp, found_company, happened
from tests.portal import chatting
from tests.programs import program
from tidings.campaigns import public as campaigns
from tidings.channels.email.mailbox import Mailbox
from tidings.channels.email.sink import running
from tidings.channels.letter.tests import pages
from tidings.channels.sms.tests.provider import Provider
from tidings.conversations import public as conversations
from tidings.core import codes
from tidings.core.genuine.html_text import html_text
from tidings.ground.clock import SimulatedClock, using
from tidings.ground.loops import run_until
from tidings.outreach import decide
from tidings.outreach import public as outreach
from tidings.outreach.deliver import deliver_loop
from tidings.outreach.models import Outreach
from tidings.people import public as people

pytestmark = pytest.mark.django_db
CAMPAIGN = """
campaign: {name}
topic: orders
trigger: {{event: com.example.{name}, per: order.id}}
needs: {{order.id: text, order.item: text}}
notice:
  en:
    what: "Your {{{{ order.item }}}} is late."
    means: "It needs a day more."
    done: "We refund the fee of 14.10 EUR."
    next_steps: [{{id: fine, says: "That is fine", does: confirm}}]
    if_ignored: "It comes all the same."
strategy: {{channels: [{channel}], expires: 20d}}
"""


def set_up(name: str, channel: str, **addresses: object) -> int:
    found_company()
    campaigns.launch(text=CAMPAIGN.format(name=name, channel=channel), actor="test", now=NOON)
    record = {"id": "ana", "name": "Ana Lima", "zone": "UTC", "relationship": "customer"} | addresses
    return people.save(record=record, now=NOON).customer_id


def happens(name: str, item: str = "lamp") -> None:
    campaigns.store(events=[campaigns.read_cloudevent(happened("ana", name, item, NOON))], now=NOON)


def delivered(name: str) -> Outreach:
    happens(name)
    decide.step(SimulatedClock(NOON))
    deliver_loop().step(SimulatedClock(NOON))
    sent = Outreach.objects.get()
    assert sent.state == "sent", sent.attempts.values()
    return sent


def is_ours_until_a_digit_is_changed(text: str, *, digit: str = "14.10", changed: str = "14.70") -> None:
    assert ask(text).answer == "ours", text
    forged = text.replace(digit, changed, 1)
    verdict = ask(forged)
    assert verdict.answer == "altered" and forged != text
    [place] = verdict.places
    assert forged[place.start : place.end] in changed and place.end - place.start < 6


def ask(text: str) -> conversations.Verdict:
    return conversations.check_message(text, asker=ASKER, now=NOON)


def test_a_digest(tmp_path: Path) -> None:
    ana = set_up("first", "email", email="ana@example.com")
    campaigns.launch(text=CAMPAIGN.format(name="second", channel="email"), actor="test", now=NOON)
    people.prefer(customer_id=ana, topic="orders", digest=True, now=NOON)
    happens("first", "lamp 4711")
    happens("second", "chair")
    with running(tmp_path) as url:
        until = NOON + timedelta(days=8)
        run_until(outreach.loops(channels=by_smtp(url)), SimulatedClock(NOON), until)
    [file] = Mailbox(tmp_path).files()
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain and html and "Your summary" in mail["Subject"]
    for text in (plain.get_content(), html_text(html.get_content())):
        assert "lamp 4711" in text and "chair" in text
        is_ours_until_a_digit_is_changed(text, digit="4711", changed="4771")


def test_a_text_message(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = Provider()
    try:
        for name, value in (provider.settings() | {"TIDINGS_SMS_SENDERS": "*=+447700900000"}).items():
            monkeypatch.setenv(name, value)
        set_up("late", "sms", mobile="+447700900123")
        code = delivered("late").code
        [taken] = provider.taken.values()
    finally:
        provider.close()
    spoken = codes.spoken(code)
    assert spoken in taken["Body"]
    is_ours_until_a_digit_is_changed(taken["Body"], digit="a day more", changed="a pay more")


def test_a_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poppler = {name: program(name, skip="pdfinfo") for name in ("pdftotext", "pdftoppm")}
    monkeypatch.setenv("TIDINGS_LETTER_FOLDER", str(tmp_path))
    home = {"line1": "12, Rue de l'Eglise", "postal_code": "75001", "city": "Paris", "country": "FR"}
    set_up("late", "letter", post=home)
    code = codes.spoken(delivered("late").code)
    [pdf] = tmp_path.rglob("*.pdf")
    is_ours_until_a_digit_is_changed(pages.run(poppler["pdftotext"], "-raw", str(pdf), "-"))
    squares = {one.text for one in zxingcpp.read_barcodes(pages.image(pdf, pdftoppm=poppler["pdftoppm"]))}
    [check] = [square for square in squares if "is-it-you" in square]
    [filled_in] = parse_qs(urlsplit(check).query)["code"]
    assert filled_in == code
    assert conversations.check_code(filled_in, asker=ASKER, now=NOON).answer == "ours"
    page = Client().get(urlsplit(check).path, {"code": filled_in}).content.decode()
    assert f'value="{code}"' in page and 'role="status"' not in page


def test_a_chat_message_as_the_page_shows_it() -> None:
    ana = set_up("late", "chat")
    people.open_chat(customer_id=ana)
    delivered("late")
    with using(SimulatedClock(NOON)):
        page = Client().get(chatting.address(ana, NOON)).content.decode()
    [line] = re.findall(r"<li id.*?>(.*?)</li>", page, re.DOTALL)
    shown = html_text(line.partition("</p>")[2])
    assert "That is fine" in shown
    is_ours_until_a_digit_is_changed(shown)
