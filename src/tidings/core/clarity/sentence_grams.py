"""What the sentence model reads of a sentence: its words, pairs and pieces, with figures of a kind alike, and what the words mean."""

import re
from collections.abc import Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tidings.core.clarity.facts import CLOCK, DATES
from tidings.core.grams import grams, slots
from tidings.core.senses import WIDTH, sense

BITS = 16
WORD = re.compile(r"‹\w+›|\w+|[€$£%!?:]")
SUM = re.compile(
    r"[-−]?(?:[€$£]|R\$|\b(?:EUR|USD|GBP|BRL|MXN))\s?\d[\d.,]*\d?|[-−]?\b\d[\d.,]*\s?(?:€|(?:EUR|USD|GBP|BRL|MXN|euros?|pounds?|dollars?|d[óo]lares|reais|pesos|libras)\b)"
)
YEAR = re.compile(r"‹date›(?:,? (?:de |of |del )?(?:19|20)\d\d\b)?")
LONG, STEP = 9, 4  # words
SENSES = 2.0  # how much the senses weigh beside the grams


def filled(sentence: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The slots a sentence fills and how much; those of its senses come after those of its grams."""
    told = alike(sentence)
    words = WORD.findall(told)
    places, amounts = slots(chain(grams(told, word=WORD), triples(words), shape(words)), bits=BITS)
    meant = sense(words) * SENSES
    return (
        np.concatenate([places, np.arange(WIDTH, dtype=np.int64) + (1 << BITS)]),
        np.concatenate([amounts, meant]),
    )


def stretches(sentence: str) -> list[str]:
    """A sentence in overlapping stretches of `LONG` words, so that the rest of it does not hide a few; a short one whole."""
    words = sentence.split()
    last = len(words) - LONG
    starts = sorted({*range(0, last, STEP), last}) if last > 1 else []
    return [" ".join(words[at : at + LONG]) for at in starts] or [sentence]


def words_of(sentence: str) -> list[str]:
    """The words as the model reads them."""
    return WORD.findall(alike(sentence))


def alike(sentence: str) -> str:
    """In small letters, sums, days and hours as one mark each, every other digit a nought."""
    text = SUM.sub(" ‹money› ", sentence.replace("’", "'")).lower()
    text = YEAR.sub(" ‹date› ", DATES.sub(" ‹date›", text).replace("‹datetime›", "‹date›"))
    return re.sub(r"\d", "0", CLOCK.sub(" ‹hour› ", text))


def triples(words: list[str]) -> Iterator[str]:
    yield from (" ".join(words[at : at + 3]) for at in range(len(words) - 2))


def shape(words: list[str]) -> Iterator[str]:
    """How long the sentence is, and how it begins."""
    yield f"=long {len(words).bit_length()}"
    yield from (f"=first {word}" for word in words[:1])
