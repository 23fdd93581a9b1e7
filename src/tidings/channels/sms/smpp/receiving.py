"""What the message centre delivers: kept as it came, then acknowledged.

A long message comes in parts, each acknowledged once it is kept, because many centres send the next part only then. The
parts wait among what was kept (`Ports.kept`), not in our memory: whoever gets the last one, in whatever process, finds the
others there and keeps the whole.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from tidings.channels.contract import Ports, Raw
from tidings.channels.sms.smpp.message import SAR_NUMBER, SAR_REFERENCE, SAR_TOTAL, UDHI, Short
from tidings.channels.sms.smpp.pdu import Garbled, Pdu
from tidings.channels.sms.smpp.user_data import CONCATENATIONS, divided

DELIVERED, PART = "deliver_sm", "deliver_sm part"
MESSAGE_TYPES, NORMAL = 0x3C, 0x00
PARTS_WAIT = timedelta(hours=1)  # telephones number their texts anew after 256


@dataclass(frozen=True)
class Place:
    """Where a part belongs."""

    reference: int
    total: int
    number: int


def take(pdu: Pdu, session: str, ports: Ports) -> None:
    """Keeps one deliver_sm that came on a session so named."""
    try:
        short = Short.read(pdu.body)
        place = placed(short)
    except Garbled:
        short, place = None, None
    if place is not None and short is not None:
        keep_part(pdu.octets(), place, short, ports)
        return
    # A receipt told again has the same body; what a person writes may come twice and mean it.
    person = short is not None and short.esm_class & MESSAGE_TYPES == NORMAL
    key = digest(f"{session} {pdu.sequence}".encode(), pdu.body) if person else digest(pdu.body)
    ports.keep(Raw(kind=DELIVERED, key=key, body=pdu.octets(), at=ports.now()))


def keep_part(octets: bytes, place: Place, short: Short, ports: Ports) -> None:
    """Keeps a part, and the whole message once all its parts are there."""
    at = ports.now()
    family = digest(
        f"{short.source.address} {short.destination.address} {place.reference} {place.total}".encode()
    )[:32]
    ports.keep(Raw(kind=PART, key=f"{family} {place.number} {digest(octets[16:])[:16]}", body=octets, at=at))
    found = {part.key.split(" ")[1]: part for part in ports.kept(PART, f"{family} ", since=at - PARTS_WAIT)}
    if len(found) == place.total:
        parts = [found[str(number)] for number in range(1, place.total + 1)]
        whole = b"".join(part.body for part in parts)
        ports.keep(Raw(kind=DELIVERED, key=digest(*(part.key.encode() for part in parts)), body=whole, at=at))


def placed(short: Short) -> Place | None:
    """Which part of which message it is, by its header or by the sar parameters; None for a message of one part."""
    if short.esm_class & MESSAGE_TYPES != NORMAL:
        return None
    if short.esm_class & UDHI:
        elements, _ = divided(short.text)
        for element, octets in CONCATENATIONS.items():
            if len(told := elements.get(element, b"")) == octets:
                return valid(Place(int.from_bytes(told[:-2], "big"), told[-2], told[-1]))
    said = [int.from_bytes(short.tlvs.get(tag, b""), "big") for tag in (SAR_REFERENCE, SAR_TOTAL, SAR_NUMBER)]
    return valid(Place(*said))


def valid(place: Place) -> Place | None:
    """None for a reference that must be ignored (23.040 9.2.3.24.1), and for the only part there is."""
    return place if place.total > 1 and 1 <= place.number <= place.total else None


def digest(*octets: bytes) -> str:
    return sha256(b"\0".join(octets)).hexdigest()
