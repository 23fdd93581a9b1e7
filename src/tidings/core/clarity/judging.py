"""What a sentence is, by a small model that learned from written sentences: it judges where lists of words end, and doubts what they find."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from tidings.core.clarity.labels import LABELS
from tidings.core.clarity.reading import Words
from tidings.core.clarity.sentence_grams import filled, words_of
from tidings.core.clarity.wording import NOTHING, Patterns, sentences
from tidings.core.shipped import shipped_model

NAME = "clarity-1"
SPOKEN = ("en", "pt", "es")
FEW = 2  # words
LIKELY = 0.4  # enough beside something else that speaks for it


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A sentence found to be the label, and the words that show it: a phrase that is known, or the stretch that weighed most."""

    sentence: str
    phrase: str


def judged(label: str, words: Words, *known: Patterns) -> Iterator[Judged]:
    """The sentences of a text that are the label: the model is sure, or a known phrase stands there and the model agrees.

    None in parts where the label is not looked for, and in languages that the model does not know.
    """
    if words.part in LABELS[label].parts and words.speech in SPOKEN:
        for sentence in told(label, words):
            phrase = phrase_in(sentence, words.speech, known)
            if is_it(label, sentence, listed=bool(phrase)):
                shown = phrase or telling(label, sentence)
                yield Judged(sentence=sentence, phrase=re.sub(r"‹\w+›", "…", shown))


def wholly(label: str, words: Words, *, doubtful: bool = False, above: float | None = None) -> bool:
    """Whether every sentence of a text is the label; `doubtful`: something else speaks for it, so less is needed; `above`: a score that is enough."""
    said = told(label, words) if words.speech in SPOKEN else []
    if doubtful and not any(len(words_of(sentence)) > FEW for sentence in said):
        return True  # too short to be judged by its words
    if above is not None:
        return bool(said) and all(score(label, sentence) > above for sentence in said)
    return bool(said) and all(is_it(label, sentence, listed=doubtful) for sentence in said)


def told(label: str, words: Words) -> list[str]:
    said = sentences(words.own)
    return said[:1] if LABELS[label].first else said


def phrase_in(sentence: str, speech: str, known: tuple[Patterns, ...]) -> str:
    text = sentence.replace("’", "'")
    found = (patterns.get(speech, NOTHING).search(text) for patterns in known)
    return next((match[0].strip() for match in found if match), "")


def is_it(label: str, sentence: str, *, listed: bool = False) -> bool:
    """Whether a sentence is the label; `listed`: a phrase known for it stands there, so less is needed."""
    needed = LIKELY if listed else model().sure[model().places[label]]
    return bool(score(label, telling(label, sentence)) > needed)


def telling(label: str, sentence: str) -> str:
    """The stretch of a sentence that is most of the label."""
    return max(LABELS[label].pieces(sentence), key=lambda piece: score(label, piece))


def score(label: str, piece: str) -> float:
    return scores(piece)[model().places[label]]


@lru_cache(maxsize=8192)
def scores(piece: str) -> tuple[float, ...]:
    """For every label the logarithm of the odds that a piece of text is it."""
    known = model()
    slots, amounts = filled(piece)
    return tuple(((amounts @ known.weights[slots]) * known.scales + known.bias).tolist())


@dataclass(frozen=True, kw_only=True)
class Model:
    """`weights`: one a slot and label; `sure`: the score above which a label holds by itself."""

    places: dict[str, int]
    weights: NDArray[np.int8]
    scales: NDArray[np.float32]
    bias: NDArray[np.float32]
    sure: NDArray[np.float32]


@cache
def model() -> Model:
    """The model that ships with the package (see its card beside it); read when the first sentence is judged."""
    arrays = shipped_model(NAME)
    return Model(
        places={str(label): place for place, label in enumerate(arrays["labels"])},
        **{name: arrays[name] for name in ("weights", "scales", "bias", "sure")},
    )
