"""Delivery receipts: their text (SMPP 3.4, appendix B), and the parameters that say the same more surely (5.3.2)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tidings.channels.contract import Receipt, ReceiptState, Unreadable
from tidings.channels.sms.smpp.ids import of_receipt
from tidings.channels.sms.smpp.message import Short
from tidings.channels.sms.smpp.user_data import said

RECEIPTED_MESSAGE_ID, MESSAGE_STATE, NETWORK_ERROR_CODE = 0x001E, 0x0427, 0x0423
FIELD = re.compile(r"(?P<name>id|stat|err|done date):\s*(?P<value>\S+)", re.IGNORECASE)
# UNKNOWN is the centre's own doubt: no news beyond that it was taken, and no reason to write again by another way.
STATES: Mapping[str, ReceiptState] = {
    "DELIVRD": "delivered", "EXPIRED": "expired", "DELETED": "failed", "UNDELIV": "failed", "REJECTD": "failed",
    "ACCEPTD": "accepted", "ENROUTE": "accepted", "SCHEDULED": "accepted", "SKIPPED": "failed", "UNKNOWN": "accepted",
}  # fmt: skip
NUMBERED = {
    0: "SCHEDULED", 1: "ENROUTE", 2: "DELIVRD", 3: "EXPIRED", 4: "DELETED", 5: "UNDELIV", 6: "ACCEPTD", 7: "UNKNOWN",
    8: "REJECTD", 9: "SKIPPED",
}  # fmt: skip
GSM_UNKNOWN_SUBSCRIBER = b"\x03\x00\x01"


def receipt(short: Short, *, key: str, receipt_ids: str, zone: str) -> Receipt:
    """What a receipt says; raises `Unreadable` when it names no message or no state we know."""
    told = {found["name"].lower(): found["value"] for found in FIELD.finditer(said(short))}
    provider_id = short.tlvs.get(RECEIPTED_MESSAGE_ID, b"").rstrip(b"\0").decode("latin-1") or told.get(
        "id", ""
    )
    state = NUMBERED.get(short.tlvs.get(MESSAGE_STATE, b"\xff")[-1]) or told.get("stat", "").upper()[:9]
    if not provider_id or state not in STATES:
        raise Unreadable("a delivery receipt that names no message or no known state")
    return Receipt(
        key=key,
        state=STATES[state],
        at=moment(told.get("done date", ""), zone),
        provider_id=of_receipt(provider_id, receipt_ids),
        says=f"{state} err:{told['err']}" if told.get("err", "000").strip("0") else state,
        address_dead=STATES[state] == "failed"
        and short.tlvs.get(NETWORK_ERROR_CODE) == GSM_UNKNOWN_SUBSCRIBER,
    )


def moment(told: str, zone: str) -> datetime | None:
    """YYMMDDhhmm, with seconds or without, on the centre's clock; None for anything else."""
    if not re.fullmatch(r"[0-9]{10}(?:[0-9]{2})?", told):
        return None
    try:
        return (
            datetime.strptime(told.ljust(12, "0"), "%y%m%d%H%M%S")
            .replace(tzinfo=ZoneInfo(zone))
            .astimezone(UTC)
        )
    except ValueError:
        return None
