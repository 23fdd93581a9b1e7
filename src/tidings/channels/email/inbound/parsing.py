"""A mail from outside, taken apart within bounds, whatever is in it (RFC 5322, RFC 2045)."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header
from email.message import Message as Mail
from email.utils import parseaddr

from tidings.channels.contract import Unreadable

MOST_OCTETS = 1_000_000  # what is behind them is somebody's attachment
MOST_PARTS = 60
LONGEST_HEADER = 2_000
MESSAGE_ID = re.compile(r"<([^<>\s@]{1,200}@[^<>\s@]{1,200})>")


def parsed(octets: bytes) -> Mail:
    """Raises `Unreadable` for what is built to be expensive."""
    if octets[:MOST_OCTETS].lower().count(b"multipart/") > MOST_PARTS:
        raise Unreadable("it has more parts than any honest mail")
    return message_from_bytes(octets[:MOST_OCTETS])


def parts(mail: Mail, kind: str) -> Iterator[Mail]:
    """The parts of a content type, also within others."""
    return (part for part in mail.walk() if part.get_content_type() == kind)


def header(mail: Mail, name: str) -> str:
    """A header as words, its encoded parts decoded; "" where there is none."""
    said = raw_header(mail, name)[:LONGEST_HEADER]
    try:
        pieces = decode_header(said)
        return " ".join("".join(map(word, pieces)).split())
    except (ValueError, LookupError):
        return " ".join(said.split())


def raw_header(mail: Mail, name: str) -> str:
    """As it stands there; octets beyond ASCII are read as UTF-8 (RFC 6532)."""
    for known, said in mail.raw_items():
        if known.lower() == name.lower():
            return str(said).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return ""


def word(piece: tuple[bytes | str, str | None]) -> str:
    said, charset = piece
    return said if isinstance(said, str) else decoded(said, charset)


def decoded(octets: bytes, charset: str | None) -> str:
    """What a character set we do not know says is read as UTF-8; never fails."""
    try:
        return octets.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        return octets.decode("utf-8", "replace")


def words(part: Mail) -> str:
    """The words of one part."""
    octets = part.get_payload(decode=True)
    said = decoded(octets, part.get_content_charset()) if isinstance(octets, bytes) else ""
    return said.replace("\x00", "")


def address_in(mail: Mail, name: str) -> str:
    """The address of a header with one mailbox; "" where it has none."""
    found = parseaddr(header(mail, name))[1]
    return found if "@" in found and not any(sign.isspace() for sign in found) else ""


def message_ids(mail: Mail, name: str) -> list[str]:
    """The message ids of a header, without their brackets."""
    return MESSAGE_ID.findall(raw_header(mail, name)[: 10 * LONGEST_HEADER])


def report_of(mail: Mail) -> str:
    """What a report is about (RFC 6522): "delivery-status", "feedback-report"; "" for what is none."""
    if mail.get_content_type() != "multipart/report":
        return ""
    return str(mail.get_param("report-type") or "").lower()


def returned_head(mail: Mail) -> Mail | None:
    """The head of the message that a report gives back: ours, as the reporter saw it."""
    for part in parts(mail, "message/rfc822"):
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Mail):
            return inner[0]
    for part in parts(mail, "text/rfc822-headers"):
        return message_from_bytes(words(part).encode("utf-8", "replace"))
    return None
