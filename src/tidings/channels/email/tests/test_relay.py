"""Through a real relay and back: what we sign survives it, and what it cannot deliver comes home."""

import time
from collections.abc import Iterator
from pathlib import Path

import dkim
import pytest

from tidings.channels.email.channel import CHANNEL
from tidings.channels.email.records.keys import record_of
from tidings.channels.email.tests.examples import message
from tidings.channels.email.tests.keys import IN, ours, settings
from tidings.channels.email.tests.postfix import relay
from tidings.channels.email.tests.scripted_server import ScriptedServer
from tidings.channels.email.tests.test_port import Box, listening

MANY = 30


@pytest.fixture
def destination() -> Iterator[ScriptedServer]:
    server = ScriptedServer()
    yield server
    server.close()


def id_of(number: int) -> str:
    return f"{number:032x}@shop.example"


def published(name: bytes, timeout: int = 5) -> bytes:
    selector = name.decode().partition(".")[0]
    return next(record_of(one) for one in ours().signers if one.selector == selector).encode()


def test_mail_goes_through_postfix_signed_and_a_bounce_comes_home(
    tmp_path: Path, destination: ScriptedServer
) -> None:
    box = Box()
    with (
        listening(box) as port,
        relay(tmp_path / "postfix", onward=destination.port, back_to=IN, back=port.port) as postfix,
    ):
        sender = CHANNEL.open(settings() | {"TIDINGS_SMTP_URL": f"smtp://127.0.0.1:{postfix}"}, box)
        found = list(sender.send_all(message(message_id=id_of(number)) for number in range(MANY)))
        assert {outcome.state for _, outcome in found} == {"accepted"}
        wait_until(lambda: len(destination.received) == MANY)
        destination.usual["RCPT"] = "550 5.1.1 no such user"
        assert sender.send(message(message_id=id_of(99), to="nobody@example.com")).state == "accepted"
        wait_until(lambda: len(box.kept) == 1)
        sender.close()
    assert all(
        dkim.DKIM(octets).verify(turn, dnsfunc=published)
        for octets in destination.received[:3]
        for turn in (0, 1)
    )
    (receipt,) = CHANNEL.read(box.kept[0], settings())
    assert (receipt.state, receipt.address_dead, receipt.message_id) == ("failed", True, id_of(99))
    assert "no such user" in receipt.says


def wait_until(true) -> None:
    until = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)
