"""A PDF looked at through programs by others."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

MM = 25.4 / 72


@dataclass(frozen=True)
class Word:
    """A word and its box on the page in millimetres."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, box: tuple[float, float, float, float]) -> bool:
        x, y, width, height = box
        return self.left < x + width and self.right > x and self.top < y + height and self.bottom > y

    def is_within(self, box: tuple[float, float, float, float]) -> bool:
        """To a millimetre: a word's box is the font's, somewhat higher than its letters."""
        x, y, width, height = box
        across = x - 1 <= self.left and self.right <= x + width + 1
        return across and y - 1 <= self.top and self.bottom <= y + height + 1


WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def run(program: str, *arguments: str) -> str:
    return subprocess.run(
        [program, *arguments], check=True, capture_output=True, text=True, timeout=60
    ).stdout


def words(pdf: Path, *, pdftotext: str) -> Iterator[Word]:
    """The words of the first page with their places."""
    for found in WORD.finditer(run(pdftotext, "-bbox", "-l", "1", str(pdf), "-")):
        left, top, right, bottom = (float(found[part]) * MM for part in range(1, 5))
        yield Word(found[5], left, top, right, bottom)


def image(pdf: Path, *, pdftoppm: str) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    """The first page in grey, at 150 dots an inch."""
    octets = subprocess.run(
        [pdftoppm, "-gray", "-r", "150", "-l", "1", str(pdf)], check=True, capture_output=True, timeout=60
    ).stdout
    head = re.match(rb"P5\s(\d+)\s(\d+)\s255\s", octets)
    assert head
    pixels = np.frombuffer(octets[head.end() :], np.uint8)
    return pixels.reshape(int(head[2]), int(head[1]))
