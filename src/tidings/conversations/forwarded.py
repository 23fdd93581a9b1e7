"""What is in a mail that somebody forwarded to ask whether it is ours: the original, attached or quoted in theirs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from tidings.core.genuine.harmless.edges import MARKS
from tidings.core.genuine.html_text import html_text

MOST_OCTETS = 2_000_000
# Outlook writes no mark, only the head of what it forwards.
HEAD = r"[*]?(?:From|De|Von):[*]?[ ].*\n[> *]*(?:Sent|Date|Enviado|Enviada em|Data|Fecha|Gesendet|Datum|Envoyé)[ ]?:"
BEGINS = re.compile(rf"^[> *]*(?:(?:{MARKS})|{HEAD})", re.MULTILINE)


@dataclass(frozen=True)
class Forwarded:
    """A text that is asked about; what stands before `begins` are the forwarder's own words."""

    text: str
    begins: int = 0


def forwarded(octets: bytes) -> list[Forwarded]:
    """Every face of what was forwarded, each of which must be ours; empty where there is nothing to read."""
    if len(octets) > MOST_OCTETS:
        return []
    mail = message_from_bytes(octets, policy=default)
    assert isinstance(mail, EmailMessage)
    attached = next((part for part in mail.walk() if part.get_content_type() == "message/rfc822"), None)
    if attached is None:
        return [quoted(text) for text in list(faces(mail))[-1:]]
    original = attached.get_content()
    return [Forwarded(f"{head(original)}\n\n{text}") for text in faces(original)]


def faces(mail: EmailMessage) -> Iterator[str]:
    """The plain face, then the HTML one, as they are read."""
    for kind in ("plain", "html"):
        part = mail.get_body((kind,))
        try:
            said = part.get_content() if part else ""
        except (LookupError, ValueError):  # a character set nobody knows
            said = ""
        if said.strip():
            yield html_text(said) if kind == "html" else said


def head(original: EmailMessage) -> str:
    """Who it says it is from, and its subject: they are compared too."""
    return f"From: {original.get('From', '')}\nSubject: {original.get('Subject', '')}"


def quoted(text: str) -> Forwarded:
    found = BEGINS.search(text)
    return Forwarded(text, found.start() if found else 0)
