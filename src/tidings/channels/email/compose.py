"""A message as the octets that cross the wire: well-formed, the same for the same message, and quick to make.

Written by hand rather than by `email.message`, which takes several times as long as handing the result over.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from tidings.channels.contract import CannotCompose, Message
from tidings.channels.email.address import mailbox, on_the_wire, one_line, unstructured
from tidings.channels.email.at_home import at_home
from tidings.channels.email.dkim import signed
from tidings.channels.email.enclosing import enclosed, parts
from tidings.channels.email.frame import faces
from tidings.channels.email.identity import NOBODY, Identity
from tidings.channels.email.return_path import Use

LONGEST_SUBJECT = 250
BARE, NOT_BARE = re.compile(r"[A-Za-z0-9._-]{1,60}"), re.compile(r"[^A-Za-z0-9._-]+")
CODING = b"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
TEXT = b"\r\nContent-Type: text/plain; charset=utf-8; format=flowed" + CODING
HTML = b"\r\nContent-Type: text/html; charset=utf-8" + CODING


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What SMTP is handed: envelope and octets. `international`: the server must take UTF-8 headers (RFC 6531)."""

    sender: str
    recipient: str
    octets: bytes
    international: bool = False


def compose(message: Message, identity: Identity = NOBODY) -> Letter:
    """The letter for `message`, signed; raises `CannotCompose` when an address or the id is no good."""
    sender, recipient = sender_of(message.letterhead.sender_address), on_the_wire(message.to)
    subject = subject_of(message)
    id = message_id(message)
    body = alternatives(message, subject)
    head = headers(message, identity, sender, recipient, subject)
    seals = signed(identity.signers, head, body, at=int(message.at.timestamp())) if identity.signers else []
    return Letter(
        sender=ours(identity, "bounce", id) or sender,
        recipient=recipient,
        octets="\r\n".join([*seals, *head, "\r\n"]).encode() + body,
        international=not (sender + recipient).isascii(),
    )


def subject_of(message: Message) -> str:
    return (one_line(message.composed.subject) or one_line(message.composed.what))[:LONGEST_SUBJECT]


def headers(message: Message, identity: Identity, sender: str, recipient: str, subject: str) -> list[str]:
    """Every header, folded, without the CRLF at its end."""
    id = message_id(message)
    return [
        from_line(message.letterhead.sender_name or message.letterhead.name, sender),
        mailbox("To", message.to_name, recipient),
        unstructured("Subject", subject),
        f"Date: {date(message.at)}",
        f"Message-ID: <{id}>",
        *reply_to(message, ours(identity, "reply", id)),
        f"Content-Language: {token(message.language)}",
        *automatic(message),
        *one_click_stop(message, ours(identity, "stop", id)),
        f"X-Tidings-Code: {token(message.code)}",
        f"Feedback-ID: {token(message.campaign)}:{token(message.purpose)}:tidings:{sender.rpartition('@')[2]}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative;\r\n boundary="{boundary(message)}"',
    ]


def ours(identity: Identity, use: Use, id: str) -> str:
    """Where that comes back to; "" where nothing of ours receives it."""
    return identity.return_path.address(use, id) if identity.return_path else ""


@lru_cache(maxsize=64)
def sender_of(address: str) -> str:
    return on_the_wire(address)


@lru_cache(maxsize=64)
def from_line(name: str, sender: str) -> str:
    return mailbox("From", name, sender)


@lru_cache(maxsize=16)
def date(at: datetime) -> str:
    return format_datetime(at)


def message_id(message: Message) -> str:
    return bare_id(message.message_id)


@lru_cache(maxsize=64)
def bare_id(id: str) -> str:
    left, at, right = id.strip("<>").partition("@")
    if not (left and at and right) or token(left) != left or token(right) != right:
        raise CannotCompose("the message id must be LEFT@RIGHT, of letters, digits, dots and hyphens")
    return f"{left}@{right}"


def token(value: str) -> str:
    """A value as a bare word of a header: letters, digits, dots, hyphens and underscores; never empty."""
    return value if BARE.fullmatch(value) else NOT_BARE.sub("", value)[:60] or "none"


def reply_to(message: Message, threaded: str) -> list[str]:
    """The company's own address where it names one; else ours, which knows the message."""
    head = message.letterhead
    address = on_the_wire(head.reply_to) if head.reply_to else threaded
    return [mailbox("Reply-To", head.name, address)] if address else []


def automatic(message: Message) -> list[str]:
    """RFC 3834 5: what an event set off bears the mark; an offer that people chose to send does not."""
    return [] if message.purpose == "marketing" else ["Auto-Submitted: auto-generated"]


def one_click_stop(message: Message, by_mail: str) -> list[str]:
    """RFC 2369 and RFC 8058: a mail program's own stop button, and the mail that it sends where it cannot post."""
    stop = message.links.stop
    if not stop:
        return []
    if not stop.isascii() or any(sign in stop for sign in "<>, \r\n\t") or len(stop) > 900:
        raise CannotCompose("the stop link is no plain web address")
    mail = f",\r\n <mailto:{by_mail}?subject=unsubscribe>" if by_mail else ""
    return [f"List-Unsubscribe: <{stop}>{mail}", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]


def boundary(message: Message) -> str:
    """Never part of a text: in quoted-printable no "=" is followed by "_" (RFC 2045 6.7)."""
    return boundary_of(message.message_id)


@lru_cache(maxsize=64)
def boundary_of(id: str) -> str:
    return "=_" + hashlib.sha256(id.encode()).hexdigest()[:24]


def alternatives(message: Message, subject: str) -> bytes:
    """The body: text first, HTML last, as RFC 2046 5.1.4 orders them."""
    fence = f"--{boundary(message)}".encode()
    message = enclosed(at_home(message))
    text, page = faces(message, subject)
    shown = related(message, page) if message.pictures else HTML + page
    return b"".join([fence, TEXT, text, fence, shown, b"\r\n", fence, b"--\r\n"])


def related(message: Message, page: bytes) -> bytes:
    """The HTML with the pictures it shows (RFC 2387)."""
    inner = f"=_s{boundary(message)[2:]}"
    fence = f"\r\n--{inner}".encode()
    head = f'\r\nContent-Type: multipart/related; type="text/html";\r\n boundary="{inner}"\r\n'.encode()
    pictures = b"".join(fence + part for part in parts(message))
    return b"".join([head, fence, HTML, page, pictures, fence, b"--\r\n"])
