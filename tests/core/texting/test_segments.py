"""Segments as the network counts them: the golden vectors, and the properties behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.texting.alphabet import DEFAULT, EXTENSION, alphabet, announced
from tidings.core.texting.packing import pack, unpack
from tidings.core.texting.segments import TooLong, capacity, segment

EURO, ZHE, SMILE = "€", "ж", "\U0001f600"
GSM = "".join(sign for sign in DEFAULT if sign != "\x1b") + "".join(EXTENSION.values())
GOLDEN = [
    *((("a" * size), "GSM-7", size, count) for size, count in [(160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (460, 4)]),
    (EURO * 80, "GSM-7", 160, 1),
    (EURO * 81, "GSM-7", 162, 2),
    (EURO + "a" * 158, "GSM-7", 160, 1),
    (EURO + "a" * 159, "GSM-7", 161, 2),
    ("a" * 152 + EURO + "a" * 151, "GSM-7", 305, 2),
    ("a" * 152 + EURO + "a" * 152, "GSM-7", 306, 3),
    ("\u00c7" * 160, "GSM-7", 160, 1),
    ("ü" * 160, "GSM-7", 160, 1),
    ("\u00e7" * 70, "UCS-2", 70, 1),
    ("\u00e7" * 71, "UCS-2", 71, 2),
    ("ú" * 70, "UCS-2", 70, 1),
    ("\u2019" + "a" * 69, "UCS-2", 70, 1),
    ("\u2019" + "a" * 70, "UCS-2", 71, 2),
    (ZHE * 134, "UCS-2", 134, 2),
    (ZHE * 135, "UCS-2", 135, 3),
    (SMILE * 35, "UCS-2", 70, 1),
    (SMILE * 36, "UCS-2", 72, 2),
    (ZHE * 66 + SMILE + ZHE * 65, "UCS-2", 133, 2),
    (ZHE * 66 + SMILE + ZHE * 66, "UCS-2", 134, 3),
    ("`", "UCS-2", 1, 1),
    ("\t", "UCS-2", 1, 1),
    (SMILE + "]" * 68, "UCS-2", 70, 1),
    (SMILE + "]" * 69, "UCS-2", 71, 2),
    ("", "GSM-7", 0, 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "encoding", "units", "count"), GOLDEN)
def test_the_golden_vectors(text: str, encoding: str, units: int, count: int) -> None:
    found = segment(text)
    assert (found.encoding, found.units, found.count) == (encoding, units, count)


@pytest.mark.parametrize(("bits", "septets", "octets"), [(0, 160, 140), (8, 153, 134), (16, 152, 132)])
def test_what_one_message_takes(bits: int, septets: int, octets: int) -> None:
    assert capacity(alphabet(), bits) == septets
    assert capacity(None, bits) == octets  # 70, 67 and 66 units


def test_a_shift_table_takes_room_for_its_announcement() -> None:
    single, both = alphabet(single="tr"), alphabet(single="tr", locking="tr")
    assert [capacity(one, bits) for one in (single, both) for bits in (0, 8)] == [155, 149, 152, 146]


@pytest.mark.parametrize(
    ("bits", "reference", "header"),
    [(8, 0x1AB, "050003ab0202"), (16, 0x1AB, "06080401ab0202")],
)
def test_the_header_numbers_the_parts(bits: int, reference: int, header: str) -> None:
    found = segment("a" * 200, reference_bits=bits)
    assert found.header(2, reference).hex() == header
    assert segment("short", reference_bits=bits).header(1, reference) == b""


def test_a_national_table_is_chosen_only_where_it_is_allowed_and_cheaper() -> None:
    text = "Sua encomenda não chegou até ontem; já pedimos à transportadora e devolvemos o frete. Não é preciso nada."
    assert (segment(text).encoding, segment(text).count) == ("UCS-2", 2)
    found = segment(text, languages=("es", "pt"))
    assert found.alphabet is not None
    assert (found.alphabet.name, found.count) == ("gsm7-single-pt", 1)
    assert found.header(1, 0).hex() == "03240103"
    assert list(found.texts()) == [text]
    assert segment("plain", languages=("pt",)).alphabet == alphabet()


def test_a_header_announces_the_alphabet_it_is_read_with() -> None:
    assert announced({0x24: b"\x01", 0x25: b"\x01"}) == alphabet(single="tr", locking="tr")
    assert announced({0x24: b"\x0d"}) == alphabet()


def test_more_parts_than_can_be_numbered_are_refused() -> None:
    assert segment("a" * 153 * 255).count == 255
    with pytest.raises(TooLong):
        segment("a" * (153 * 255 + 1))


@pytest.mark.parametrize(
    ("text", "packed"),
    [
        ("hellohello", "E8329BFD4697D9EC37"),
        ("hello", "E8329BFD06"),
        ("€", "9B32"),
        ("Test", "D4F29C0E"),
        ("[x]", "1B1E7EE303"),
    ],
)
def test_packing(text: str, packed: str) -> None:
    septets = alphabet().encode(text)
    assert pack(septets).hex().upper() == packed
    assert unpack(bytes.fromhex(packed), count=len(septets)) == septets


@given(st.text(alphabet=GSM, max_size=600), st.sampled_from([8, 16]))
def test_no_escape_is_parted_from_what_it_escapes(text: str, bits: int) -> None:
    found = segment(text, reference_bits=bits)
    assert "".join(found.texts()) == text
    assert all(part == b"" or part[-1] != 0x1B for part in found.parts)
    assert all(len(part) <= capacity(found.alphabet, bits if found.count > 1 else 0) for part in found.parts)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=600), st.sampled_from([8, 16]))
def test_whatever_is_written_is_read_back_part_by_part(text: str, bits: int) -> None:
    found = segment(text, reference_bits=bits, languages=("tr", "es", "pt"))
    assert "".join(found.texts()) == text
    headed = [found.header(number + 1, 7) for number in range(found.count)]
    sizes = [len(part) * 7 / 8 if found.alphabet else len(part) for part in found.parts]
    assert all(len(head) + size <= 140 for head, size in zip(headed, sizes, strict=True))


@given(st.binary(max_size=200), st.integers(0, 6))
def test_packing_is_undone_by_unpacking(octets: bytes, fill: int) -> None:
    septets = bytes(octet & 0x7F for octet in octets)
    assert unpack(pack(septets, fill_bits=fill), count=len(septets), fill_bits=fill) == septets


@given(st.binary(max_size=200))
def test_any_octets_read_as_some_text(octets: bytes) -> None:
    assert len(alphabet(single="pt", locking="pt").decode(octets)) <= len(octets)


def test_fewer_octets_than_announced_are_an_error() -> None:
    with pytest.raises(ValueError, match="septets"):
        unpack(b"\x01", count=2)
