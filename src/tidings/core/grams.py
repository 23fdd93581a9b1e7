"""Words, pairs of words and pieces of words as numbered slots: what our small linear models read of a text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"\w+")
PIECES = (3, 4, 5)


def slots(grams: Iterable[str], *, bits: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The slots (below 2**bits) that grams fill and how much they fill each: 1 + ln(times), together of length 1."""
    counted = Counter(crc32(gram.encode()) & ((1 << bits) - 1) for gram in grams)
    places = np.fromiter(counted.keys(), np.int64, len(counted))
    amounts = 1 + np.log(np.fromiter(counted.values(), np.float32, len(counted)))
    return places, (amounts / max(float(np.linalg.norm(amounts)), 1e-9)).astype(np.float32)


def grams(text: str, *, word: re.Pattern[str] = WORD) -> Iterator[str]:
    """The words of a text in small letters, each two that follow one another, and the pieces of each."""
    words = word.findall(text.lower())
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(words))
    for each in words:
        edged = f"_{each}_"
        for length in PIECES:
            yield from ("#" + edged[at : at + length] for at in range(len(edged) - length + 1))
