"""The body of a mail as fixed octets with places between them: drawn once for every mail of one shape, filled for each person.

The faces themselves (`html.py`, `text.py`) draw the frame, from a message whose personal words are marks; so a filled
frame says octet for octet what the faces would. Only a person's own words are escaped and encoded for each mail.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import escape

from tidings.channels.contract import Message
from tidings.channels.email.html import html
from tidings.channels.email.printable import SOFT_BREAK, printable
from tidings.channels.email.shape import MARK, Shape, shape_of, stand_in, words_of
from tidings.channels.email.text import flowed, paragraphs

LONGEST_REMEMBERED = 1_000  # characters
TO_ESCAPE = re.compile("[&<>\"']")
Paragraph = tuple[str | int, ...]


@dataclass(frozen=True)
class Frame:
    """Fixed octets and places in turn. `html` and `text` begin and end with fixed octets; a place is the number of a word."""

    html: tuple[bytes | int, ...]
    text: tuple[bytes | Paragraph, ...]


def faces(message: Message, subject: str) -> tuple[bytes, bytes]:
    """The text and the HTML of a mail, in quoted-printable (RFC 2045 6.7)."""
    frame, words = frame_of(shape_of(message)), words_of(message, subject)
    text = [part if isinstance(part, bytes) else paragraph(part, words) for part in frame.text]
    page = [part if isinstance(part, bytes) else word(words[part]) for part in frame.html]
    return b"".join(text), b"".join(page)


def paragraph(parts: Paragraph, words: Sequence[str]) -> bytes:
    said = "".join([part if isinstance(part, str) else words[part] for part in parts])
    return text_remembered(said) if len(said) <= LONGEST_REMEMBERED else in_text(said)


def word(said: str) -> bytes:
    return html_remembered(said) if len(said) <= LONGEST_REMEMBERED else in_html(said)


def in_text(said: str) -> bytes:
    return printable(flowed(said)) + b"\r\n"


def in_html(said: str) -> bytes:
    return printable(str(escape(said)) if TO_ESCAPE.search(said) else said) + SOFT_BREAK


# Of what a campaign tells each person, much is the same for the next one.
text_remembered, html_remembered = lru_cache(maxsize=1024)(in_text), lru_cache(maxsize=1024)(in_html)


@lru_cache(maxsize=256)
def frame_of(shape: Shape) -> Frame:
    """As many as campaigns have shapes; the oldest is drawn again when there are more."""
    example = stand_in(shape)
    return Frame(html=tuple(html_parts(example)), text=tuple(text_parts(example)))


def html_parts(example: Message) -> list[bytes | int]:
    pieces = MARK.split(html(example, example.composed.subject))
    return [
        int(piece) if place % 2 else printable(piece) + (SOFT_BREAK if place + 1 < len(pieces) else b"")
        for place, piece in enumerate(pieces)
    ]


def text_parts(example: Message) -> list[bytes | Paragraph]:
    """Paragraphs of fixed words are wrapped here, once; those with places when they are filled."""
    parts: list[bytes | Paragraph] = []
    for number, block in enumerate(paragraphs(example)):
        parts += [b"\r\n"] if number else []
        parts += [places(said) if MARK.search(said) else fixed(said) for said in block]
    return parts


def places(said: str) -> Paragraph:
    pieces = MARK.split(said)
    return tuple(int(piece) if place % 2 else piece for place, piece in enumerate(pieces) if piece)


def fixed(said: str) -> bytes:
    return printable(flowed(said)) + b"\r\n"
