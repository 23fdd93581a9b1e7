"""Which of 227 intents of two public sets (Banking77, CLINC150) an English question has: a linear model, first guesses first."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tidings.core.grams import grams, slots
from tidings.core.shipped import shipped_model

NAME = "questions-1"
BITS = 13


@dataclass(frozen=True, kw_only=True)
class Intents:
    """The intents' names, and weights (slots x intents) for the words and pieces of a question."""

    names: tuple[str, ...]
    weights: NDArray[np.int8]
    scales: NDArray[np.float32]
    bias: NDArray[np.float32]

    def ranked(self, question: str, *, first: int = 3) -> tuple[str, ...]:
        """The likeliest intents, best first."""
        places, amounts = slots(grams(question), bits=BITS)
        scores = (amounts @ self.weights[places].astype(np.float32)) * self.scales + self.bias
        return tuple(self.names[place] for place in np.argsort(-scores, kind="stable")[:first])


@cache
def shipped_intents() -> Intents:
    """The model that ships with the package (see its card beside it)."""
    arrays = shipped_model(NAME)
    return Intents(
        names=tuple(str(name) for name in arrays["names"]),
        weights=arrays["weights"],
        scales=arrays["scales"],
        bias=arrays["bias"],
    )
