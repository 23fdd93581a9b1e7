"""A real worker that holds the port for mail: a reply by SMTP is taken up and answered; its port passes on when it dies."""

import os
import smtplib
import socket
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.live import wait_for
from tests.portal.journey import tell
from tidings.channels.email import sink
from tidings.channels.email.return_path import ReturnPath
from tidings.conversations.models import FollowUp, Saying
from tidings.ground.models import Inbound
from tidings.outreach.models import Attempt
from tidings.people import public as people
from tidings.site.commands.work import LOOPS

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "sixteen characters and more"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def working(url: str, smtp: str, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    environment = os.environ | {
        "TIDINGS_SECRET_KEY": "of-this-test-alone" * 2,
        "TIDINGS_DATABASE_URL": url,
        "TIDINGS_SMTP_URL": smtp,
        "TIDINGS_MAIL_IN": f"smtp://127.0.0.1:{port}",
        "TIDINGS_MAIL_DOMAIN": "loja.example",
        "TIDINGS_MAIL_KEY": KEY,
    }
    arguments = [sys.executable, "-m", "tidings", "work", "--loops", "inbound,say,listen"]
    process = subprocess.Popen(arguments, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def answers(port: int) -> bool:
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as server:
            return server.noop()[0] == 250
    except OSError:
        return False


def reply(port: int, to: str, text: str, **headers: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "maria@example.com", to, "Re: your order"
    mail["Message-ID"] = f"<{zlib.crc32(text.encode())}@example.com>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as server:
        server.send_message(mail, from_addr="maria@example.com", to_addrs=[to])


def test_a_reply_by_mail_is_taken_up_by_whoever_holds_the_port(database_url: str, tmp_path: Path) -> None:
    told = tell()
    people.save(record={"id": "maria", "email": "maria@example.com"}, now=Attempt.objects.get().started_at)
    Attempt.objects.update(message_id="a1b2c3@loja.example", channel="email", address="maria@example.com")
    to = ReturnPath(domain="loja.example", key=KEY.encode()).address("reply", "a1b2c3@loja.example")
    port = free_port()
    with sink.running(tmp_path) as smtp, working(database_url, smtp, port) as first:
        wait_for(lambda: answers(port), "the port for mail", 120)
        with working(database_url, smtp, port):
            reply(port, to, "Where is my order?")
            reply(port, to, "I am away until Monday.", Auto_Submitted="auto-replied")
            reply(port, to, "help")
            wait_for(lambda: Inbound.objects.filter(state="done").count() == 3, "three replies", 120)
            assert FollowUp.objects.get().outreach_id == told.outreach_id
            wait_for(lambda: Saying.objects.filter(state="said").count() == 1, "our answer", 120)
            assert len(list(tmp_path.glob("*.eml"))) == 1
            first.kill()
            wait_for(lambda: answers(port), "the other worker on the port", 120)
            reply(port, to, "STOP please")
            wait_for(
                lambda: stops(told.customer_id) == {"purpose:marketing", "purpose:service"}, "the stop", 120
            )


def stops(customer_id: int) -> set[str]:
    return {one.scope for one in people.person(customer_id=customer_id).suppressions}


def test_a_worker_that_listens_ends_when_it_is_told_to(database_url: str, tmp_path: Path) -> None:
    port = free_port()
    with sink.running(tmp_path) as smtp, working(database_url, smtp, port) as process:
        wait_for(lambda: answers(port), "the port for mail", 120)
        process.terminate()
        assert process.wait(60) == 0


def test_the_worker_runs_every_loop_there_is() -> None:
    from tidings.conversations import public as conversations
    from tidings.ground import webhooks
    from tidings.insight import public as insight
    from tidings.outreach import public as outreach

    ours = [*outreach.loops(stopping=lambda: False), *conversations.loops(), webhooks.loop()]
    known = {loop.name for loop in [*ours, insight.loop(), insight.urgency_loop()]}
    assert known | {"listen", "take-over"} == set(LOOPS)
