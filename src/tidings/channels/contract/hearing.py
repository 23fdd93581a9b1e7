"""What comes in: as it came, what is read in it, and what the other side is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

ReceiptState = Literal["accepted", "delivered", "seen", "transient", "failed", "expired"]


@dataclass(frozen=True, kw_only=True)
class Raw:
    """Something that came in, as it came: a request at our receipts address, a PDU, a mail. `key` names it for ever.

    The same key twice is the same thing again. `headers` are in lower case.
    """

    kind: str
    key: str
    body: bytes
    at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the channel said afterwards about one message, by our id, or by the other side's.

    `address_dead`: the address is no good for anybody (a hard bounce). `key` names the receipt within its `Raw`.
    `address`, where no id is given: it speaks of all that went to this address until `at`.
    """

    key: str
    state: ReceiptState
    at: datetime | None = None
    message_id: str = ""
    provider_id: str = ""
    says: str = ""
    address_dead: bool = False
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Somebody wrote to us: `sender` is their address on this channel, `automatic` what no person wrote.

    `own_id` is the other side's name for these words: they are the same in whatever company they come again.
    """

    key: str
    sender: str
    text: str
    at: datetime | None = None
    said_to: str = ""
    message_id: str = ""
    provider_id: str = ""
    subject: str = ""
    automatic: bool = False
    own_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """The channel itself tells us that somebody wants no more: a complaint, a carrier's block, an unsubscription.

    `scope` is as in a stop ("all", "purpose:marketing", "" for what the message was about).
    """

    key: str
    address: str = ""
    at: datetime | None = None
    message_id: str = ""
    provider_id: str = ""
    scope: str = ""
    complaint: bool = False
    says: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody forwarded a message (`octets`, as it came) and asks whether it is ours.

    `proven`: it is certain that `sender` sent it, so that they may be answered.
    """

    key: str
    sender: str
    octets: bytes
    at: datetime | None = None
    proven: bool = False
    automatic: bool = False


Heard = Receipt | Reply | Stopped | Asked


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the other side is told when it calls our receipts address; `keep` says whether the request is news to keep."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    keep: bool = True


class NotGenuine(ValueError):
    """A request at our receipts address is not signed by the other side, or is too old; says what is wrong."""


class Unreadable(ValueError):
    """Something that came in cannot be understood; it is set aside with this reason, never lost."""
