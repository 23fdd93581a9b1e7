"""Addresses of ours: each names its message, and none can be made by anybody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.channels.email.compose import compose
from tidings.channels.email.return_path import Ours, ReturnPath, Use
from tidings.channels.email.tests.examples import MESSAGE, message
from tidings.channels.email.tests.keys import ours

PATH = ReturnPath(domain="in.shop.example", key=b"sixteen characters")
ID = "0f1e2d3c4b5a69788796a5b4c3d2e1f0@shop.example"


@pytest.mark.parametrize("use", ["bounce", "reply", "stop"])
@pytest.mark.parametrize("domain", ["in.shop.example", "shop.example"])
def test_an_address_says_its_use_and_its_message(use: Use, domain: str) -> None:
    id = f"{ID.partition('@')[0]}@{domain}"
    address = PATH.address(use, id)
    assert len(address.partition("@")[0]) <= 64
    assert PATH.read(address) == PATH.read(f"<{address.upper()}>") == Ours(use=use, message_id=id)


@given(place=st.integers(0, 60), sign=st.sampled_from("0123456789abcdef+.-"))
def test_no_other_address_passes_for_one(place: int, sign: str) -> None:
    address = PATH.address("bounce", ID)
    forged = address[:place] + sign + address[place + 1 :]
    assert forged == address or PATH.read(forged) is None


def test_another_key_makes_other_addresses_and_a_token_has_one_use() -> None:
    other = ReturnPath(domain=PATH.domain, key=b"another key of ours")
    assert PATH.read(other.address("bounce", ID)) is None
    assert PATH.read(PATH.address("bounce", ID).replace("bounce+", "stop+")) is None


@pytest.mark.parametrize(
    "id", ["", "a", "a@", "@shop.example", "a@other.example", f"{'a' * 39}@shop.example"]
)
def test_where_none_can_be_made_there_is_none(id: str) -> None:
    assert PATH.address("bounce", id) == ""


def test_a_mail_bears_all_three() -> None:
    letter = compose(message(message_id=ID), ours())
    text = letter.octets.decode()
    path = ours().return_path
    assert path
    assert path.read(letter.sender) == Ours(use="bounce", message_id=ID)
    assert f'Reply-To: "Example Shop"\r\n <{path.address("reply", ID)}>' in text
    assert (
        f"<https://shop.example/u/TOKEN>,\r\n <mailto:{path.address('stop', ID)}?subject=unsubscribe>" in text
    )


def test_the_companys_own_reply_address_is_kept() -> None:
    from dataclasses import replace

    named = replace(MESSAGE, letterhead=replace(MESSAGE.letterhead, reply_to="help@shop.example"))
    assert "<help@shop.example>" in compose(named, ours()).octets.decode()
