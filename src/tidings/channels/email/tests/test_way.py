"""Protected and signed-in connections, on certificates made for the test."""

import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tidings.channels.contract import Outcome, Unplugged
from tidings.channels.email.channel import CHANNEL
from tidings.channels.email.tests.examples import MESSAGE, message
from tidings.channels.email.tests.scripted_server import ScriptedServer
from tidings.channels.email.way import BadWay, Way


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate for 127.0.0.1 in one file, its own authority."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string("CN=loopback")
    began = datetime(2020, 1, 1, tzinfo=UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = (
        builder.not_valid_before(began)
        .not_valid_after(began + timedelta(days=36500))
        .add_extension(names, critical=False)
    )
    signed = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(
        key, hashes.SHA256()
    )
    file = tmp_path_factory.mktemp("tls") / "loopback.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


@contextmanager
def serving(certificate: Path, *, tls_at_once: bool = False) -> Iterator[ScriptedServer]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    server = ScriptedServer(context, tls_at_once=tls_at_once)
    server.usual["EHLO"] = "250-scripted\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN"
    yield server
    server.close()


def send(url: str, ca: str = "", number: int = 1) -> Outcome:
    sender = CHANNEL.open(
        {"TIDINGS_SMTP_URL": url, "TIDINGS_SMTP_CA": ca, "TIDINGS_SMTP_TIMEOUT": "2"}, Unplugged(MESSAGE.at)
    )
    outcomes = [sender.send(message(message_id=f"{number}{turn}@shop.example")) for turn in range(2)]
    sender.close()
    return outcomes[-1]


def test_starttls_is_required_when_the_url_says_so(certificate: Path) -> None:
    with serving(certificate) as server:
        assert send(f"smtp+starttls://127.0.0.1:{server.port}", str(certificate)).state == "accepted"
        assert server.commands[1] == "STARTTLS"
        server.usual["EHLO"] = "250 scripted"
        assert send(f"smtp+starttls://127.0.0.1:{server.port}", str(certificate)).unreachable


def test_smtps_protects_from_the_first_byte_and_signs_in(certificate: Path) -> None:
    with serving(certificate, tls_at_once=True) as server:
        assert send(f"smtps://user:p%40ss@127.0.0.1:{server.port}", str(certificate)).state == "accepted"
        assert server.connections == 1
        assert "AUTH PLAIN AHVzZXIAcEBzcw==" in server.commands


def test_a_certificate_nobody_vouches_for_is_refused(certificate: Path) -> None:
    with serving(certificate, tls_at_once=True) as server:
        assert send(f"smtps://127.0.0.1:{server.port}").unreachable
        assert server.received == []


def test_a_wrong_password_blames_the_way_not_the_message(certificate: Path) -> None:
    with serving(certificate, tls_at_once=True) as server:
        server.usual["AUTH"] = "535 5.7.8 no"
        outcome = send(f"smtps://user:wrong@127.0.0.1:{server.port}", str(certificate))
        assert (outcome.state, outcome.unreachable) == ("transient", True)
        assert "wrong" not in outcome.says


@pytest.mark.parametrize(
    "url", ["mail.example:25", "http://mail.example", "smtp://", "smtp://u:p@mail.example"]
)
def test_a_setting_that_cannot_be_right_names_the_mend(url: str) -> None:
    with pytest.raises(BadWay, match=r"TIDINGS_SMTP_URL.*smtp"):
        Way.read({"TIDINGS_SMTP_URL": url})
