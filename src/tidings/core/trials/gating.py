"""The gate: which of the versions that a panel saw may be launched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import fsum, hypot, sqrt
from statistics import NormalDist, fmean

from tidings.core.trials.limits import Limits
from tidings.core.trials.scoring import Heard

SURE, SURE_OF_BOTH = 0.95, 0.975  # one-sided; of two versions each gets half of the error (Bonferroni)
EXACTLY = 9  # decimals at which shares are compared, so that 0.15 is 0.15


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share of the panel, with what chance may make of it: of all bounds on one side, 5 of 100 trials have a wrong one."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one version did; `reasons` say why it may not be launched: few, understood, acts, calls, doubts, behind."""

    answers: int
    understood: Share
    acts: Share
    calls: Share
    doubts: Share
    reasons: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Both versions' standings; `difference` is how much better the first was understood. One version: no `b`."""

    a: Standing
    b: Standing | None = None
    difference: Share | None = None

    @property
    def stopped(self) -> tuple[str, ...]:
        """The versions that may not be launched, of "a" and "b"."""
        return tuple(
            name for name, each in (("a", self.a), ("b", self.b)) if each is not None and not each.passed
        )


def gate(
    answers_a: Sequence[Heard], answers_b: Sequence[Heard] = (), threshold: Limits | float | None = None
) -> Verdict:
    """What a panel made of one version, or of two, against the company's limits (a number: the least understood).

    A version is stopped when it misses a limit by more than chance explains, when it is behind the other version by
    `behind` or more, or when too few answered. The same answers in the same order give the same verdict.
    """
    limits = threshold if isinstance(threshold, Limits) else limits_of(threshold)
    sure = SURE_OF_BOTH if answers_b else SURE
    a, b = standing(answers_a, limits, sure), standing(answers_b, limits, sure) if answers_b else None
    if b is None or not answers_a:
        return Verdict(a=a, b=b)
    ahead = difference(answers_a, answers_b)
    return Verdict(
        a=held_back(a, by=-ahead.share, limits=limits),
        b=held_back(b, by=ahead.share, limits=limits),
        difference=ahead,
    )


def limits_of(understood: float | None) -> Limits:
    return Limits() if understood is None else Limits(understood=understood)


def standing(answers: Sequence[Heard], limits: Limits, sure: float) -> Standing:
    understood = share((each.understood for each in answers), sure)
    acts = share((float(each.acts) for each in answers), sure)
    calls = share((float(each.calls) for each in answers), sure)
    doubts = share((float(each.doubts) for each in answers), sure)
    missed = {
        "few": len(answers) < limits.panellists,
        "understood": understood.high < limits.understood,
        "acts": acts.high < limits.acts,
        "calls": calls.low > limits.calls,
        "doubts": doubts.low > limits.doubts,
    }
    return Standing(
        answers=len(answers),
        understood=understood,
        acts=acts,
        calls=calls,
        doubts=doubts,
        reasons=tuple(name for name, is_missed in missed.items() if is_missed),
    )


def share(scores: Iterable[float], sure: float) -> Share:
    """The mean over panellists; one panellist's statements are not independent, so the panellist is the unit."""
    return spread(list(scores), sure, 0, 1)


def spread(values: Sequence[float], sure: float, least: float, most: float) -> Share:
    """The mean with Student's bounds; one value alone or none can be anything."""
    mean = fmean(values) if values else 0
    if len(values) < 2:
        return Share(share=mean, low=least, high=most)
    freedom = len(values) - 1
    variance = fsum((each - mean) ** 2 for each in values) / freedom
    reach = student(freedom, sure) * sqrt(variance / len(values))
    return Share(share=mean, low=max(mean - reach, least), high=min(mean + reach, most))


@cache
def student(freedom: int, sure: float) -> float:
    """Student's t, from the normal's: Abramowitz and Stegun 26.7.5, to its second term."""
    z = NormalDist().inv_cdf(sure)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2


def difference(one: Sequence[Heard], other: Sequence[Heard]) -> Share:
    """By how much more the first was understood: within each panellist who saw both, else between the groups."""
    firsts = {each.panellist: each.understood for each in one}
    seconds = {each.panellist: each.understood for each in other}
    if firsts.keys() == seconds.keys():
        return spread([firsts[name] - seconds[name] for name in firsts], SURE, -1, 1)
    a, b = share(firsts.values(), SURE), share(seconds.values(), SURE)
    mean = a.share - b.share
    down = hypot(a.share - a.low, b.high - b.share)
    up = hypot(a.high - a.share, b.share - b.low)
    return Share(share=mean, low=max(mean - down, -1), high=min(mean + up, 1))


def held_back(version: Standing, *, by: float, limits: Limits) -> Standing:
    """The standing with "behind" where the other version is ahead `by` as much as the limit or more."""
    if by <= 0 or round(by, EXACTLY) < limits.behind:
        return version
    return replace(version, reasons=(*version.reasons, "behind"))
