"""What every channel declares and how it is spoken to; `core` values in, outcomes and receipts out.

A channel is one folder with a `channel.py` that has a module constant `CHANNEL`; it is found by itself
(`tidings.channels.discover`). It needs no tables: what it needs is handed in, what comes in goes out by `Ports`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from tidings.core.campaign_files.surfaces import Mistake
from tidings.core.genuine.faces import Face, checked, head
from tidings.core.notice import Composed
from tidings.core.notice_words import NoticeWords

OutcomeState = Literal["accepted", "transient", "permanent", "unknown"]
ReceiptState = Literal["accepted", "delivered", "seen", "transient", "failed", "expired"]


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
    """One contact, ready for any channel to draw in its own medium.

    `surface` is what the campaign says about this channel alone (a template's name, say); `heard_at` is when this
    address last wrote to us on this channel. `at` is the moment of sending, from the caller's clock.
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

    @property
    def is_answer(self) -> bool:
        """A short answer to somebody who wrote: what it says stands alone, with no code, no topic and no links."""
        return not (self.code or self.topic_title)


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


class NotGenuine(ValueError):
    """A request at our receipts address is not signed by the other side, or is too old; says what is wrong."""


class Unreadable(ValueError):
    """Something that came in cannot be understood; it is set aside with this reason, never lost."""


class Ports(Protocol):
    """What a channel is handed of the world: where to put what comes in, and the time."""

    def keep(self, raw: Raw) -> bool:
        """Save it, committed, before the other side is told that we have it; False when it was there already."""
        ...

    def kept(self, kind: str, prefix: str, *, since: datetime) -> Sequence[Raw]:
        """What this account has kept of a kind since then, of the keys that begin so: the parts of one message, say."""
        ...

    def now(self) -> datetime: ...


class Unplugged:
    """Ports of a way out by which nothing comes in: what is kept is dropped, the time stands still."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def keep(self, raw: Raw) -> bool:
        return True

    def kept(self, kind: str, prefix: str, *, since: datetime) -> Sequence[Raw]:
        return ()

    def now(self) -> datetime:
        return self.at


class Sender(Protocol):
    """An open way out (a kept connection); not shared between threads."""

    def send(self, message: Message) -> Outcome: ...

    def close(self) -> None: ...


class ManySender(Sender, Protocol):
    """A way out that is faster with many under way at once (pipelining, a window).

    `send_all` draws messages from the iterable as it has room for them and gives each back with its outcome, in any
    order, each exactly once; a message that cannot be drawn has the outcome `permanent`. Once the way is lost it stops
    drawing; what was drawn has its outcome, what was not remains with the caller.
    """

    def send_all(self, messages: Iterable[Message]) -> Iterator[tuple[Message, Outcome]]: ...


class Listener(Protocol):
    """A connection or port held open for what comes in; `run` returns soon after `stopping()` says so."""

    def run(self) -> None: ...

    def stop(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One setting of a channel: a form field, an environment variable and a doctor's check come from it.

    `required`: without it the channel is not ready and is never chosen. `choices` and `pattern` bind what may be written.
    """

    name: str
    says: str
    default: str = ""
    secret: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How fast may be sent, at most, to what `per` names: an "account" (one sender) or a "destination"."""

    per: Literal["account", "destination"]
    per_s: float
    burst: int


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a channel's own check of its settings found: whether it is well, and the mend where it is not."""

    well: bool
    says: str
    mend: str = ""


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What a channel says of itself.

    Abilities: html, links, attachments, replies, one_click_stop, receipts, seen (says when it was read), expiry (the
    other side drops it when it is too late), same_id_again (a repeated hand-over bears the same id, so that an unknown
    outcome may be tried again), asks (the other side can be asked what became of a message), spoken (a call), far_ends (each destination is
    a far end of its own: one that cannot be reached says nothing of the others).
    `receipts` are the states a receipt can have. `cost` is what one `cost_unit` usually costs, in the company's
    currency, for comparing channels; the company can state its own.
    """

    name: str
    says: str
    address_kind: str
    abilities: frozenset[str]
    settings: tuple[Setting, ...] = ()
    receipts: tuple[ReceiptState, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    paces: tuple[Pace, ...] = ()
    cost: float = 0.0
    cost_unit: str = "message"


class Channel:
    """A way to reach someone. What a channel cannot do it leaves as it stands here."""

    declaration: Declaration

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        """A new way out; connects lazily, on the first send. Raises ValueError for settings that cannot be right."""
        raise NotImplementedError

    def draw(self, message: Message) -> Drawing | None:
        """How it would look, sending nothing; None where there is nothing to see. Raises `CannotCompose`."""
        return None

    def faces(self, message: Message, settings: Mapping[str, str]) -> Sequence[Face]:
        """How this account's message reads to whoever got it, so that what they paste can be compared with it.

        None where that is not known, or where it bears no check code. Raises `CannotCompose`, ValueError.
        """
        drawing = self.draw(message)
        if drawing is None or not message.code or message.code not in drawing.text:
            return ()
        who = head(sender=message.letterhead.name, address=message.letterhead.sender_address)
        return [Face((*who, *checked(drawing.text.splitlines(), code=message.code)))]

    def surface(self, said: Mapping[str, Any], notices: Mapping[str, NoticeWords]) -> Sequence[Mistake]:
        """What is wrong with a campaign's part about this channel alone; `notices` are its words by language."""
        name = self.declaration.name
        return [Mistake(at=(key,), says=f"{name} takes no {key}", mend="leave it out") for key in said]

    def paces(self, settings: Mapping[str, str]) -> Sequence[Pace]:
        """How fast this account may send: as declared, unless its settings say what it has been granted."""
        return self.declaration.paces

    def people_a_day(self, settings: Mapping[str, str]) -> int | None:
        """How many different people this account may begin with in any 24 hours; None for as many as there are."""
        return None

    def destination(self, address: str) -> str:
        """What an address shares its fate and its pace with: a mail domain, a country code ("" for nothing)."""
        return ""

    def key(self, raw: Raw) -> str:
        """What names a request at our receipts address for ever: the other side's own id of it, else its content."""
        digest = hashlib.sha256(raw.url.partition("?")[2].encode() + b"\0" + raw.body).hexdigest()
        return raw.headers.get("webhook-id") or digest

    def answer(self, raw: Raw, settings: Mapping[str, str]) -> Answer:
        """To a request at our receipts address, its signature verified; raises `NotGenuine`."""
        raise NotGenuine("this channel takes no requests")

    def read(self, raw: Raw, settings: Mapping[str, str]) -> Sequence[Heard]:
        """What is in something that came in; raises `Unreadable`. Pure: the same raw gives the same answer."""
        raise Unreadable("this channel hears nothing")

    def listen(self, settings: Mapping[str, str], ports: Ports) -> Listener | None:
        """Holds open what brings news by itself; None where nothing does."""
        return None

    def ask(self, message_id: str, provider_id: str, settings: Mapping[str, str]) -> Receipt | None:
        """What became of a message whose outcome is unknown; None when the other side does not know it either."""
        return None

    def check(self, settings: Mapping[str, str]) -> Sequence[Finding]:
        """Whether the settings work, asking the other side where that harms nothing (for `tidings doctor`)."""
        return ()
