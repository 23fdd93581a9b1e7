"""A mail forwarded to check@ is compared and answered in one line, without our text, and only to a proven sender."""

from pathlib import Path

import pytest
from django.test import Client

from tests.conversations.genuine import mailed
from tests.portal.journey import SENT, found_company
from tidings.channels.contract import Raw
from tidings.channels.email.return_path import ReturnPath
from tidings.conversations import public as conversations
from tidings.conversations.models import CheckMade, Saying
from tidings.ground import inbox
from tidings.ground.clock import SimulatedClock
from tidings.ground.models import Inbound

pytestmark = pytest.mark.django_db
RELAY = "mx.loja.example"
PASS = f"{RELAY}; spf=pass smtp.mailfrom=home.example; dmarc=pass (p=NONE) header.from=home.example"


@pytest.fixture(autouse=True)
def mail_domain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_MAIL_DOMAIN", "loja.example")
    monkeypatch.setenv("TIDINGS_MAIL_KEY", "sixteen characters")
    monkeypatch.setenv("TIDINGS_MAIL_AUTHSERV", RELAY)


def attached(original: bytes, **changes: str) -> bytes:
    """As mail programs forward: the original as a part of its own, octet for octet."""
    proof, sender = changes.pop("proof", PASS), changes.pop("sender", "maria@home.example")
    head = [f"Authentication-Results: {proof}"] if proof else []
    head += [f"From: {sender}", "To: check@loja.example", "Subject: Fwd", "MIME-Version: 1.0"]
    head += [f"{name.replace('_', '-')}: {said}" for name, said in changes.items()]
    head += ['Content-Type: multipart/mixed; boundary="b"', ""]
    parts = [
        "--b",
        "Content-Type: text/plain",
        "",
        "Is it you?",
        "--b",
        "Content-Type: message/rfc822",
        "",
        "",
    ]
    return "\r\n".join(head + parts).encode() + original + b"\r\n--b--\r\n"


def came(octets: bytes, key: str = "k") -> str:
    heads = {"envelope-from": "maria@home.example", "envelope-to": "check@loja.example"}
    raw = Raw(kind="mail", key=key, body=octets, at=SENT, headers=heads)
    inbox.keep(raw, channel="email", account="main")
    conversations.loops()[0].step(SimulatedClock(SENT))
    row = Inbound.objects.order_by("-id")[0]
    assert row.state == "done"
    return row.says


def test_a_forwarded_mail_of_ours_is_answered_once_without_our_text(tmp_path: Path) -> None:
    mail = mailed(tmp_path)
    assert came(attached(mail)) == "asked whether a mail is ours: ours"
    [answer] = Saying.objects.all()
    assert (answer.address, answer.kind, answer.customer_id) == ("maria@home.example", "mail_ours", None)
    assert "is ours" in answer.text and "f346" not in answer.text


def test_an_altered_and_a_foreign_mail_are_told(tmp_path: Path) -> None:
    mail = mailed(tmp_path)
    came(attached(mail.replace(b"f346", b"f347")), "a")
    came(attached(b"From: x@evil.example\r\nSubject: Pay\r\n\r\nSend money.\r\n"), "b")
    assert list(Saying.objects.order_by("id").values_list("kind", flat=True)) == [
        "mail_altered",
        "mail_not_ours",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"proof": ""},
        {"proof": PASS.replace("dmarc=pass", "dmarc=fail")},
        {"proof": PASS.replace(RELAY, "mx.evil.example")},
        {"proof": f"{RELAY}; dmarc=none (dmarc=pass header.from=home.example)"},
        {"sender": "maria@victim.example"},
        {"sender": "maria@home.example, victim@home.example"},
        {"proof": "mx.evil.example; dmarc=pass header.from=home.example", "Authentication_Results": PASS},
        {"Auto_Submitted": "auto-replied"},
    ],
)
def test_a_spoofed_asker_or_a_machine_is_never_answered(tmp_path: Path, changes: dict[str, str]) -> None:
    assert "ours: " not in came(attached(mailed(tmp_path), **changes))
    assert not Saying.objects.exists() and not CheckMade.objects.exists()


def test_without_a_relay_named_nobody_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIDINGS_MAIL_AUTHSERV")
    came(attached(mailed(tmp_path)))
    assert not Saying.objects.exists()


def test_one_address_gets_five_answers_a_day() -> None:
    found_company()
    for number in range(7):
        came(attached(b"Subject: x\r\n\r\nPay %d\r\n" % number), str(number))
    assert Saying.objects.count() == 5


def test_the_page_names_the_address_where_it_is_answered(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_company()
    assert "check@loja.example" in client.get("/is-it-you").content.decode()
    monkeypatch.delenv("TIDINGS_MAIL_AUTHSERV")
    assert "check@" not in client.get("/is-it-you").content.decode()


def test_the_port_takes_mail_for_check() -> None:
    path = ReturnPath(domain="loja.example", key=b"sixteen characters")
    found = path.read("Check@loja.example")
    assert found and found.use == "check" and path.read("check@other.example") is None
