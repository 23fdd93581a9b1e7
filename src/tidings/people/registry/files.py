"""Files of registries: flat text, CSV or XML, plain, gzipped or zipped, read line by line whatever their size."""

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

LONGEST_LINE = 1000  # characters
MOST_BYTES = 16 * 2**30  # of one file, unpacked
ACTIONS = re.compile(r"a|d|add|del|delete|remove|r", re.IGNORECASE)


class RegistryRefused(ValueError):
    """A file that is not loaded; the text says why and how to mend it. What was loaded before stays in use."""


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Every line of every file within, numbered; an element of XML that holds a number counts as a line."""
    number = 0
    for part in parts(path):
        found = xml_lines(part) if starts_with_xml(part) else text_lines(part)
        for text in found:
            number += 1
            yield number, text


def parts(path: Path) -> Iterator[io.BufferedReader]:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for inside in archive.infolist():
                    if not inside.is_dir():
                        yield checked(archive.open(inside), inside.file_size, path)
        elif path.suffix == ".gz":
            with gzip.open(path) as unpacked:
                yield io.BufferedReader(unpacked)
        else:
            with path.open("rb") as plain:
                yield plain
    except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError) as broken:
        raise RegistryRefused(f"{path.name}: is broken ({broken}); fetch it again") from None


def checked(opened: IO[bytes], size: int, path: Path) -> io.BufferedReader:
    if size > MOST_BYTES:
        raise RegistryRefused(f"{path.name}: unpacks to more than {MOST_BYTES >> 30} GiB")
    return io.BufferedReader(opened)  # type: ignore[type-var]


def starts_with_xml(part: io.BufferedReader) -> bool:
    return part.peek(64)[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def text_lines(part: io.BufferedReader) -> Iterator[str]:
    while line := part.readline(LONGEST_LINE):
        text = line.decode("utf-8-sig", "replace").rstrip("\r\n")
        if "\x00" in text:
            raise RegistryRefused("holds binary data; give text, XML or a zip of them")
        yield text


def xml_lines(part: io.BufferedReader) -> Iterator[str]:
    """Numbers from elements (`<ac val="202"><ph val="5550123" change="A"/></ac>`, `<phone>2025550123</phone>`)."""
    area, action = "", ""
    if b"<!DOCTYPE" in part.peek(2048)[:2048]:
        raise RegistryRefused("holds a document type, which no registry's file needs; take it out")
    try:
        for event, element in ElementTree.iterparse(part, events=("start", "end")):  # noqa: S314 (no document type)
            value = (element.get("val") or element.text or "").strip()
            if event == "start":
                area = value if re.fullmatch(r"\d{3}", value) else area
                action = element.tag if ACTIONS.fullmatch(element.tag) else action
            elif re.fullmatch(r"[+\d][\d\s-]{6,}", value):
                says = [word for word in element.attrib.values() if ACTIONS.fullmatch(word)] or [action]
                yield ",".join([area, value, *says] if len(value) == 7 else [value, *says]).rstrip(",")
                element.clear()
    except ElementTree.ParseError as broken:
        raise RegistryRefused(f"is XML that breaks off ({broken}); fetch it again") from None
