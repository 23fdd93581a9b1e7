"""The signed record: the same for the same values, checkable by any library, and telling nobody the address."""

import json
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.genuine.record import (
    NotOurs,
    RecordKey,
    address_hash,
    notice_hash,
    read_record,
    sign_record,
)
from tidings.core.notice import Composed, NextStep

AT = datetime(2026, 3, 4, 12, 0, 0, 123456, tzinfo=UTC)
KEY, OTHER = RecordKey.of("a secret"), RecordKey.of("another")
SAID = Composed(
    language="en",
    what="Your lamp is late.",
    means="It needs a day more.",
    done="We asked.",
    next_steps=(NextStep(id="fine", says="Fine", does="confirm"),),
    if_ignored="Nothing.",
)
plain = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


def record(key: RecordKey = KEY, **values: object) -> str:
    usual = {
        "code": "F896EAAA9B25",
        "channel": "email",
        "sender": "news@shop.example",
        "at": AT,
        "composed": SAID,
        "address": "ana@example.com",
    }
    return sign_record(key=key, **(usual | values))  # type: ignore[arg-type]


def test_a_record_says_what_was_sent_by_whom_when() -> None:
    found = read_record(record(), keys=[OTHER, KEY])
    assert (found.code, found.channel, found.sender, found.at) == (
        "F896EAAA9B25", "email", "news@shop.example", AT,
    )  # fmt: skip
    assert found.notice == notice_hash(SAID)
    assert found.to == address_hash(KEY, "email", "ana@example.com")
    assert found.key == KEY.id


def test_it_is_the_same_whenever_it_is_made_again() -> None:
    assert record() == record() == record(RecordKey.of("a secret"))


def test_it_is_a_jws_that_anyone_can_check_with_the_public_key() -> None:
    header, said, signature = record().split(".")
    assert json.loads(decoded(header)) == {"alg": "EdDSA", "kid": KEY.id}
    KEY.private.public_key().verify(decoded(signature), f"{header}.{said}".encode())
    assert list(json.loads(decoded(said))) == sorted(json.loads(decoded(said)))
    with pytest.raises(InvalidSignature):
        OTHER.private.public_key().verify(decoded(signature), f"{header}.{said}".encode())


def test_the_address_is_nowhere_in_it() -> None:
    _, said, _ = record().split(".")
    assert b"ana" not in decoded(said) and b"example.com" not in decoded(said)


@given(code=plain, sender=plain, address=plain, at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))
def test_whatever_it_says_can_be_read_again(code: str, sender: str, address: str, at: datetime) -> None:
    at = at.replace(tzinfo=UTC)
    found = read_record(record(code=code, sender=sender, address=address, at=at), keys=[KEY])
    assert (found.code, found.sender) == (code, sender)
    assert abs((found.at - at).total_seconds()) < 0.000_01


@given(place=st.integers(0, 400), sign=st.sampled_from("AZaz09-_."))
def test_a_record_altered_anywhere_is_refused(place: int, sign: str) -> None:
    text = record()
    place %= len(text)
    altered = text[:place] + sign + text[place + 1 :]
    if decoded(altered.rpartition(".")[2]) == decoded(text.rpartition(".")[2]) and altered[:-1] == text[:-1]:
        return  # the last sign's spare bits carry nothing
    with pytest.raises(NotOurs):
        read_record(altered, keys=[KEY])


@pytest.mark.parametrize("text", ["", ".", "..", "a.b.c", "é.é.é", record() + "x", record(OTHER)])
def test_what_is_no_record_of_ours_is_refused(text: str) -> None:
    with pytest.raises(NotOurs):
        read_record(text, keys=[KEY])


def test_every_word_of_the_notice_counts() -> None:
    others = [
        replace(SAID, what="Your lamp is early."),
        replace(SAID, next_steps=()),
        replace(SAID, subject="x"),
    ]
    assert len({notice_hash(each) for each in [SAID, *others]}) == 4


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
