"""Asking the message centre: what became of a message (query_sm), and whether it lets us in."""

from tidings.channels.contract import Finding, Receipt
from tidings.channels.sms.senders import Senders
from tidings.channels.sms.smpp.binding import Lost
from tidings.channels.sms.smpp.ids import as_told
from tidings.channels.sms.smpp.message import Party, party
from tidings.channels.sms.smpp.pdu import QUERY_SM, Fields, Garbled, c_octets
from tidings.channels.sms.smpp.pieces import NUMBERING
from tidings.channels.sms.smpp.receipts import NUMBERED, STATES
from tidings.channels.sms.smpp.session import Session
from tidings.channels.sms.way import Way


def ask(provider_id: str, way: Way, senders: Senders) -> Receipt | None:
    """What the centre knows of its message; None where it knows nothing. It wants to be told the sender, too."""
    if not provider_id:
        return None
    known = as_told(provider_id, way.receipt_ids)
    session = Session(way, "transmitter")
    try:
        for sender in senders.by_country.values():
            ton, npi = NUMBERING.get(sender.kind, (1, 1))
            source = Party(address=sender.address.removeprefix("+"), ton=ton, npi=npi)
            body = c_octets("message_id", known, 65) + party("source_addr", source)
            answered = session.ask(QUERY_SM, body)
            if answered.status == 0:
                return state(answered.body, provider_id)
    finally:
        session.close()
    return None


def state(body: bytes, provider_id: str) -> Receipt | None:
    try:
        fields = Fields(body)
        fields.c_octets()
        fields.c_octets()
        told = NUMBERED.get(fields.octet(), "")
    except Garbled:
        return None
    if not told:
        return None
    return Receipt(key=f"query {provider_id} {told}", state=STATES[told], provider_id=provider_id, says=told)


def check(way: Way) -> Finding:
    """Binds and unbinds."""
    try:
        Session(way, "transmitter").close()
    except Lost as lost:
        mend = (
            "look at user and password in TIDINGS_SMS_URL"
            if lost.refused
            else "look at host and port in TIDINGS_SMS_URL"
        )
        return Finding(well=False, says=f"{way.host}:{way.port} {lost}", mend=mend)
    except ValueError as error:
        return Finding(well=False, says=str(error), mend="shorten it in TIDINGS_SMS_URL; SMPP takes no more")
    return Finding(well=True, says=f"{way.host}:{way.port} lets us in as {way.user}")
