"""Our short answers as the real channels draw them: the words, and nothing about codes, links or stopping."""

import email
import email.policy
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.portal.journey import Told, tell
from tidings.channels.email import sink
from tidings.channels.sms.text import draw
from tidings.channels.sms.way import Writing
from tidings.channels.whatsapp.compose import compose
from tidings.conversations.models import Saying
from tidings.conversations.saying_loop import message_for, say_loop
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until

NOON = datetime(2026, 3, 2, 16, tzinfo=UTC)
WORDS = "Loja Azul: you are unsubscribed and will get no more of these messages. Reply START to come back."


@pytest.fixture
def told(db: None) -> Iterator[Told]:
    yield tell()


def saying(told: Told, channel: str, address: str) -> Saying:
    return Saying.objects.create(
        key="k",
        customer_id=told.customer_id,
        channel=channel,
        account="main",
        address=address,
        kind="stopped",
        language="en",
        text=WORDS,
        message_id="0123456789abcdef0123456789abcdef@loja.example",
        created_at=NOON,
        due_at=NOON,
        expires_at=NOON.replace(minute=5),
    )


def test_a_mail_says_the_words_and_whose_they_are(told: Told, tmp_path: Path, settings: Any) -> None:
    saying(told, "email", "maria@example.com")
    with sink.running(tmp_path) as settings.SMTP_URL:
        run_until([say_loop()], SimulatedClock(NOON), NOON)
    [file] = tmp_path.glob("*.eml")
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert (mail["To"].addresses[0].addr_spec, mail["Subject"]) == ("maria@example.com", "Loja Azul")
    assert mail["Auto-Submitted"] and mail["List-Unsubscribe"] is None
    for kind in ("plain", "html"):
        body = mail.get_body([kind]).get_content()
        assert "Reply START to come back" in " ".join(body.split())
        for stranger in ("type the code", "You get this because", "Read and answer", 'href=""'):
            assert stranger not in body
    assert Saying.objects.get().state == "said"


def test_a_text_says_the_words_alone(told: Told) -> None:
    message = message_for(saying(told, "sms", "+14155550123"), NOON)
    assert message.is_answer
    assert draw(message, Writing(), replies=True, owes_stop=True).text == WORDS


def test_whatsapp_says_them_inside_the_window(told: Told) -> None:
    message = message_for(saying(told, "whatsapp", "+14155550123"), NOON)
    assert compose(message)["text"]["body"] == WORDS
