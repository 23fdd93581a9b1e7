"""Trains the model that `tidings.core.questions.intents` ships: `python bench/training/train_questions.py [--data FOLDER]`.

It learns from nine tenths of Banking77 (CC BY 4.0) and CLINC150 (CC BY 3.0), as far as the project has them; the last tenth is what
`bench questions` measures on.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from asked import Question, questions_in, split
from linear import trained
from messages import data_folder

from tidings.core.grams import grams, slots
from tidings.core.questions.intents import BITS, NAME

MODELS = Path(__file__).resolve().parents[2] / "src" / "tidings" / "models"
ROUNDS, RATE, SEED = 8, 0.3, 1


def save(questions: Sequence[Question], file: Path) -> None:
    """Eight bits a weight, one scale an intent."""
    names = sorted({question.intent for question in questions})
    place = {name: at for at, name in enumerate(names)}
    weights, bias = trained(
        [slots(grams(question.text), bits=BITS) for question in questions],
        [place[question.intent] for question in questions],
        width=1 << BITS,
        rounds=ROUNDS,
        seed=SEED,
        rate=RATE,
    )
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
    np.savez_compressed(
        file,
        names=np.array(names),
        weights=np.round(weights / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        bias=bias,
    )


def main(folder: Path) -> None:
    learnt, _ = split(questions_in(folder))
    save(learnt, MODELS / f"{NAME}.npz")


if __name__ == "__main__":
    main(data_folder(sys.argv[2] if sys.argv[1:2] == ["--data"] else ""))
