"""Shares, the gap between two of them, and the intervals that hold them 95 times of 100.

Wilson's score interval for a share (Wilson 1927); for a difference Newcombe's hybrid of two of them (Newcombe 1998, method 10),
which stays within possible values and keeps its promise for small shares, where the textbook's normal interval does not.
"""

from dataclasses import dataclass
from math import inf, sqrt

Z = 1.959964  # 97.5 % of a normal distribution lie below


@dataclass(frozen=True)
class Estimate:
    """A share (0 to 1) and by how many independent answers it is borne: `inf` where it is known, 0 where nothing is."""

    share: float
    borne_by: float

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's, from 0 to 1; everything is possible where nobody answered."""
        if self.borne_by <= 0:
            return 0.0, 1.0
        if self.borne_by == inf:
            return self.share, self.share
        return wilson(self.share, self.borne_by)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """How far one share lies above another, with the interval of the difference (all from -1 to 1)."""

    points: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether chance alone does not explain it: the interval leaves 0 out."""
        return self.low > 0 or self.high < 0


def wilson(share: float, n: float) -> tuple[float, float]:
    """The interval around `share` of `n`; `n` may be a number of answers that weigh alike (Kish) and no whole one."""
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def gap(above: Estimate, below: Estimate) -> Gap:
    """Newcombe's interval for `above` - `below`, two independent shares."""
    points = above.share - below.share
    (low_a, high_a), (low_b, high_b) = above.interval, below.interval
    down = sqrt((above.share - low_a) ** 2 + (high_b - below.share) ** 2)
    up = sqrt((high_a - above.share) ** 2 + (below.share - low_b) ** 2)
    return Gap(points=points, low=max(-1.0, points - down), high=min(1.0, points + up))
