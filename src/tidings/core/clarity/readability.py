"""How hard a text is to read: Flesch's reading ease and its kin, by sentence length and syllables.

English: Flesch (1948). Spanish: Fernández Huerta (1959). Portuguese: Martins et al. (1996). 100 is a children's book,
30 a journal. Syllables are pyphen's places to hyphenate plus one.
"""

import re
from functools import cache, lru_cache

from pyphen import Pyphen

from tidings.core.clarity.reading import Words
from tidings.core.clarity.wording import sentences

# Constant, per word of a sentence, per syllable of a word.
FORMULAS = {
    "en": (206.835, 1.015, 84.6),
    "es": (206.84, 1.02, 60.0),
    "pt": (248.835, 1.015, 84.6),
}
DICTIONARIES = {"en": "en_US", "es": "es", "pt": "pt_PT"}
VOWELS = re.compile(r"[aeiouyáàâãéêíóôõúü]+", re.IGNORECASE)


def ease(words: Words, *, least: int) -> float:
    """The reading ease of a text; 100 where its language has no formula or it has fewer than `least` words."""
    formula = FORMULAS.get(words.speech)
    said = [spoken(sentence) for sentence in split(words)]
    every = [word for sentence in said for word in sentence]
    if formula is None or len(every) < least:
        return 100.0
    constant, per_word, per_syllable = formula
    syllables = sum(syllables_of(word, words.speech) for word in every) / len(every)
    return constant - per_word * len(every) / len(said) - per_syllable * syllables


def longest_sentence(words: Words) -> int:
    """The number of words of the longest sentence; a value counts as one."""
    return max((len(spoken(sentence)) for sentence in split(words)), default=0)


def split(words: Words) -> list[str]:
    """A semicolon and a colon let a reader rest as a full stop does."""
    return [
        part for sentence in sentences(words.own) for part in re.split(r"[;:]\s", sentence) if spoken(part)
    ]


def spoken(sentence: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+", sentence)


@lru_cache(maxsize=20_000)
def syllables_of(word: str, speech: str) -> int:
    by_dictionary = len(dictionary(speech).positions(word.lower())) + 1
    # A hyphenator never splits off single letters, which a voice does: a-go-ra.
    return (
        max(by_dictionary, min(len(VOWELS.findall(word)), by_dictionary + 1))
        if speech != "en"
        else by_dictionary
    )


@cache
def dictionary(speech: str) -> Pyphen:
    return Pyphen(lang=DICTIONARIES[speech])
