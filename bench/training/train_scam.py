"""Trains the model that `tidings.core.scam` ships: `python bench/training/train_scam.py [--data FOLDER]`.

It learns from `sms_spam` (CC BY 4.0) and our own `written.yaml`; nothing of `sms_phishing`, whose licence is unclear: what is
trained on that (by the same `learned`, in `bench/scam.py`) is measured and thrown away.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from linear import trained
from messages import Message, data_folder, spam_of, written

from tidings.core.scam import model
from tidings.core.scam.model import BITS, NAME, Model
from tidings.core.scam.sign_table import SIGNS
from tidings.core.scam.signs import found

MODELS = Path(__file__).resolve().parents[2] / "src" / "tidings" / "models"
ROUNDS, RATE, SEED = 8, 0.3, 1
WRITTEN_WEIGHT = 4  # times that our own texts are read: they are few beside two thousand private messages


def learned(messages: Sequence[Message], wanted: Sequence[bool]) -> Model:
    """A model that tells the wanted messages from the rest; the same messages give the same model."""
    width = (1 << BITS) + len(SIGNS)
    weights, bias = trained(
        [filled(message.text) for message in messages],
        [int(one) for one in wanted],
        width=width,
        rounds=ROUNDS,
        seed=SEED,
        rate=RATE,
    )
    towards = weights[:, 1] - weights[:, 0]
    return Model(words=towards[: 1 << BITS], signs=towards[1 << BITS :], bias=float(bias[1] - bias[0]))


def filled(text: str) -> tuple[np.ndarray, np.ndarray]:
    """The slots of the text's grams, and one more for every sign it shows."""
    places, amounts = model.filled(text)
    shown = {reason.sign for reason in found(text, SIGNS)}
    signs = np.array([(1 << BITS) + at for at, sign in enumerate(SIGNS) if sign.name in shown], np.int64)
    return np.concatenate([places, signs]), np.concatenate([amounts, np.full(len(signs), 1.0, np.float32)])


def spam_learned(messages: Sequence[Message]) -> Model:
    """What tells spam and scams from the rest, our own texts read with the given ones: the shipped model is made so."""
    both = [*messages, *written() * WRITTEN_WEIGHT]
    return learned(both, [message.label != "ham" for message in both])


def save(made: Model, file: Path) -> None:
    scale = float(np.abs(made.words).max()) / 127
    np.savez_compressed(
        file,
        words=np.round(made.words / scale).astype(np.int8),
        scale=np.float32(scale),
        signs=made.signs.astype(np.float32),
        bias=np.float32(made.bias),
    )


def main(folder: Path) -> None:
    save(spam_learned(spam_of(folder / "sms_spam" / "sms_spam.tsv.gz")), MODELS / f"{NAME}.npz")


if __name__ == "__main__":
    main(data_folder(sys.argv[2] if sys.argv[1:2] == ["--data"] else ""))
