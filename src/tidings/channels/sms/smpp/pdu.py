"""Protocol data units of SMPP 3.4: their frame, and their kinds of fields (SMPP 3.4, chapters 3 and 5).

A codec of our own, because the libraries trust a peer's length fields or cut our long fields in silence;
smpplib and smpp34 are its oracles in the tests.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from struct import Struct

HEADER = Struct(">LLLL")
TAG = Struct(">HH")
MOST_OCTETS = 70_000  # the largest payload is 64 KiB; a longer unit is a peer gone astray

BIND_RECEIVER, BIND_TRANSMITTER, QUERY_SM, SUBMIT_SM, DELIVER_SM, UNBIND = 1, 2, 3, 4, 5, 6
BIND_TRANSCEIVER, ENQUIRE_LINK = 9, 0x15
RESPONSE = GENERIC_NACK = 0x8000_0000
VERSION = 0x34


class Garbled(ValueError):
    """Octets that are no SMPP; says what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Pdu:
    """One unit: a request, or the response (`RESPONSE` set in `command`) to the request of the same sequence number."""

    command: int
    sequence: int
    body: bytes = b""
    status: int = 0

    def octets(self) -> bytes:
        return HEADER.pack(16 + len(self.body), self.command, self.status, self.sequence) + self.body

    def answer(self, body: bytes = b"", *, status: int = 0) -> "Pdu":
        return Pdu(self.command | RESPONSE, self.sequence, body, status)


class Stream:
    """Units out of octets as they come; a length no unit can have raises `Garbled`."""

    def __init__(self) -> None:
        self.rest = bytearray()

    def feed(self, octets: bytes) -> Iterator[Pdu]:
        self.rest += octets
        while len(self.rest) >= HEADER.size:
            length, command, status, sequence = HEADER.unpack_from(self.rest)
            if not HEADER.size <= length <= MOST_OCTETS:
                raise Garbled(f"a unit of {length} octets")
            if len(self.rest) < length:
                return
            body = bytes(self.rest[HEADER.size : length])
            del self.rest[:length]
            yield Pdu(command, sequence, body, status)


def units(octets: bytes) -> list[Pdu]:
    """The units in octets that hold nothing else; raises `Garbled`."""
    stream = Stream()
    found = list(stream.feed(octets))
    if stream.rest or not found:
        raise Garbled("not a whole number of units")
    return found


def c_octets(name: str, value: str, most: int) -> bytes:
    """A C-octet string with its NUL, at most `most` octets; raises ValueError naming the field."""
    try:
        octets = value.encode("latin-1")
    except UnicodeEncodeError:
        raise ValueError(f"{name}: Latin letters and digits only") from None
    if len(octets) >= most or b"\0" in octets:
        raise ValueError(f"{name}: at most {most - 1} octets, none of them NUL")
    return octets + b"\0"


def tlv(tag: int, value: bytes) -> bytes:
    """An optional parameter."""
    return TAG.pack(tag, len(value)) + value


def tlvs(octets: bytes) -> Mapping[int, bytes]:
    """Optional parameters by tag; what is cut off or too short to be one is left out, as lenient peers do."""
    found, place = {}, 0
    while place + TAG.size <= len(octets):
        tag, length = TAG.unpack_from(octets, place)
        place += TAG.size
        if place + length > len(octets):
            break
        found[tag] = octets[place : place + length]
        place += length
    return found


class Fields:
    """Reads the mandatory fields of a body one after the other; raises `Garbled` where it ends too soon."""

    def __init__(self, body: bytes) -> None:
        self.body, self.place = body, 0

    def c_octets(self) -> str:
        end = self.body.find(b"\0", self.place)
        if end < 0:
            raise Garbled("a string without its end")
        text = self.body[self.place : end].decode("latin-1")
        self.place = end + 1
        return text

    def octet(self) -> int:
        return self.octets(1)[0]

    def octets(self, size: int) -> bytes:
        if self.place + size > len(self.body):
            raise Garbled("a field longer than its unit")
        self.place += size
        return self.body[self.place - size : self.place]

    def rest(self) -> bytes:
        return self.body[self.place :]
