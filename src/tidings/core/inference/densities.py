"""Chances of being welcome, as densities on a fixed grid: Betas learned from a population, and what answers make of them.

A density is a vector of weights over `GRID` that adds up to 1. On a grid every Beta is a product of powers, so neither
fitting nor updating needs more than multiplication.
"""

from functools import cache
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]

POINTS = 100
GRID: Array = (np.arange(POINTS) + 0.5) / POINTS
MEANS: Array = (np.arange(49) + 1) / 50
STRENGTHS: Array = np.geomspace(0.5, 200, 17)
PARENTS_WEIGHT = 20.0  # a segment is judged as if so many further people had been drawn from everyone
NEARLY_NOTHING = 1e-300  # keeps logarithms finite


def fit(welcomed: Array, unwelcome: Array, *, parent: int | None = None) -> int:
    """The Beta (its place among `betas`) that makes these people's answers likeliest, leaning on `parent` where they are few.

    Empirical Bayes: the answers of a population, an entry each person, are the only source of its prior.
    """
    score = np.log(np.exp(answer_logs(welcomed, unwelcome)) @ betas().T + NEARLY_NOTHING).sum(axis=0)
    lean, weight = (np.full(POINTS, 1 / POINTS), 1.0) if parent is None else (betas()[parent], PARENTS_WEIGHT)
    return int(np.argmax(score + weight * (np.log(betas()) @ lean)))


def posterior(prior: Array, welcomed: Array, unwelcome: Array) -> Array:
    """What is believed of each person after their answers, a density a row."""
    return normal(np.log(prior) + answer_logs(welcomed, unwelcome))


def answer_logs(welcomed: Array, unwelcome: Array) -> Array:
    """Of each row of answers: the logarithm of its likelihood at each point of the grid."""
    return np.multiply.outer(welcomed, np.log(GRID)) + np.multiply.outer(unwelcome, np.log1p(-GRID))


def normal(logs: Array) -> Array:
    """Rows of logarithms as densities."""
    weights = np.exp(logs - logs.max(axis=-1, keepdims=True))
    shares: Array = np.maximum(weights / weights.sum(axis=-1, keepdims=True), NEARLY_NOTHING)
    return shares


@cache
def betas() -> Array:
    """Every Beta that `fit` chooses from, a row each: every mean with every strength (its weight in answers)."""
    means, strengths = (each.ravel() for each in np.meshgrid(MEANS, STRENGTHS))
    return normal(answer_logs(means * strengths - 1, (1 - means) * strengths - 1))
