"""A trial's figures as its page shows them."""

from dataclasses import dataclass

from tidings.campaigns.public import TrialCard
from tidings.core.trials import Limits, Share, Standing

WHY = {
    "few": "too few have answered",
    "understood": "it is not understood well enough",
    "acts": "too few would act",
    "calls": "too many would ring up",
    "doubts": "too many would doubt it",
    "behind": "the other version is understood much better",
}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A share with its bounds, in whole percent, and the company's limit in words."""

    title: str
    percent: int
    low: int
    high: int
    limit: str


@dataclass(frozen=True, kw_only=True)
class ShownStanding:
    number: int
    answers: int
    passed: bool
    figures: tuple[Figure, ...]
    reasons: tuple[str, ...]


def shown_standing(number: int, standing: Standing, limits: Limits) -> ShownStanding:
    return ShownStanding(
        number=number,
        answers=standing.answers,
        passed=standing.passed,
        figures=(
            figure("Understood", standing.understood, f"at least {limits.understood:.0%}"),
            figure("Would act", standing.acts, f"at least {limits.acts:.0%}"),
            figure("Would call", standing.calls, f"at most {limits.calls:.0%}"),
            figure("Would doubt", standing.doubts, f"at most {limits.doubts:.0%}"),
        ),
        reasons=tuple(WHY[reason] for reason in standing.reasons),
    )


def figure(title: str, share: Share, limit: str) -> Figure:
    percent, low, high = (round(each * 100) for each in (share.share, share.low, share.high))
    return Figure(title=title, percent=percent, low=low, high=high, limit=limit)


def compared(card: TrialCard, difference: Share | None) -> str:
    """By how many points the one version is understood better; "" when there is no other."""
    if difference is None:
        return ""
    points, low, high = (round(each * 100) for each in (difference.share, difference.low, difference.high))
    if points == 0:
        return f"Both are understood alike (likely {low} to {high} points apart)."
    better, worse = (card.version, card.against) if points > 0 else (card.against, card.version)
    low, high = (low, high) if points > 0 else (-high, -low)
    return (
        f"Version {better} is understood better than version {worse} by {abs(points)} points (likely {low} to {high}); "
        f"{round(card.limits.behind * 100)} are too many for the worse one."
    )
