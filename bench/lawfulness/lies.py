"""A lie: what is told to the kernel wrongly, or done to its answers, to see whether the oracle finds out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from tidings.core.cases import Matter
from tidings.core.policy import Cap

from .asking import Asked, Made
from .world import Column, World


@dataclass(frozen=True, kw_only=True)
class Lie:
    """Each part is handed the truth and gives what is told instead; the oracle always sees the truth."""

    world: Callable[[World], World] = lambda world: world
    asked: Callable[[Asked], Asked] = lambda asked: asked
    facts: Callable[[pa.RecordBatch], pa.RecordBatch] = lambda facts: facts
    recent: Callable[[Column, Sequence[Cap]], Column] = lambda counts, windows: counts
    matter: Callable[[Matter], Matter] = lambda matter: matter
    own: Callable[[dict[str, Any]], dict[str, Any]] = lambda own: own
    packs: Callable[[Sequence[Mapping[str, Any]]], Sequence[Mapping[str, Any]]] = lambda packs: packs
    made: Callable[[Made, Asked], Made] = lambda made, asked: made


TRUTH = Lie()
