"""What common words mean, as numbers that are alike for words of like meaning in English, Portuguese and Spanish."""

from collections.abc import Sequence
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tidings.core.shipped import shipped_model

NAME = "senses-1"
WIDTH = 64


def key(word: str) -> int:
    """The number a word in small letters is found by."""
    return crc32(word.encode())


def sense(words: Sequence[str]) -> NDArray[np.float32]:
    """The senses of words taken together (`WIDTH` numbers); words that are not known add nothing."""
    keys, senses, scale = table()
    wanted = np.array([key(word) for word in words], np.uint32)
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    known = places[keys[places] == wanted]
    together = senses[known].sum(axis=0, dtype=np.float32) * scale
    return np.asarray(together / max(len(known), 1) ** 0.5, np.float32)


@cache
def table() -> tuple[NDArray[np.uint32], NDArray[np.int8], float]:
    arrays = shipped_model(NAME)
    return arrays["keys"], arrays["senses"], float(arrays["scale"])
