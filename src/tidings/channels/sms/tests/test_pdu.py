"""The codec against its golden vectors, against other people's codecs, and against octets that lie."""

from contextlib import suppress
from dataclasses import replace

import pytest
import smpp34
from hypothesis import given
from hypothesis import strategies as st
from smpplib import smpp
from smpplib.client import Client

from tidings.channels.sms.smpp.binding import bind_body
from tidings.channels.sms.smpp.message import MESSAGE_PAYLOAD, Party, Short
from tidings.channels.sms.smpp.pdu import (
    BIND_TRANSMITTER,
    SUBMIT_SM,
    Garbled,
    Pdu,
    Stream,
    c_octets,
    tlvs,
    units,
)
from tidings.channels.sms.way import Way

GOLDEN_BIND = "0000002F000000020000000000000001534D50503354455354007365637265743038005355424D4954310000010100"
LENIENT = "0000003c0000000400000000000000020001003436373031313333313131000101343637303937373133333700000000000000000100047465737400"
shorts = st.builds(
    Short,
    source=st.builds(
        Party, address=st.text("0123456789Aé", max_size=20), ton=st.integers(0, 6), npi=st.integers(0, 18)
    ),
    destination=st.builds(Party, address=st.text("0123456789", max_size=20)),
    text=st.binary(max_size=254),
    esm_class=st.integers(0, 255),
    data_coding=st.integers(0, 255),
    registered_delivery=st.integers(0, 31),
    validity=st.sampled_from(["", "000002000000000R"]),
    urgent=st.booleans(),
)


def test_the_bind_of_the_specification() -> None:
    way = Way(scheme="smpp", host="x", port=1, user="SMPP3TEST", password="secret08", system_type="SUBMIT1")
    body = bind_body(way, version=0, ton=1, npi=1)
    assert Pdu(BIND_TRANSMITTER, 1, body).octets().hex().upper() == GOLDEN_BIND


def test_a_stray_octet_behind_the_text_is_forgiven() -> None:
    (pdu,) = units(bytes.fromhex(LENIENT))
    short = Short.read(pdu.body)
    assert (short.text, short.source.address, short.destination.address) == (
        b"test",
        "46701133111",
        "46709771337",
    )


@given(shorts)
def test_other_codecs_read_what_we_write(short: Short) -> None:
    octets = Pdu(SUBMIT_SM, 7, short.body()).octets()
    theirs = smpp34.decode(octets)
    assert isinstance(theirs, smpp34.SubmitSm)
    assert (theirs.short_message, theirs.data_coding, theirs.esm_class) == (
        short.text,
        short.data_coding,
        short.esm_class,
    )
    assert theirs.destination_addr == short.destination.address
    other = smpp.parse_pdu(octets, client=Client("nowhere", 1, allow_unknown_opt_params=True))
    assert (other.short_message or b"", other.destination_addr.decode()) == (
        short.text,
        short.destination.address,
    )
    assert other.validity_period.decode() == short.validity


@given(shorts, st.booleans())
def test_we_read_what_we_write(short: Short, payload: bool) -> None:
    written = replace(short, payload=payload and bool(short.text))
    read = Short.read(written.body())
    assert replace(read, tlvs={}) == written
    assert (MESSAGE_PAYLOAD in read.tlvs) == written.payload


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_we_read_what_smpp34_writes(text: bytes, payload: bytes) -> None:
    theirs = smpp34.SubmitSm(
        "12345", "447700900123", text, data_coding=8, tlvs=[smpp34.Tlv(0x1403, payload)], sequence_number=3
    )
    (pdu,) = units(theirs.encode())
    short = Short.read(pdu.body)
    assert (pdu.sequence, short.text, short.tlvs[0x1403], short.data_coding) == (3, text, payload, 8)


@given(st.lists(st.binary(max_size=60), max_size=5), st.lists(st.integers(1, 30), min_size=1))
def test_units_are_found_however_their_octets_arrive(bodies: list[bytes], cuts: list[int]) -> None:
    whole = b"".join(Pdu(5, number, body).octets() for number, body in enumerate(bodies))
    stream, found, place = Stream(), [], 0
    for turn in range(len(whole)):
        size = cuts[turn % len(cuts)]
        found += stream.feed(whole[place : place + size])
        place += size
    assert [pdu.body for pdu in found] == bodies


@pytest.mark.parametrize("length", [0, 15, 70_001, 0x7FFFFFFF, 0xFFFFFFFF])
def test_a_length_no_unit_can_have_is_an_error_and_nothing_is_waited_for(length: int) -> None:
    with pytest.raises(Garbled):
        list(Stream().feed(length.to_bytes(4, "big") + b"\0" * 12))


@given(st.binary(max_size=200))
def test_no_octets_break_the_reading(octets: bytes) -> None:
    assert isinstance(dict(tlvs(octets)), dict)
    try:
        Short.read(octets)
    except Garbled as error:
        assert str(error)


@given(st.data(), shorts)
def test_every_lie_about_a_length_is_an_error_or_another_message(data: st.DataObject, short: Short) -> None:
    body = bytearray(short.body())
    body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Garbled):
        assert len(Short.read(bytes(body)).text) <= len(body)


@pytest.mark.parametrize(("value", "most"), [("x" * 16, 16), ("pass\0word", 20), ("пароль", 9)])
def test_a_field_that_does_not_fit_is_refused_by_its_name_and_never_cut(value: str, most: int) -> None:
    with pytest.raises(ValueError, match="password"):
        c_octets("password", value, most)
