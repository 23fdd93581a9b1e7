"""Numbers in a registry's XML as lines of text, found while it is read: whatever its size, nothing of it is kept.

`<ac val="202"><ph val="5550123" change="A"/></ac>`, `<delete><phone>2025550123</phone></delete>`.
"""

import re
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

AT_ONCE = 1 << 16  # bytes
MOST_DEEP = 50  # elements within one another
LONGEST_VALUE = 1000  # characters
AREA = re.compile(r"\d{3}")
NUMBER = re.compile(r"[+\d][\d\s-]{6,}")
ACTION = re.compile(r"a|d|add|del|delete|remove|r", re.IGNORECASE)


class XmlRefused(ValueError):
    """XML that no registry's keeper gives out; the text says why."""


def xml_lines(part: IO[bytes]) -> Iterator[str]:
    """Each number with its area code before and its change behind, where they stand around it; raises `XmlRefused`."""
    found = Numbers()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    parser.CharacterDataHandler = found.text
    try:
        while chunk := part.read(AT_ONCE):
            parser.Parse(chunk, False)
            yield from found.taken()
        parser.Parse(b"", True)
    except expat.ExpatError as broken:
        raise XmlRefused(f"is XML that breaks off ({broken}); fetch it again") from None
    yield from found.taken()


def refuse_doctype(*_: object) -> None:
    # Entities are declared there, and a few lines of them unpack to any size.
    raise XmlRefused("holds a document type, which no registry's file needs; take it out")


class Numbers:
    """The elements that are open, the last area code and change named, and the lines found since they were taken."""

    def __init__(self) -> None:
        self.open: list[dict[str, str]] = []
        self.area = self.action = self.said = ""
        self.lines: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.open) == MOST_DEEP:
            raise XmlRefused(f"nests more than {MOST_DEEP} elements, which no registry's file does")
        self.open.append(attributes)
        self.said = ""
        name = tag.rpartition(":")[2]
        self.action = name if ACTION.fullmatch(name) else self.action
        self.take(attributes.get("val", "").strip())

    def text(self, said: str) -> None:
        if len(self.said) < LONGEST_VALUE:
            self.said += said

    def end(self, tag: str) -> None:
        attributes = self.open.pop()
        value = (attributes.get("val") or self.said).strip()
        self.said = ""
        self.take(value)
        if NUMBER.fullmatch(value):
            says = [word for word in attributes.values() if ACTION.fullmatch(word)] or [self.action]
            before = [self.area] if len(value) == 7 else []
            self.lines.append(",".join([*before, value, *says]).rstrip(","))

    def take(self, value: str) -> None:
        """An area code holds for the numbers after it."""
        self.area = value if AREA.fullmatch(value) else self.area

    def taken(self) -> list[str]:
        lines, self.lines = self.lines, []
        return lines
