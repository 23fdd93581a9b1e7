"""What goes out: one contact ready to be drawn, how it looks, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from tidings.core.notice import Composed

OutcomeState = Literal["accepted", "transient", "permanent", "unknown"]


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Who speaks: what every surface says about the company."""

    name: str
    sender_name: str
    sender_address: str
    postal_address: str = ""
    help_line: str = ""
    reply_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Links:
    """The signed addresses a message carries (absolute https/http URLs on the company's own domain; empty: none)."""

    notice: str
    check: str
    preferences: str
    stop: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture of an evidence object, ready to be shown: JPEG or PNG without metadata, sides in pixels."""

    content_type: str
    content: bytes
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Message:
    """One contact, ready for any channel to draw in its own medium.

    `surface` is what the campaign says about this channel alone (a template's name, say); `heard_at` is when this
    address last wrote to us on this channel. `at` is the moment of sending, from the caller's clock. `pictures` are those of
    its evidence, by place (from 1), each in several sizes, largest first; only for a channel with the ability "pictures".
    """

    to: str
    to_name: str
    message_id: str
    code: str
    purpose: str
    topic_title: str
    language: str
    composed: Composed
    letterhead: Letterhead
    links: Links
    at: datetime
    expires_at: datetime
    campaign: str = ""
    urgency: str = "normal"
    surface: Mapping[str, Any] = field(default_factory=dict)
    heard_at: datetime | None = None
    pictures: Mapping[int, Sequence[Picture]] = field(default_factory=dict)

    @property
    def is_answer(self) -> bool:
        """A short answer to somebody who wrote: what it says stands alone, with no code, no topic and no links."""
        return not (self.code or self.topic_title)


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """How a message looks on this channel, for whoever writes campaigns: its words, its HTML, or a picture (PNG, SVG).

    `notes` are what its author should know: "2 segments", "the name was shortened".
    """

    title: str = ""
    text: str = ""
    html: str = ""
    picture: bytes = b""
    picture_type: str = "image/png"
    notes: tuple[str, ...] = ()


class CannotCompose(ValueError):
    """This message cannot be drawn for the channel (its own fault, whatever the way out); says why."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a send. `unknown` means: it may have gone out (never resend blindly what has no idempotency).

    `unreachable` blames the way, not the message: no connection could be made, it died, or the other side does not
    know us (wrong credentials). `throttled`: the other side asks this account or destination to slow down. `provider_id` is
    the other side's name for the message, by which receipts find it; `parts` what it is paid by (segments, sheets).
    """

    state: OutcomeState
    says: str = ""
    retry_after_s: float | None = None
    address_dead: bool = False
    provider_id: str = ""
    unreachable: bool = False
    throttled: bool = False
    parts: int = 1
