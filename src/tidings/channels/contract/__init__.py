"""What every channel declares and how it is spoken to; `core` values in, outcomes and receipts out.

A channel is one folder with a `channel.py` that has a module constant `CHANNEL`; it is found by itself
(`tidings.channels.discover`). It needs no tables: what it needs is handed in, what comes in goes out by `Ports`.
"""

from tidings.channels.contract.declaration import Declaration, Finding, Pace, Setting
from tidings.channels.contract.every_channel import Channel
from tidings.channels.contract.hearing import (
    Answer,
    Asked,
    Heard,
    NotGenuine,
    Raw,
    Receipt,
    ReceiptState,
    Reply,
    Stopped,
    Unreadable,
)
from tidings.channels.contract.message import (
    CannotCompose,
    Drawing,
    Letterhead,
    Links,
    Message,
    Outcome,
    OutcomeState,
    Picture,
)
from tidings.channels.contract.ways import Listener, ManySender, Ports, Sender, Unplugged

__all__ = [
    "Answer",
    "Asked",
    "CannotCompose",
    "Channel",
    "Declaration",
    "Drawing",
    "Finding",
    "Heard",
    "Letterhead",
    "Links",
    "Listener",
    "ManySender",
    "Message",
    "NotGenuine",
    "Outcome",
    "OutcomeState",
    "Pace",
    "Picture",
    "Ports",
    "Raw",
    "Receipt",
    "ReceiptState",
    "Reply",
    "Sender",
    "Setting",
    "Stopped",
    "Unplugged",
    "Unreadable",
]
