"""A message as the octets that cross the wire: well-formed, the same for the same message, and quick to make.

Written by hand rather than by `email.message`, which takes several times as long as handing the result over.
"""

import binascii
import hashlib
from dataclasses import dataclass
from email.utils import format_datetime

from tidings.channels.contract import CannotCompose, Message
from tidings.channels.email.address import mailbox, on_the_wire, one_line, unstructured
from tidings.channels.email.html import html
from tidings.channels.email.text import text

LONGEST_SUBJECT = 250


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What SMTP is handed: envelope and octets. `international`: the server must take UTF-8 headers (RFC 6531)."""

    sender: str
    recipient: str
    octets: bytes
    international: bool = False


def compose(message: Message) -> Letter:
    """The letter for `message`; raises `CannotCompose` when an address or the id is no good."""
    sender, recipient = on_the_wire(message.letterhead.sender_address), on_the_wire(message.to)
    subject = (one_line(message.composed.subject) or one_line(message.composed.what))[:LONGEST_SUBJECT]
    head = headers(message, sender, recipient, subject)
    body = alternatives(message, subject)
    return Letter(
        sender=sender,
        recipient=recipient,
        octets=f"{head}\r\n".encode() + body,
        international=not (sender + recipient).isascii(),
    )


def headers(message: Message, sender: str, recipient: str, subject: str) -> str:
    """Every header line, each ended by CRLF."""
    lines = [
        mailbox("From", message.letterhead.sender_name or message.letterhead.name, sender),
        mailbox("To", message.to_name, recipient),
        unstructured("Subject", subject),
        f"Date: {format_datetime(message.at)}",
        f"Message-ID: <{message_id(message)}>",
        *reply_to(message),
        f"Content-Language: {token(message.language)}",
        *automatic(message),
        *one_click_stop(message),
        f"X-Tidings-Code: {token(message.code)}",
        f"Feedback-ID: {token(message.campaign)}:{token(message.purpose)}:tidings:{sender.rpartition('@')[2]}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative;\r\n boundary="{boundary(message)}"',
    ]
    return "".join(f"{line}\r\n" for line in lines)


def message_id(message: Message) -> str:
    left, at, right = message.message_id.strip("<>").partition("@")
    if not (left and at and right) or token(left) != left or token(right) != right:
        raise CannotCompose("the message id must be LEFT@RIGHT, of letters, digits, dots and hyphens")
    return f"{left}@{right}"


def token(value: str) -> str:
    """A value as a bare word of a header: letters, digits, dots, hyphens and underscores; never empty."""
    return (
        "".join(sign for sign in value if sign.isascii() and (sign.isalnum() or sign in "-_."))[:60] or "none"
    )


def reply_to(message: Message) -> list[str]:
    head = message.letterhead
    return [mailbox("Reply-To", head.name, on_the_wire(head.reply_to))] if head.reply_to else []


def automatic(message: Message) -> list[str]:
    """RFC 3834 5: what an event set off bears the mark; an offer that people chose to send does not."""
    return [] if message.purpose == "marketing" else ["Auto-Submitted: auto-generated"]


def one_click_stop(message: Message) -> list[str]:
    """RFC 2369 and RFC 8058: a mail program's own stop button."""
    stop = message.links.stop
    if not stop:
        return []
    if not stop.isascii() or any(sign in stop for sign in "<>, \r\n\t") or len(stop) > 900:
        raise CannotCompose("the stop link is no plain web address")
    return [f"List-Unsubscribe: <{stop}>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]


def boundary(message: Message) -> str:
    """Never part of a text: in quoted-printable no "=" is followed by "_" (RFC 2045 6.7)."""
    return "=_" + hashlib.sha256(message.message_id.encode()).hexdigest()[:24]


def alternatives(message: Message, subject: str) -> bytes:
    """The body: text first, HTML last, as RFC 2046 5.1.4 orders them."""
    fence = f"--{boundary(message)}".encode()
    return b"\r\n".join(
        [
            fence,
            part("text/plain; charset=utf-8; format=flowed", text(message)),
            fence,
            part("text/html; charset=utf-8", html(message, subject)),
            fence + b"--\r\n",
        ]
    )


def part(kind: str, words: str) -> bytes:
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
    return head + quoted_printable(words)


def quoted_printable(words: str) -> bytes:
    """RFC 2045 6.7 with CRLF line ends; a character that no encoding has becomes "?"."""
    lines = "\r\n".join(words.splitlines())
    return binascii.b2a_qp(lines.encode("utf-8", "replace"), istext=True)
