"""What is in a kept deliver_sm."""

from collections.abc import Sequence

from tidings.channels.contract import Heard, Raw, Reply, Unreadable
from tidings.channels.sms.smpp.message import Party, Short
from tidings.channels.sms.smpp.pdu import Garbled, units
from tidings.channels.sms.smpp.receipts import receipt
from tidings.channels.sms.smpp.receiving import MESSAGE_TYPES, NORMAL, PART
from tidings.channels.sms.smpp.user_data import said

DELIVERY_RECEIPT, INTERMEDIATE = 0x04, 0x20


def heard(raw: Raw, *, receipt_ids: str, zone: str) -> Sequence[Heard]:
    """A receipt or a reply; nothing for one part of a longer text, which is heard with the whole."""
    if raw.kind == PART:
        return ()
    try:
        shorts = [Short.read(pdu.body) for pdu in units(raw.body)]
    except Garbled as error:
        raise Unreadable(f"no deliver_sm: {error}") from error
    first = shorts[0]
    kind = first.esm_class & MESSAGE_TYPES
    if kind in (DELIVERY_RECEIPT, INTERMEDIATE):
        return (receipt(first, key=raw.key, receipt_ids=receipt_ids, zone=zone),)
    if kind != NORMAL:
        raise Unreadable(f"a deliver_sm of a kind we do not know (esm_class 0x{first.esm_class:02X})")
    text = "".join(map(said, shorts))
    return (
        Reply(
            key=raw.key,
            sender=number(first.source),
            text=text.replace("\0", ""),
            at=raw.at,
            said_to=number(first.destination),
        ),
    )


def number(party: Party) -> str:
    """An address as we write it: an international number with its plus sign."""
    digits = party.address.lstrip("+")
    return f"+{digits}" if digits.isdigit() and (party.ton == 1 or len(digits) > 8) else party.address
