"""The linear model behind the score: weights for the words and pieces of a text, and for the signs it shows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tidings.core.grams import grams, slots
from tidings.core.shipped import shipped_model

NAME = "scam-1"
BITS = 14
DIGIT = re.compile(r"\d")
MARK = re.compile(r"\w+|[^\w\s]")  # signs count here: currencies, exclamation marks


@dataclass(frozen=True, kw_only=True)
class Model:
    """`words`: one weight a slot of the grams; `signs`: one a sign of the table; `bias`: where a text of neither stands."""

    words: NDArray[np.float32]
    signs: NDArray[np.float32]
    bias: float

    def score(self, text: str, *, signs: Sequence[bool]) -> float:
        """The logarithm of the odds that the text is one of a scam or spam."""
        places, amounts = filled(text)
        return float(self.words[places] @ amounts + self.signs @ np.asarray(signs, np.float32) + self.bias)


def filled(text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The slots that a text fills: its grams, every digit alike, and how long and how loud it is."""
    alike = DIGIT.sub("0", text)
    return slots(chain(grams(alike, word=MARK), measures(text)), bits=BITS)


def measures(text: str) -> Iterator[str]:
    """Length, digits and capitals in steps of doubling, as grams of their own."""
    for name, count in (
        ("long", len(text)),
        ("digits", len(DIGIT.findall(text))),
        ("capitals", sum(map(str.isupper, text))),
        ("longest number", max(map(len, re.findall(r"\d+", text)), default=0)),
    ):
        yield f"={name} {count.bit_length()}"


@cache
def shipped() -> Model:
    """The model that ships with the package (see its card beside it)."""
    arrays = shipped_model(NAME)
    scale = arrays["scale"]
    return Model(
        words=arrays["words"].astype(np.float32) * scale,
        signs=arrays["signs"].astype(np.float32),
        bias=float(arrays["bias"]),
    )
