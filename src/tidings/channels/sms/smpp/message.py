"""The body that submit_sm and deliver_sm share (SMPP 3.4, 4.4.1 and 4.6.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tidings.channels.sms.smpp.pdu import Fields, c_octets, tlv, tlvs

MESSAGE_PAYLOAD = 0x0424
SAR_REFERENCE, SAR_TOTAL, SAR_NUMBER = 0x020C, 0x020E, 0x020F
LONGEST_SHORT = 254
UDHI = 0x40  # in esm_class: the text begins with a user data header


@dataclass(frozen=True, kw_only=True)
class Party:
    """An address with its type of number and numbering plan (5.2.5, 5.2.6)."""

    address: str
    ton: int = 1
    npi: int = 1


@dataclass(frozen=True, kw_only=True)
class Short:
    """One short message on its way. `text` is its user data, header and all, wherever it stood."""

    source: Party
    destination: Party
    text: bytes
    esm_class: int = 0
    data_coding: int = 0
    registered_delivery: int = 0
    validity: str = ""
    urgent: bool = False
    payload: bool = False
    tlvs: Mapping[int, bytes] = field(default_factory=dict)

    def body(self) -> bytes:
        """As it crosses the wire; raises ValueError for a field that does not fit."""
        if not self.payload and len(self.text) > LONGEST_SHORT:
            raise ValueError(f"short_message: {len(self.text)} octets, {LONGEST_SHORT} at most")
        short = b"" if self.payload else self.text
        extra = {**self.tlvs, **({MESSAGE_PAYLOAD: self.text} if self.payload else {})}
        return b"".join(
            (
                b"\0",
                party("source_addr", self.source),
                party("destination_addr", self.destination),
                bytes([self.esm_class, 0, 1 if self.urgent else 0]),
                b"\0",
                c_octets("validity_period", self.validity, 17),
                bytes([self.registered_delivery, 0, self.data_coding, 0, len(short)]),
                short,
                *(tlv(tag, value) for tag, value in extra.items()),
            )
        )

    @classmethod
    def read(cls, body: bytes) -> "Short":
        """Out of a body; raises `Garbled`."""
        fields = Fields(body)
        fields.c_octets()
        source, destination = read_party(fields), read_party(fields)
        esm_class, _, priority = fields.octets(3)
        fields.c_octets()
        validity = fields.c_octets()
        registered_delivery, _, data_coding, _, length = fields.octets(5)
        short = fields.octets(length)
        optional = tlvs(fields.rest())
        return cls(
            source=source,
            destination=destination,
            text=optional.get(MESSAGE_PAYLOAD, b"") or short,
            esm_class=esm_class,
            data_coding=data_coding,
            registered_delivery=registered_delivery,
            validity=validity,
            urgent=priority > 0,
            payload=not short and MESSAGE_PAYLOAD in optional,
            tlvs=optional,
        )


def party(name: str, one: Party) -> bytes:
    return bytes([one.ton, one.npi]) + c_octets(name, one.address, 21)


def read_party(fields: Fields) -> Party:
    ton, npi = fields.octets(2)
    return Party(address=fields.c_octets(), ton=ton, npi=npi)
