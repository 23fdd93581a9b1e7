"""Our own port for mail: it takes what is ours, says so once it is kept, and turns away the rest."""

import smtplib
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from tests.programs import program
from tidings.channels.contract import Raw, Unplugged
from tidings.channels.email.channel import CHANNEL
from tidings.channels.email.inbound import port as port_module
from tidings.channels.email.inbound.port import BadPort, MailPort, Place
from tidings.channels.email.tests.examples import MESSAGE
from tidings.channels.email.tests.incoming import notification
from tidings.channels.email.tests.keys import IN, ours, settings

ID = "0f1e2d3c4b5a69788796a5b4c3d2e1f0@shop.example"
assert ours().return_path is not None
BOUNCE = ours().return_path.address("bounce", ID)
REPLY = ours().return_path.address("reply", ID)


@dataclass
class Box(Unplugged):
    """Ports that keep in memory; `broken`: the database is away."""

    at: datetime = MESSAGE.at
    kept: list[Raw] = field(default_factory=list)
    broken: bool = False

    def keep(self, raw: Raw) -> bool:
        if self.broken:
            raise OSError("no database")
        known = raw.key in {one.key for one in self.kept}
        self.kept += [] if known else [raw]
        return not known


@contextmanager
def listening(box: Box, scheme: str = "smtp") -> Iterator[MailPort]:
    found = CHANNEL.listen(settings() | {"TIDINGS_MAIL_IN": f"{scheme}://127.0.0.1:0"}, box)
    assert found is not None
    thread = threading.Thread(target=run, args=(found,))
    thread.start()
    try:
        yield found
    finally:
        found.stop()
        thread.join(10)
        assert not thread.is_alive()


def run(port: MailPort) -> None:
    try:
        port.run()
    except OSError:
        return


@pytest.fixture
def box() -> Box:
    return Box()


def test_a_mail_to_us_is_kept_as_it_came_with_its_envelope(box: Box) -> None:
    octets = notification()
    with listening(box) as port, smtplib.SMTP("127.0.0.1", port.port) as client:
        client.sendmail("", [BOUNCE], octets)
    (raw,) = box.kept
    assert (raw.kind, raw.body, raw.at) == ("mail", octets, MESSAGE.at)
    assert raw.headers == {"envelope-from": "", "envelope-to": BOUNCE}
    (receipt,) = CHANNEL.read(raw, settings())
    assert (receipt.message_id, receipt.state) == (ID, "failed")


def test_the_same_mail_again_has_the_same_key_and_two_recipients_have_two(box: Box) -> None:
    with listening(box) as port, smtplib.SMTP("127.0.0.1", port.port) as client:
        for _ in range(2):
            client.sendmail("x@example.com", [BOUNCE, REPLY], b"Subject: x\r\n\r\ny\r\n")
    assert [raw.headers["envelope-to"] for raw in box.kept] == [BOUNCE, REPLY]


@pytest.mark.parametrize(
    "to", ["someone@example.com", f"someone@{IN}", BOUNCE.replace("bounce+0", "bounce+1"), "x"]
)
def test_nobody_is_relayed_for_and_no_stranger_taken(box: Box, to: str) -> None:
    with listening(box) as port, smtplib.SMTP("127.0.0.1", port.port) as client:
        client.helo("x")
        client.mail("x@example.com")
        assert client.rcpt(to)[0] in (550, 553)
    assert box.kept == []


def test_what_cannot_be_kept_is_not_said_to_be(box: Box) -> None:
    box.broken = True
    with listening(box) as port, smtplib.SMTP("127.0.0.1", port.port) as client:
        with pytest.raises(smtplib.SMTPResponseException) as refused:
            client.sendmail("x@example.com", [REPLY], b"Subject: x\r\n\r\ny\r\n")
        assert refused.value.smtp_code == 451
    assert box.kept == []


def test_a_mail_larger_than_we_bear_is_refused(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(port_module, "LARGEST", 50_000)
    with listening(box) as port, smtplib.SMTP("127.0.0.1", port.port) as client:
        with pytest.raises(smtplib.SMTPException) as refused:
            client.sendmail("x@example.com", [REPLY], b"Subject: x\r\n\r\n" + b"y\r\n" * 20_000)
        assert "552" in str(refused.value)
    assert box.kept == []


def test_lmtp_says_for_each_recipient_what_became_of_it(box: Box) -> None:
    with listening(box, "lmtp") as port, smtplib.LMTP("127.0.0.1", port.port) as client:
        client.ehlo("x")
        client.mail("x@example.com")
        assert [client.rcpt(to)[0] for to in (BOUNCE, f"nobody@{IN}", REPLY)] == [250, 550, 250]
        assert client.docmd("DATA")[0] == 354
        client.send(b"Subject: x\r\n\r\ny\r\n.\r\n")
        assert [client.getreply()[0] for _ in range(2)] == [250, 250]
    assert [raw.headers["envelope-to"] for raw in box.kept] == [BOUNCE, REPLY]


def test_swaks_is_served(box: Box) -> None:
    swaks, words = (
        program("swaks"),
        ["--from", "ana@example.com", "--header", "Subject: hello", "--body", "Thanks"],
    )
    with listening(box) as port:
        for protocol, to, code in (("ESMTP", REPLY, 0), ("ESMTP", f"nobody@{IN}", 24)):
            told = subprocess.run(
                [swaks, *words, "--protocol", protocol, "--server", f"127.0.0.1:{port.port}", "--to", to],
                capture_output=True,
                timeout=30,
                check=False,
            )
            assert told.returncode == code, told.stdout.decode()
    (raw,) = box.kept
    (reply,) = CHANNEL.read(raw, settings())
    assert (reply.sender, reply.text, reply.message_id) == ("ana@example.com", "Thanks", ID)


def test_a_visitor_who_stays_does_not_keep_the_port_from_ending(box: Box) -> None:
    with listening(box) as port:
        client = smtplib.SMTP("127.0.0.1", port.port, timeout=5)
        client.ehlo("x")
    with pytest.raises(smtplib.SMTPServerDisconnected):
        client.noop()
    client.close()
    again = CHANNEL.listen(settings() | {"TIDINGS_MAIL_IN": f"smtp://127.0.0.1:{port.port}"}, box)
    assert again is not None
    again.socket.close()


def test_nothing_listens_where_no_place_is_named() -> None:
    assert CHANNEL.listen(settings(), Box()) is None


@pytest.mark.parametrize("url", ["127.0.0.1:25", "http://x:1", "smtp://host"])
def test_a_place_that_is_none_names_the_mend(url: str) -> None:
    with pytest.raises(BadPort, match="TIDINGS_MAIL_IN"):
        Place.read(url)
