"""The company's own calls: signed for its own numbers only, attested by what shows its right to each."""

from uuid import UUID

import pytest

from tidings.channels.voice.identity import read_header
from tidings.channels.voice.passport import verified
from tidings.channels.voice.signing import SignedCall, Signer, read_signer
from tidings.channels.voice.tests.keys import KEY, NOW, PUBLIC, X5U, pem_of

SETTINGS = {
    "TIDINGS_VOICE_PASSPORT_KEY": pem_of(KEY),
    "TIDINGS_VOICE_PASSPORT_X5U": X5U,
    "TIDINGS_VOICE_NUMBERS": "+12155550121;record=LOA-2026-14, +12155550122",
}


def signer(**more: str) -> Signer:
    found = read_signer(SETTINGS | more)
    assert found
    return found


def call(shown: str = "+12155550121") -> SignedCall:
    return SignedCall(
        shown=shown, called="+12155550131", at=NOW, origid=UUID(int=7), name="Loja Azul", reason="deliveries"
    )


def test_a_number_with_a_record_is_attested_fully_another_of_ours_in_part_and_nobody_elses_at_all() -> None:
    assert [signer().attest(one) for one in ("+12155550121", "+12155550122")] == ["A", "B"]
    with pytest.raises(ValueError, match="not one of ours"):
        signer().headers(call("+12155550123"))


@pytest.mark.parametrize(
    ("signs_as", "types"), [("shaken", ["shaken"]), ("rcd", ["rcd"]), ("both", ["shaken", "rcd"])]
)
def test_the_headers_are_those_a_carrier_takes(signs_as: str, types: list[str]) -> None:
    found = [read_header(value) for value in signer(TIDINGS_VOICE_SIGNS_AS=signs_as).headers(call())]
    assert [one.ppt for one in found] == types
    claims = [verified(one.token, public=PUBLIC, now=NOW).claims for one in found]
    assert [one["crn"] for one in claims if "rcd" in one] == ["deliveries"]
    assert [one["attest"] for one in claims if "attest" in one] == ["A"] * ("shaken" in types)


def test_a_logo_is_claimed_only_with_its_digest() -> None:
    def rcd(**logo: str) -> tuple[str, ...]:
        [value] = signer(**logo).headers(call())
        return tuple(verified(read_header(value).token, public=PUBLIC, now=NOW).claims["rcd"])

    url, digest = "https://loja.example/logo.png", "sha256-AAAA"
    assert rcd(TIDINGS_VOICE_LOGO_URL=url) == ("nam",)
    assert rcd(TIDINGS_VOICE_LOGO_URL=url, TIDINGS_VOICE_LOGO_DIGEST=digest) == ("icn", "nam")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"TIDINGS_VOICE_PASSPORT_X5U": ""}, "TIDINGS_VOICE_PASSPORT_X5U"),
        ({"TIDINGS_VOICE_PASSPORT_KEY": "hello"}, "P-256 key in PEM"),
        ({"TIDINGS_VOICE_NUMBERS": "0800 123"}, "0800 123 is not like"),
    ],
)
def test_settings_that_cannot_be_right_say_which_and_repeat_no_secret(
    wrong: dict[str, str], says: str
) -> None:
    with pytest.raises(ValueError, match=says) as refused:
        read_signer(SETTINGS | wrong)
    assert "hello" not in str(refused.value)


def test_without_a_key_nothing_is_signed() -> None:
    assert read_signer(SETTINGS | {"TIDINGS_VOICE_PASSPORT_KEY": ""}) is None
