"""Words as quoted-printable (RFC 2045 6.7), piece by piece."""

import binascii

SOFT_BREAK = b"=\r\n"  # ends a line that goes on: what is encoded apart can be joined by it
SHORT = 74


def printable(words: str) -> bytes:
    """Lines ended by CRLF; a character that no encoding has becomes "?"."""
    if len(words) < SHORT and words.isascii() and words.isprintable() and plain(words):
        return words.encode()
    if "\n" in words or "\r" in words:
        words = "\r\n".join(words.splitlines())
    # Its soft line breaks follow the first line end it sees.
    return binascii.b2a_qp(words.encode("utf-8", "replace") + b"\r\n", istext=True)[:-2]


def plain(words: str) -> bool:
    """Whether it stands for itself: nothing to encode, no space at its end, no lone dot."""
    return "=" not in words and not words.endswith((" ", "."))
