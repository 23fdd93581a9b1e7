"""Files of registries: flat text, CSV or XML, plain, gzipped or zipped, read line by line whatever their size."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tidings.people.registry.xml_lines import XmlRefused, xml_lines

LONGEST_LINE = 1000  # characters
MOST_BYTES = 16 * 2**30  # of a packed file, all that is in it


class RegistryRefused(ValueError):
    """A file that is not loaded; the text says why and how to mend it. What was loaded before stays in use."""


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Every line of every file within, numbered; an element of XML that holds a number counts as a line."""
    number = 0
    try:
        for part in parts(path):
            found = xml_lines(part) if starts_with_xml(part) else text_lines(part)
            for text in found:
                number += 1
                yield number, text
    except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error) as broken:
        raise RegistryRefused(f"{path.name}: is broken ({broken}); fetch it again") from None
    except XmlRefused as refused:
        raise RegistryRefused(f"{path.name}: {refused}") from None


def parts(path: Path) -> Iterator[io.BufferedReader]:
    if zipfile.is_zipfile(path):
        left = Allowance(MOST_BYTES)
        with zipfile.ZipFile(path) as archive:
            for inside in archive.infolist():
                if not inside.is_dir():
                    yield io.BufferedReader(Unpacked(archive.open(inside), left))
    elif path.suffix == ".gz":
        with gzip.open(path) as packed:
            yield io.BufferedReader(Unpacked(packed, Allowance(MOST_BYTES)))
    else:
        with path.open("rb") as plain:
            yield plain


@dataclass
class Allowance:
    """How many bytes may still come out of a packed file: a small one can unpack to any size."""

    left: int


class Unpacked(io.RawIOBase):
    """What comes out of a packed file, as long as it is allowed."""

    def __init__(self, packed: IO[bytes], allowance: Allowance) -> None:
        self.packed, self.allowance = packed, allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        found = self.packed.read(len(buffer))
        self.allowance.left -= len(found)
        if self.allowance.left < 0:
            raise RegistryRefused(
                f"unpacks to more than {MOST_BYTES:,} bytes; give the lists in smaller files"
            )
        buffer[: len(found)] = found
        return len(found)


def starts_with_xml(part: io.BufferedReader) -> bool:
    return part.peek(64)[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def text_lines(part: io.BufferedReader) -> Iterator[str]:
    while line := part.readline(LONGEST_LINE):
        text = line.decode("utf-8-sig", "replace").rstrip("\r\n")
        if "\x00" in text:
            raise RegistryRefused("holds binary data; give text, XML or a zip of them")
        yield text
