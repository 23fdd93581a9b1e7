"""Trains the model that `tidings.core.clarity.judging` ships: `python bench/training/train_clarity.py`.

One logistic regression a label, all languages together, on our authors' sentences, the bench's careless ones but those held back, and every
sentence of half of the good notices in the parts where the label is looked for. The other half of the good notices sets what the
label needs to stand alone: so much that no more than `SPARED` of them are flagged, and none where a label was too free with fresh notices.
"""

from collections import defaultdict
from pathlib import Path

import numpy as np
from clarity_sentences import authored, careless, good
from linear import trained
from numpy.typing import NDArray

from tidings.core.clarity.judging import NAME
from tidings.core.clarity.labels import LABELS
from tidings.core.clarity.sentence_grams import BITS, filled
from tidings.core.senses import WIDTH

MODELS = Path(__file__).resolve().parents[2] / "src" / "tidings" / "models"
ROUNDS, RATE, DECAY = 8, 0.15, 1e-3
TIMES = 3  # that each sentence which is it is read: they are few beside those of good notices
SPARED = 0.002  # of the good notices held back
ROUNDED = 0.1  # that weights of eight bits may add to a score
STRICT = frozenset({"private", "pressing", "promoting", "empty-what", "empty-ignored"})
Weights = tuple[NDArray[np.float32], float]


def main() -> None:
    made = {label: learned(label) for label in LABELS}
    weights = np.stack([made[label][0] for label in LABELS], axis=1)
    scales = np.abs(weights).max(axis=0) / 127
    np.savez_compressed(
        MODELS / f"{NAME}.npz",
        labels=np.array(list(LABELS)),
        weights=np.round(weights / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        bias=np.array([made[label][1] for label in LABELS], np.float32),
        sure=np.array([sure(label, made[label]) for label in LABELS], np.float32),
    )


def learned(label: str) -> Weights:
    """Weights of the slots and the bias for one label; the same sentences give the same.

    Read twice: which stretch of a long sentence makes it what it is, the first reading tells the second.
    """
    said = [*authored(label), *careless(label)]
    fine = [*(each for each in said if not each.wanted), *good(label, held_back=False)]
    pieces = [piece for sentence in fine for piece in LABELS[label].pieces(sentence.text)]
    wanted = [each.text for each in said if each.wanted] * TIMES
    first = fitted(wanted, pieces, seed=1)
    return fitted([telling(label, text, first) for text in wanted], pieces, seed=2)


def fitted(wanted: list[str], fine: list[str], *, seed: int) -> Weights:
    weights, bias = trained(
        [filled(text) for text in (*wanted, *fine)],
        [1] * len(wanted) + [0] * len(fine),
        width=(1 << BITS) + WIDTH,
        rounds=ROUNDS,
        seed=seed,
        rate=RATE,
        decay=DECAY,
    )
    return weights[:, 1] - weights[:, 0], float(bias[1] - bias[0])


def telling(label: str, text: str, made: Weights) -> str:
    return max(LABELS[label].pieces(text), key=lambda piece: score(piece, made))


def sure(label: str, made: Weights) -> float:
    """The score above which hardly any good notice held back has a sentence (or, where whole texts are judged, a text)."""
    texts: dict[str, list[float]] = defaultdict(list)
    for sentence in good(label, held_back=True):
        texts[sentence.notice].append(score(telling(label, sentence.text, made), made))
    of = min if LABELS[label].whole else max
    notices: dict[str, float] = defaultdict(lambda: -np.inf)
    for where, scores in texts.items():
        notice = "/".join(where.split("/")[:3])
        notices[notice] = max(notices[notice], of(scores))
    highest = sorted(notices.values(), reverse=True)
    return highest[0 if label in STRICT else round(SPARED * len(highest))] + ROUNDED


def score(text: str, made: Weights) -> float:
    places, amounts = filled(text)
    return float(made[0][places] @ amounts) + made[1]


if __name__ == "__main__":
    main()
