"""PASSporTs against the published examples, another implementation, and every change of one character."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.channels.voice.canonical import to_base64url, written
from tidings.channels.voice.claims import call_claims, shaken_claims
from tidings.channels.voice.passport import (
    Passport,
    check_signature,
    compact,
    read,
    signed,
    verified,
    whole,
)
from tidings.channels.voice.refusal import NotVerified
from tidings.channels.voice.tests.keys import KEY, NOW, PUBLIC, X5U, other_key

# RFC 8225's early example: rightly signed, but its iat is a text (erratum 5985).
IAT_AS_TEXT = (
    "eyJhbGciOiJFUzI1NiIsInR5cCI6InBhc3Nwb3J0IiwieDV1IjoiaHR0cHM6Ly9jZXJ0LmV4YW1wbGUub3JnL3Bhc3Nwb3J0LmNlciJ9"
    ".eyJkZXN0Ijp7InVyaSI6WyJzaXA6YWxpY2VAZXhhbXBsZS5jb20iXX0sImlhdCI6IjE0NDMyMDgzNDUiLCJvcmlnIjp7InRuIjoiMTIxNTU1NTEyMTIifX0"
    ".rq3pjT1hoRwakEGjHCnWSwUnshd0-zJ6F1VOgFWSjHBr8Qjpjlk-cpFYpFYsojNCpTzO3QfPOlckGaS6hEck7w"
)
# RFC 8225 appendix A: the serialization is right, the printed signature is not of the printed key.
OF_APPENDIX_A = (
    "eyJhbGciOiJFUzI1NiIsInR5cCI6InBhc3Nwb3J0IiwieDV1IjoiaHR0cHM6Ly9jZXJ0LmV4YW1wbGUub3JnL3Bhc3Nwb3J0LmNlciJ9"
    ".eyJkZXN0Ijp7InVyaSI6WyJzaXA6YWxpY2VAZXhhbXBsZS5jb20iXX0sImlhdCI6MTQ3MTM3NTQxOCwib3JpZyI6eyJ0biI6IjEyMTU1NTUxMjEyIn19"
)
ITS_SIGNATURE = "VLBCIVDCaeK6M4hLJb6SHQvacAQVvoiiEOWQ_iUkqk79UD81fHQ0E1b3_GluIkba7UWYRM47ZbNFdOJquE35cw"
# RFC 8588 section 6 with erratum 6656, signed with the key of RFC 8225 (RFC 6979).
SHAKEN = (
    "eyJhbGciOiJFUzI1NiIsInBwdCI6InNoYWtlbiIsInR5cCI6InBhc3Nwb3J0IiwieDV1IjoiaHR0cHM6Ly9jZXJ0LmV4YW1wbGUub3JnL3Bhc3Nwb3J0"
    "LmNlciJ9.eyJhdHRlc3QiOiJBIiwiZGVzdCI6eyJ0biI6WyIxMjE1NTU1MDEzMSJdfSwiaWF0IjoxNDQzMjA4MzQ1LCJvcmlnIjp7InRuIjoiMTIxNTU1"
    "NTAxMjEifSwib3JpZ2lkIjoiMTIzZTQ1NjctZTg5Yi0xMmQzLWE0NTYtNDI2NjU1NDQwMDAwIn0.eWZgFH4MdSSbHLkBlVWFMeD57kot55SZE9Wgvy"
    "Dg5njn12Uu6Z9eLJCC97Sdm1aQfrU8KvFSVfMhekJYiUb9PQ"
)
SIGNED_AT = datetime.fromtimestamp(1443208345, UTC)
ORIGID = UUID("123e4567-e89b-12d3-a456-426655440000")


def shaken(at: datetime = SIGNED_AT, **more: Any) -> Passport:
    calls = call_claims(orig="+1 215 555 0121", dest="+12155550131", at=at)
    return Passport(claims=calls | shaken_claims(attest="A", origid=ORIGID) | more, x5u=X5U, ppt="shaken")


def because(token: str, now: datetime = SIGNED_AT) -> tuple[str, int]:
    with pytest.raises(NotVerified) as refused:
        verified(token, public=PUBLIC, now=now)
    return refused.value.because, refused.value.status


def signed_by_hand(claims: dict[str, Any], header: dict[str, Any] | None = None) -> str:
    """By the other implementation, whatever is claimed."""
    said = header or {"alg": "ES256", "typ": "passport", "x5u": X5U}
    return jwt.encode(claims, KEY, algorithm=said["alg"], headers=said)


def test_the_example_of_shaken_is_signed_to_the_same_octets_and_believed() -> None:
    assert signed(shaken(), key=KEY) == SHAKEN
    assert verified(SHAKEN, public=PUBLIC, now=SIGNED_AT) == shaken()


def test_the_early_example_is_rightly_signed_and_refused_for_a_moment_that_is_a_text() -> None:
    check_signature(IAT_AS_TEXT, PUBLIC)
    assert because(IAT_AS_TEXT) == ("invalid", 438)


def test_appendix_a_is_serialized_alike_and_its_printed_signature_does_not_verify() -> None:
    claims = {
        "orig": {"tn": "12155551212"},
        "iat": 1471375418,
        "dest": {"uri": ["sip:alice@example.com"]},
    }
    assert Passport(claims=claims, x5u=X5U).to_sign == OF_APPENDIX_A
    printed = f"{OF_APPENDIX_A}.{ITS_SIGNATURE}"
    assert because(printed, datetime.fromtimestamp(1471375418, UTC)) == ("invalid", 438)


def test_the_compact_form_is_made_whole_from_what_the_call_says() -> None:
    short = compact(SHAKEN)
    assert short.startswith("..eWZgFH4M")
    assert whole(short, shaken()) == SHAKEN == whole(SHAKEN, shaken())
    other = whole(short, shaken(at=SIGNED_AT + timedelta(seconds=1)))
    assert because(other) == ("invalid", 438)


@pytest.mark.parametrize(
    ("seconds", "fresh"), [(-61, False), (-60, True), (0, True), (60, True), (61, False)]
)
def test_a_minute_is_the_age_of_a_fresh_one(seconds: int, fresh: bool) -> None:
    now = SIGNED_AT + timedelta(seconds=seconds)
    if fresh:
        verified(SHAKEN, public=PUBLIC, now=now)
    else:
        assert because(SHAKEN, now) == ("stale", 403)


@given(place=st.integers(0, len(SHAKEN) - 1), sign=st.characters(codec="utf-8"))
def test_any_one_character_changed_is_refused(place: int, sign: str) -> None:
    changed = SHAKEN[:place] + sign + SHAKEN[place + 1 :]
    if changed != SHAKEN:
        because(changed)


def test_no_place_of_it_can_hold_another_character() -> None:
    for place, sign in enumerate(SHAKEN):
        because(SHAKEN[:place] + ("A" if sign != "A" else "B") + SHAKEN[place + 1 :])


@given(place=st.integers(0, len(SHAKEN) - 1), sign=st.characters(codec="ascii"))
def test_any_one_character_more_or_less_is_refused(place: int, sign: str) -> None:
    because(SHAKEN[:place] + SHAKEN[place + 1 :])
    because(SHAKEN[:place] + sign + SHAKEN[place:])


def test_the_spare_bits_of_the_last_character_are_no_second_way_to_write_it() -> None:
    """86 characters hold four bits more than 64 octets: Q and R differ in nothing else."""
    assert because(SHAKEN[:-1] + "R")[0] == "unreadable"
    assert because(SHAKEN + "==")[0] == "unreadable"


@pytest.mark.parametrize(
    "claims",
    [
        {"iat": True}, {"iat": None}, {"iat": "1443208345"}, {"attest": "D"}, {"attest": "a"}, {"origid": "me"},
        {"origid": 7}, {"orig": {}}, {"orig": {"tn": "+12155550121"}}, {"orig": {"tn": "1", "uri": "sip:a@b"}},
        {"orig": {"tn": ["12155550121"]}}, {"dest": {}}, {"dest": {"tn": "12155550131"}}, {"dest": {"tn": []}},
        {"dest": {"tn": [""]}}, {"dest": {"fax": ["12155550131"]}}, {"rcd": {}}, {"rcd": {"nam": ""}},
    ],
)  # fmt: skip
def test_claims_of_another_form_are_neither_signed_nor_believed(claims: dict[str, Any]) -> None:
    wrong = shaken(**claims)
    with pytest.raises(NotVerified):
        signed(wrong, key=KEY)
    assert because(signed_by_hand(dict(wrong.claims), wrong.header)) == ("invalid", 438)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ({"alg": "HS256", "typ": "passport", "x5u": X5U}, "unsupported"),
        ({"alg": "none", "typ": "passport", "x5u": X5U}, "unsupported"),
        ({"alg": "ES256", "typ": "passport", "x5u": X5U, "ppt": "div"}, "unsupported"),
        ({"alg": "ES256", "typ": "JWT", "x5u": X5U}, "unreadable"),
        ({"alg": "ES256", "typ": "passport"}, "unreadable"),
    ],
)
def test_another_kind_of_token_is_refused_before_its_signature_is_looked_at(
    header: dict[str, Any], expected: str
) -> None:
    token = f"{to_base64url(written(header))}.{SHAKEN.split('.')[1]}.{SHAKEN.split('.')[2]}"
    assert because(token)[0] == expected


@pytest.mark.parametrize("text", [b'{"a":1,"a":2}', b"[]", b"{", b'{"iat":NaN}', b"\xff", b"[" * 99_999])
def test_what_is_no_plain_json_object_is_refused(text: bytes) -> None:
    header, _, signature = SHAKEN.split(".")
    assert because(f"{header}.{to_base64url(text)}.{signature}") == ("unreadable", 438)


def test_another_key_or_a_signature_of_another_length_is_refused() -> None:
    with pytest.raises(NotVerified):
        verified(SHAKEN, public=other_key().public_key(), now=SIGNED_AT)
    said = SHAKEN.rpartition(".")[0]
    assert because(f"{said}.{to_base64url(b'x' * 63)}") == ("invalid", 438)
    assert because(f"{said}.{to_base64url(bytes(64))}") == ("invalid", 438)


def test_another_implementation_believes_ours_and_we_believe_its() -> None:
    ours = signed(shaken(NOW), key=KEY)
    assert jwt.decode(ours, PUBLIC, algorithms=["ES256"], options={"verify_iat": False}) == shaken(NOW).claims
    assert jwt.get_unverified_header(ours) == shaken().header
    theirs = signed_by_hand(dict(shaken(NOW).claims), shaken().header)
    assert verified(theirs, public=PUBLIC, now=NOW) == shaken(NOW)


@given(name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_whatever_a_company_is_called_survives_both_ways(name: str) -> None:
    token = signed(shaken(rcd={"nam": name}), key=KEY)
    assert read(token).claims["rcd"]["nam"] == name
    assert (
        jwt.decode(token, PUBLIC, algorithms=["ES256"], options={"verify_iat": False})["rcd"]["nam"] == name
    )


def test_keys_stand_in_their_order_without_blanks() -> None:
    payload = SHAKEN.split(".")[1]
    text = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode()
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"))
