"""What every channel declares and how it is spoken to; `core` values in, an `Outcome` out.

A channel is one folder with a `channel.py` that has a module constant `CHANNEL`; it is found by itself
(`tidings.channels.discover`). It needs no tables: `send` gets all it needs handed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

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
class Message:
    """One contact, ready for any channel to draw in its own medium."""

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


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a send. `unknown` means: it may have gone out (never resend blindly what has no idempotency).

    `unreachable` blames the way, not the message: no connection could be made, or it died.
    """

    state: OutcomeState
    says: str = ""
    retry_after_s: float | None = None
    address_dead: bool = False
    provider_id: str = ""
    unreachable: bool = False


class CannotCompose(ValueError):
    """This message cannot be drawn for the channel (its own fault, whatever the way out); says why."""


class Sender(Protocol):
    """An open way out (a kept connection); not shared between threads."""

    def send(self, message: Message) -> Outcome: ...

    def close(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One setting of a channel: a form field, an environment variable and a doctor's check come from it."""

    name: str
    says: str
    default: str = ""
    secret: bool = False


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What a channel says of itself.

    Abilities: html, links, attachments, replies, one_click_stop, same_id_again (a repeated hand-over bears the same
    id, so that an unknown outcome may be tried again), receipts.
    """

    name: str
    says: str
    address_kind: str
    abilities: frozenset[str]
    settings: tuple[Setting, ...] = ()
    receipts: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)


class Channel(Protocol):
    """A way to reach someone."""

    declaration: Declaration

    def open(self, settings: Mapping[str, str]) -> Sender:
        """A new way out; connects lazily, on the first send."""
        ...
