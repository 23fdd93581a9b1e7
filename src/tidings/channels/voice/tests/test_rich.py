"""Rich call data: name, logo, card and reason, and digests that notice every change of what they stand for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.channels.voice.canonical import written
from tidings.channels.voice.claims import call_claims
from tidings.channels.voice.passport import Passport, signed, verified
from tidings.channels.voice.refusal import NotVerified
from tidings.channels.voice.rich import Linked, altered, digest, rich_claims
from tidings.channels.voice.tests.keys import KEY, NOW, PUBLIC, X5U

LOGO = b"\x89PNG a logo"
CARD = ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "Q Branch"],
                  ["photo", {}, "uri", "https://example.com/photos/q-256x256.png"]]]  # fmt: skip


def token(claims: dict[str, Any], ppt: str = "rcd") -> str:
    calls = call_claims(orig="12155551212", dest="12155551213", at=NOW)
    return signed(Passport(claims=calls | claims, x5u=X5U, ppt=ppt), key=KEY)


def test_the_digest_of_a_value_is_that_of_its_json() -> None:
    """The name of RFC 9795's example, quotation marks included."""
    assert digest(written("Q Branch Spy Gadgets")) == "sha256-sM275lTgzCte+LHOKHtU4SxG8shlOo6OS4ot8IJQImY"


def test_name_logo_card_and_reason_are_believed_together() -> None:
    logo = Linked(address="https://loja.example/logo.png", digest=digest(LOGO))
    claims = rich_claims(name="Loja Azul", reason="deliveries", logo=logo, card=CARD)
    found = verified(token(claims), public=PUBLIC, now=NOW).claims
    assert found["rcd"] == {"nam": "Loja Azul", "icn": logo.address, "jcd": CARD}
    assert found["rcdi"] == {"/icn": logo.digest, "/jcd": digest(written(CARD))}
    assert found["crn"] == "deliveries"
    assert altered(found["rcd"], found["rcdi"], {"/icn": LOGO}) == []
    assert altered(found["rcd"], found["rcdi"], {"/icn": LOGO + b"."}) == ["/icn"]


def test_a_card_elsewhere_is_known_by_its_octets_and_what_it_points_to_by_its_place() -> None:
    octets = written(CARD)
    claims = rich_claims(name="Q", card=Linked(address="https://example.com/q.json", digest=digest(octets)))
    rcdi = claims["rcdi"] | {"/jcl/1/2/3": digest(b"a photo"), "/jcl/1/1/3": digest(written("Q Branch"))}
    rcd = claims["rcd"]
    assert altered(rcd, rcdi, {}) == []
    assert altered(rcd, rcdi, {"/jcl": octets, "/jcl/1/2/3": b"a photo"}) == []
    assert altered(rcd, rcdi, {"/jcl": octets, "/jcl/1/2/3": b"another"}) == ["/jcl/1/2/3"]
    assert altered(rcd, rcdi, {"/jcl": written(["vcard", []])}) == ["/jcl", "/jcl/1/2/3", "/jcl/1/1/3"]


@pytest.mark.parametrize(
    "claims",
    [
        {"rcd": {"icn": "https://a.example"}},
        {"rcd": {"nam": "Q", "jcd": CARD}, "rcdi": {"/jcd": digest(b"other")}},
        {"rcd": {"nam": "Q"}, "rcdi": {"/nam": "md5-AAAA"}},
        {"rcd": {"nam": "Q"}, "rcdi": {"/nam": 7}},
        {"rcd": {"nam": "Q"}, "rcdi": {"/icn": digest(b"")}},
        {"rcd": {"nam": "Q"}, "rcdi": []},
        {"rcd": {"nam": "Q"}, "crn": 7},
        {"rcd": {"nam": "Q", "jcd": CARD, "jcl": "https://a.example"}},
    ],
)
def test_rich_data_that_does_not_hold_together_is_not_signed(claims: dict[str, Any]) -> None:
    with pytest.raises(NotVerified, match=r"rcd|nam"):
        token(claims)


def test_a_call_may_be_attested_and_named_in_one_token() -> None:
    claims = rich_claims(name="Loja Azul") | {"attest": "B", "origid": "123e4567-e89b-12d3-a456-426655440000"}
    assert verified(token(claims, "shaken"), public=PUBLIC, now=NOW).claims["rcd"] == {"nam": "Loja Azul"}


@given(
    place=st.integers(0, len(LOGO) - 1),
    octet=st.integers(0, 255),
    algorithm=st.sampled_from(["sha256", "sha384", "sha512"]),
)
def test_a_logo_changed_in_one_octet_is_another(place: int, octet: int, algorithm: str) -> None:
    changed = LOGO[:place] + bytes([octet]) + LOGO[place + 1 :]
    rcdi = {"/icn": digest(LOGO, algorithm)}
    found = altered({"icn": "https://a.example"}, rcdi, {"/icn": changed})
    assert found == ([] if changed == LOGO else ["/icn"])
