"""The gate of trials: seeded panels of 20 whose understanding is known, one version 30 points below the other, or both equal.

--runs N (100) panels for each case.
"""

from dataclasses import asdict, dataclass
from math import exp, log
from random import Random
from typing import Any

from tidings.core.trials import Heard, gate

LEVELS = (0.95, 0.9, 0.86)
APART = 0.3
THRESHOLD = 0.8


@dataclass(frozen=True, kw_only=True)
class Panel:
    """`quickness`: spread of the panellists' log odds, the same on both versions; `mood`: more of it per version."""

    size: int = 20
    statements: int = 4
    quickness: float = 0.7
    mood: float = 0.0

    def answers(self, *levels: float, seed: int) -> list[list[Heard]]:
        chance = Random(seed)
        quick = [chance.gauss(0, self.quickness) for _ in range(self.size)]
        return [[self.heard(n, quick[n], level, chance) for n in range(self.size)] for level in levels]

    def heard(self, number: int, quick: float, level: float, chance: Random) -> Heard:
        flattened = (1 + 0.346 * (self.quickness**2 + self.mood**2)) ** 0.5  # Zeger, Liang, Albert 1988
        odds = log(level / (1 - level)) * flattened + quick + chance.gauss(0, self.mood)
        right = tuple(chance.random() < 1 / (1 + exp(-odds)) for _ in range(self.statements))
        return Heard(panellist=str(number), right=right, calls=not any(right))


PANELS = (Panel(quickness=0), Panel(), Panel(mood=0.5), Panel(statements=3))


def run(options: dict[str, str]) -> dict[str, Any]:
    """Of 100 runs: how often the worse was stopped, and how often equal ones both passed; the least of all cases first."""
    runs = int(options.get("runs", "100"))
    cases = [figures(panel, level, runs) for panel in PANELS for level in LEVELS]
    return {
        "panellists": 20,
        "runs": runs,
        "worse_stopped": min(case["worse_stopped"] for case in cases),
        "equal_passed": min(case["equal_passed"] for case in cases),
        "cases": {f"{number}": case for number, case in enumerate(cases, start=1)},
    }


def figures(panel: Panel, level: float, runs: int) -> dict[str, Any]:
    apart = [gate(*panel.answers(level, level - APART, seed=seed), THRESHOLD) for seed in range(runs)]
    equal = [gate(*panel.answers(level, level, seed=seed), THRESHOLD) for seed in range(runs)]
    return asdict(panel) | {
        "level": level,
        "worse_stopped": sum("b" in each.stopped for each in apart) / runs,
        "equal_passed": sum(not each.stopped for each in equal) / runs,
    }
