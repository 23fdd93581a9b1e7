"""From the event to the customer's answer, by the links of the mail as an SMTP server received it."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.outreach.delivering import by_smtp
from tests.portal.journey import DATA, SENT, found_company, launch, save_customer
from tidings.campaigns import public as campaigns
from tidings.channels.email.mailbox import Mailbox
from tidings.channels.email.sink import running
from tidings.conversations import public as conversations
from tidings.core import codes
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until
from tidings.outreach import public as outreach


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "step", "done"),
    [("en", "talk", "We will call you back."), ("pt", "talk", "Vamos ligar para você.")],
)
def test_an_event_becomes_a_mail_whose_links_answer_check_and_stop(
    tmp_path: Path, client: Client, clock: SimulatedClock, settings: Any, language: str, step: str, done: str
) -> None:
    settings.PUBLIC_URL = "https://loja.example"
    found_company()
    launch()
    customer_id = save_customer("maria", language)
    with running(tmp_path) as url:
        happen(clock)
        run_until(outreach.loops(channels=by_smtp(url)), clock, clock.at)
    [mail] = Mailbox(tmp_path).all()
    links = {purpose: link(mail.text, purpose) for purpose in ("n", "preferences")}
    [card] = outreach.find_outreach(customer_id=customer_id)
    assert card.code in mail.text.replace("-", "")

    assert codes.spoken(card.code) in client.get(links["n"]).content.decode()
    assert done in client.post(f"{links['n']}/steps/{step}").content.decode()
    assert client.post("/is-it-you", {"code": card.code}).status_code == 200
    assert client.get(links["preferences"]).status_code == 200
    one_click = str(mail.parsed["List-Unsubscribe"]).strip("<>").removeprefix("https://loja.example")
    clock.advance(clock.at + timedelta(minutes=1))
    assert client.post(one_click, {"List-Unsubscribe": "One-Click"}).status_code == 200
    conversations.tell_checks()
    kinds = [entry.kind for entry in conversations.timeline(customer_id=customer_id)]
    assert kinds[0] == "stopped" and sorted(kinds[1:3]) == ["answered", "checked"]
    assert set(kinds[3:]) == {"attempt", "outreach", "decided", "event"}


def happen(clock: SimulatedClock) -> None:
    event = campaigns.read_cloudevent(
        {
            "specversion": "1.0",
            "source": "/shop",
            "id": "1",
            "type": "com.example.order.late",
            "subject": "maria",
            "time": SENT.isoformat(),
            "data": DATA,
        }
    )
    assert campaigns.store(events=[event], now=clock.now()) == ["stored"]


def link(text: str, purpose: str) -> str:
    found = re.search(rf"https://loja\.example(/{purpose}/[\w:=-]+)", text)
    assert found, text
    return found[1]
