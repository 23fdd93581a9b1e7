"""A linear model trained in NumPy alone: softmax regression by Adagrad, one text after another in a seeded order.

Small, reproducible bit for bit on one machine, and as good here as library solvers (see `docs/reference/models.md`).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Filled = tuple[NDArray[np.int64], NDArray[np.float32]]  # the slots of a text, and how much it fills each


def trained(
    texts: Sequence[Filled],
    classes: Sequence[int],
    *,
    width: int,
    rounds: int,
    seed: int,
    rate: float = 0.5,
    decay: float = 0.0,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights (slots x classes) and biases (classes); `decay` pulls the weights a text uses towards nothing."""
    count = max(classes) + 1
    weights, seen = np.zeros((width, count), np.float32), np.full((width, count), 1e-4, np.float32)
    bias = np.zeros(count, np.float32)
    rng = np.random.default_rng(seed)
    for each in range(rounds):
        step = rate * (1 - each / rounds)
        for place in rng.permutation(len(texts)):
            slots, amounts = texts[place]
            error = softmax(amounts @ weights[slots] + bias)
            error[classes[place]] -= 1
            slope = np.outer(amounts, error) + decay * weights[slots]
            seen[slots] += slope * slope
            weights[slots] -= step * slope / np.sqrt(seen[slots])
            bias -= 0.02 * step * error
    return weights, bias


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()
