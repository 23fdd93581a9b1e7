"""The submit_sm bodies of a message."""

from collections import deque
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from zlib import crc32

from tidings.channels.contract import CannotCompose, Message
from tidings.channels.sms.senders import SenderId
from tidings.channels.sms.smpp.message import UDHI, Party, Short
from tidings.channels.sms.smpp.passage import Piece
from tidings.channels.sms.text import Text

GSM, UCS2 = 0, 8  # data_coding
FINAL_RECEIPT = 1  # registered_delivery: tell of success and of failure
NUMBERING = {"number": (1, 1), "short code": (3, 0), "name": (5, 0)}  # type of number, numbering plan
LONGEST_LIFE = timedelta(days=30)  # beyond it relative periods count in months; no centre keeps texts so long


def pieces(message: Message, text: Text, sender: SenderId, *, payload: bool) -> deque[Piece]:
    """One a segment, or one for all as message_payload; raises `CannotCompose` for what SMPP cannot carry."""
    if sender.kind not in NUMBERING:
        raise CannotCompose(f"SMPP carries no sender of the kind {sender.kind}")
    ton, npi = NUMBERING[sender.kind]
    whole = partial(
        Short,
        source=Party(address=sender.address.removeprefix("+"), ton=ton, npi=npi),
        destination=Party(address=message.to.removeprefix("+")),
        data_coding=GSM if text.layout.alphabet else UCS2,
        validity=validity(message),
        urgent=message.urgency == "now",
    )
    layout = text.layout
    if layout.count == 1 or payload:
        head = layout.header(1, 0) if layout.count == 1 else b""
        return deque(
            [piece(whole, head, b"".join(layout.parts), last=True, payload=payload and layout.count > 1)]
        )
    # From the message's id: a part that is handed over again joins the same message on the telephone.
    reference = crc32(message.message_id.encode("utf-8", "replace"))
    return deque(
        piece(whole, layout.header(number, reference), part, last=number == layout.count)
        for number, part in enumerate(layout.parts, start=1)
    )


def piece(
    whole: Callable[..., Short], head: bytes, text: bytes, *, last: bool, payload: bool = False
) -> Piece:
    short = whole(
        text=head + text,
        esm_class=UDHI if head else 0,
        registered_delivery=FINAL_RECEIPT if last else 0,
        payload=payload,
    )
    return Piece(short.body(), last)


def validity(message: Message) -> str:
    """How long the centre may try, by its own clock (a relative period: SMPP 3.4, 7.1.1.2)."""
    left = min(message.expires_at - message.at, LONGEST_LIFE)
    days, seconds = divmod(max(1, int(left.total_seconds())), 86_400)
    return f"0000{days:02}{seconds // 3600:02}{seconds // 60 % 60:02}{seconds % 60:02}000R"
