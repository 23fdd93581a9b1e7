"""Signatures, judged by RFC 8463's own example and by verifiers that others wrote."""

import base64
import re
import subprocess
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_der_public_key
from hypothesis import given
from hypothesis import strategies as st

from tests.programs import program
from tidings.channels.email.compose import compose
from tidings.channels.email.dkim import Signer, hash_of, relaxed_body, relaxed_header
from tidings.channels.email.records.keys import record_of
from tidings.channels.email.tests.examples import MESSAGE, message
from tidings.channels.email.tests.keys import only, ours

# RFC 8463 appendix A. The seal of Ed25519 is deterministic; RSA's key is public only, so its seal is verified.
BODY = b"Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n"
HEAD = {
    "from": "From: Joe SixPack <joe@football.example.com>",
    "to": "To: Suzie Q <suzie@shopping.example.net>",
    "subject": "Subject: Is dinner ready?",
    "date": "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)",
    "message-id": "Message-ID: <20030712040037.46341.5F8J@football.example.com>",
}
HASH = "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8="
ED25519 = (
    "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n d=football.example.com; i=@football.example.com;\r\n"
    " q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n subject : date : message-id : from : subject : date;\r\n"
    f" bh={HASH};\r\n b="
)
ED25519_SEAL = "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw=="
RSA = ED25519.replace("a=ed25519-sha256", "a=rsa-sha256").replace("s=brisbane", "s=test")
RSA_SEAL = (
    "F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz"
    "dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8="
)
RSA_PUBLIC = (
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3Fu"
    "tACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"
)
SEED = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="


def covered(line: str) -> bytes:
    named = [*HEAD.values()]
    return b"".join(map(relaxed_header, named)) + relaxed_header(line)[:-2]


def test_the_example_of_rfc_8463_is_reproduced_octet_for_octet() -> None:
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(SEED))
    signer = Signer(domain="football.example.com", selector="brisbane", key=key)
    assert hash_of(BODY) == HASH
    assert signer.seal(covered(ED25519)) == ED25519_SEAL
    assert record_of(signer) == "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="


def test_the_rsa_signature_of_rfc_8463_is_over_what_we_would_sign() -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    key = load_der_public_key(base64.b64decode(RSA_PUBLIC))
    assert isinstance(key, RSAPublicKey)
    key.verify(base64.b64decode(RSA_SEAL), covered(RSA), padding.PKCS1v15(), hashes.SHA256())


def test_the_hash_of_an_empty_body() -> None:
    assert hash_of(b"") == hash_of(b"\r\n\r\n") == hash_of(b" \t\r\n \r\n") == EMPTY


EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


@given(body=st.lists(st.sampled_from([b"a", b" ", b"\t", b"\r\n", b"b  c", b"."]), max_size=30).map(b"".join))
def test_a_body_is_relaxed_as_another_library_relaxes_it(body: bytes) -> None:
    from dkim.canonicalization import Relaxed

    whole = body + b"\r\n"
    assert relaxed_body(whole) == Relaxed.canonicalize_body(whole)


def published(name: bytes, timeout: int = 5) -> bytes:
    """The DNS of this test."""
    selector = name.decode().partition(".")[0]
    return next(record_of(one) for one in ours().signers if one.selector == selector).encode()


def test_another_library_verifies_both_signatures() -> None:
    verifier = dkim.DKIM(compose(MESSAGE, ours()).octets)
    assert [verifier.verify(turn, dnsfunc=published) for turn in range(2)] == [True, True]


@given(words=st.text(st.characters(codec="utf-8"), max_size=80))
def test_it_verifies_whatever_is_said(words: str) -> None:
    octets = compose(message(what=words, subject=words, to_name=words), only("ed25519-sha256")).octets
    assert dkim.DKIM(octets).verify(0, dnsfunc=published)


@pytest.mark.parametrize(
    "forged",
    [
        (b"Subject: Your", b"Subject: Our"),
        (b"List-Unsubscribe-Post:", b"X-List-Unsubscribe-Post:"),
        (b"/u/TOKEN>", b"/u/OTHER>"),
        (b"MIME-Version", b"Reply-To: thief@evil.example\r\nMIME-Version"),
        (b"MIME-Version", b"From: thief@evil.example\r\nMIME-Version"),
        (b"MIME-Version", b"Subject: You won\r\nMIME-Version"),
        (b"refund", b"charge"),
    ],
)
def test_what_is_changed_or_added_breaks_both(forged: tuple[bytes, bytes]) -> None:
    octets = compose(MESSAGE, ours()).octets.replace(*forged, 1)
    assert octets != compose(MESSAGE, ours()).octets
    verifier = dkim.DKIM(octets)
    assert [verifies(verifier, turn) for turn in range(2)] == [False, False]


def verifies(verifier: dkim.DKIM, turn: int) -> bool:
    try:
        return bool(verifier.verify(turn, dnsfunc=published))
    except dkim.ValidationError:
        return False


def test_the_one_click_stop_is_signed() -> None:
    octets = compose(MESSAGE, ours()).octets
    for listed in re.findall(rb"\r\n h=([^;]+);", octets):
        names = re.sub(rb"\s", b"", listed).split(b":")
        assert {b"list-unsubscribe", b"list-unsubscribe-post", b"feedback-id"} <= set(names)
        assert names.count(b"from") == names.count(b"reply-to") == 2


def test_opendkim_verifies_the_rsa_signature(tmp_path: Path) -> None:
    """Debian's build knows no Ed25519; that signature is nothing to it, as RFC 6376 6.1 wants."""
    verifier = program("opendkim")
    (tmp_path / "keys").write_text(f"r1._domainkey.shop.example {record_of(only('rsa-sha256').signers[0])}\n")
    (tmp_path / "conf").write_text(f"Mode v\nTestPublicKeys {tmp_path / 'keys'}\n")
    good, forged = (
        compose(MESSAGE, ours()).octets,
        compose(MESSAGE, ours()).octets.replace(b"refund", b"charge"),
    )
    said = []
    for octets in (good, forged):
        (tmp_path / "mail").write_bytes(octets)
        told = subprocess.run(
            [verifier, "-x", tmp_path / "conf", "-t", tmp_path / "mail"],
            capture_output=True,
            timeout=30,
            check=False,
        )
        said.append(told.stdout.decode() + told.stderr.decode())
    assert "verification (s=r1, d=shop.example, 2048-bit key) succeeded" in said[0]
    assert "succeeded" not in said[1]
