"""An Identity header from its writing to its believing, and each response of RFC 8224 to what is wrong with it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tidings.channels.voice.believing import believed
from tidings.channels.voice.certificate import fetch, read_certificate
from tidings.channels.voice.claims import call_claims, shaken_claims
from tidings.channels.voice.identity import header_value, parameters, read_header
from tidings.channels.voice.numbers import Numbers
from tidings.channels.voice.passport import Passport, compact, signed
from tidings.channels.voice.refusal import NotVerified
from tidings.channels.voice.tests.keys import (
    KEY,
    NOW,
    X5U,
    certificate,
    must_include,
    numbers_from,
    one_number,
    other_key,
    provider,
)

CALL = call_claims(orig="+12155550121", dest="+12155550131", at=NOW)
PASSPORT = Passport(claims=CALL | shaken_claims(attest="A", origid=UUID(int=7)), x5u=X5U, ppt="shaken")
HEADER = header_value(signed(PASSPORT, key=KEY))
OURS = [one_number("12155550121")]


def status(header: str, certificate: bytes = certificate(entries=OURS), **more: Any) -> int:
    with pytest.raises(NotVerified) as refused:
        believed(header, read_certificate(certificate), **{"now": NOW} | more)
    return refused.value.status


def test_the_header_is_written_as_the_rfc_writes_it_and_believed() -> None:
    assert HEADER.endswith(f";info=<{X5U}>;alg=ES256;ppt=shaken")
    assert believed(HEADER, read_certificate(certificate(entries=OURS)), now=NOW) == PASSPORT


@pytest.mark.parametrize(
    "written",
    [
        f' ; info = <{X5U}> ;alg=ES256;ppt="shaken"',
        f";info=<{X5U}>",
        f";ppt=shaken;INFO=<{X5U}>;other=1",
    ],
)
def test_it_is_read_however_a_switch_writes_it(written: str) -> None:
    token = HEADER.partition(";")[0]
    assert read_header(token + written).info == X5U


def test_the_compact_form_is_believed_with_what_the_call_says_and_not_without() -> None:
    short = compact(signed(PASSPORT, key=KEY)) + parameters(PASSPORT)
    credential = read_certificate(certificate(entries=OURS))
    assert believed(short, credential, now=NOW, signalled=PASSPORT) == PASSPORT
    assert status(short) == 438
    other = Passport(claims=dict(PASSPORT.claims) | {"iat": 1}, x5u=X5U, ppt="shaken")
    assert status(short, signalled=other) == 438


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", 428),
        (HEADER.replace("ES256", "RS256"), 428),
        ("hello", 438),
        (HEADER.partition(";")[0], 438),
        (HEADER.replace(X5U, "https://other.example/cert"), 438),
        (HEADER.replace("ppt=shaken", "ppt=rcd"), 438),
        (HEADER + ";alg=ES256", 438),
        (HEADER.replace("<", "").replace(">", ""), 438),
        ("x" * 20_000, 438),
    ],
)
def test_a_header_that_is_absent_unknown_or_unreadable_is_answered_so(header: str, expected: int) -> None:
    assert status(header) == expected


def test_an_old_call_is_stale_and_may_be_signed_anew() -> None:
    assert status(HEADER, now=NOW + timedelta(minutes=2)) == 403
    with pytest.raises(NotVerified) as refused:
        believed(HEADER, read_certificate(certificate(entries=OURS)), now=NOW + timedelta(minutes=2))
    assert (refused.value.phrase, refused.value.permanent) == ("Stale Date", False)


def test_a_certificate_out_of_date_of_other_numbers_or_of_another_key_is_not_believed() -> None:
    assert status(HEADER, certificate(entries=OURS, ends=NOW - timedelta(seconds=1))) == 437
    assert status(HEADER, certificate(entries=OURS, begins=NOW + timedelta(days=1))) == 437
    assert status(HEADER, certificate(entries=[one_number("12155550122")])) == 437
    assert status(HEADER, certificate(other_key(), entries=OURS)) == 438


def test_a_certificate_may_demand_claims_and_permit_some_values_only() -> None:
    assert status(HEADER, certificate(entries=OURS, constraints=must_include("rcd"))) == 437
    b_only = must_include("attest", permitted={"attest": ["B"]})
    assert status(HEADER, certificate(entries=OURS, constraints=b_only)) == 437
    a_or_b = must_include("attest", permitted={"attest": ["A", "B"]})
    assert believed(HEADER, read_certificate(certificate(entries=OURS, constraints=a_or_b)), now=NOW)


def test_numbers_are_named_singly_by_range_or_by_their_provider() -> None:
    entries = [provider("709J"), numbers_from("12155550100", 300), one_number("442071838750")]
    found = read_certificate(certificate(entries=entries)).numbers
    assert found == Numbers(
        single=frozenset({"442071838750"}), ranges=(("12155550100", 300),), providers=("709J",)
    )
    asked = ["12155550099", "12155550100", "12155550399", "12155550400", "2155550100", "442071838750"]
    assert found.uncovered(asked) == ["12155550099", "12155550400", "2155550100"]


@pytest.mark.parametrize(
    "octets", [b"", b"hello", b"-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n"]
)
def test_what_is_no_certificate_is_not_trusted(octets: bytes) -> None:
    with pytest.raises(NotVerified) as refused:
        read_certificate(octets)
    assert refused.value.status == 437


@pytest.mark.parametrize("entries", [[b"\x04\x01x"], [b"\xa2\x05\x16"], [b"\xa1\x02\x30\x00"], [b"\xa0\x82"]])
def test_a_list_of_numbers_that_cannot_be_read_is_not_trusted(entries: list[bytes]) -> None:
    with pytest.raises(NotVerified) as refused:
        read_certificate(certificate(entries=entries))
    assert refused.value.status == 437


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/c.pem", "http://cert.example.org/c.pem", "ftp://a"])
def test_a_certificate_that_cannot_be_fetched_safely_is_bad_identity_info(address: str) -> None:
    with pytest.raises(NotVerified) as refused:
        fetch(address)
    assert (refused.value.status, refused.value.phrase) == (436, "Bad Identity Info")
