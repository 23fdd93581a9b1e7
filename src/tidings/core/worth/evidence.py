"""Evidence that may be looked at all the time: bets against a claim about a mean, kept by counts alone.

Whoever bets `1 - b (x - m)` on every contact cannot, if the mean of x is at least m, expect to gain; so the capital
exceeds 1/alpha at any time with probability at most alpha (Ville; Waudby-Smith and Ramdas 2024, "Estimating means of
bounded random variables by betting"). A few fixed stakes are played side by side and averaged. With finitely many
kinds of outcome the capital depends on their counts only.
"""

from collections.abc import Callable, Sequence
from math import exp, inf, log, log1p

# Shares of the largest stake that cannot ruin: coarse for clear cases, fine for long ones.
STAKES = (0.9, 0.7, 0.5, 0.35, 0.25, 0.15, 0.08, 0.04, 0.02, 0.01)


def against_at_least(mean: float, *, counts: Sequence[float], values: Sequence[float]) -> float:
    """Log of the e-value against "the mean is at least `mean`"; an outcome of `values[i]` was seen `counts[i]` times."""
    most = max(values) - mean
    return _log_capital([(count, mean - value) for count, value in zip(counts, values, strict=True)], most)


def against_at_most(mean: float, *, counts: Sequence[float], values: Sequence[float]) -> float:
    """Log of the e-value against "the mean is at most `mean`"."""
    most = mean - min(values)
    return _log_capital([(count, value - mean) for count, value in zip(counts, values, strict=True)], most)


def _log_capital(gains: Sequence[tuple[float, float]], most: float) -> float:
    """The averaged capital when each stake gains `stake * gain`; `most` is the largest loss on a stake of one."""
    if most <= 0:
        return 0.0 if all(not count or gain <= 0 for count, gain in gains) else inf
    return averaged(
        [sum(count * log1p(share / most * gain) for count, gain in gains if count) for share in STAKES]
    )


def averaged(logs: Sequence[float]) -> float:
    """The log of the mean of e-values given by their logs; a mean of e-values is one."""
    top = max(logs)
    return top + log(sum(exp(each - top) for each in logs) / len(logs)) if top < inf else inf


def interval(*, counts: Sequence[float], values: Sequence[float], alpha: float) -> tuple[float, float]:
    """Bounds of the mean that hold at every moment at once with probability 1 - alpha."""
    low, high = min(values), max(values)
    needed = log(2 / alpha)
    upper = _border(lambda mean: against_at_least(mean, counts=counts, values=values) < needed, low, high)
    lower = -_border(
        lambda minus: against_at_most(-minus, counts=counts, values=values) < needed, -high, -low
    )
    return lower, upper


def _border(kept: Callable[[float], bool], low: float, high: float) -> float:
    """The largest mean that is not refuted, by halving; the evidence against a mean grows with it."""
    if kept(high):
        return high
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if kept(middle) else (low, middle)
    return high
