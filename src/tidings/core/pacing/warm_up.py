"""Warm-up: a sender whom nobody knows yet may send only so many a day, more each day, until it is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class WarmUp:
    """From `begins` on, each day's most (UTC days); after the last step there is no limit."""

    begins: date
    steps: tuple[int, ...]


class WarmUpRefused(ValueError):
    """A schedule that cannot be read; says how one is written."""


def read(text: str) -> WarmUp | None:
    """`2026-11-22: 50 100 500 1000`, or "" for none; raises `WarmUpRefused`."""
    if not text.strip():
        return None
    begins, colon, steps = text.partition(":")
    try:
        warm_up = WarmUp(begins=date.fromisoformat(begins.strip()), steps=tuple(whole(steps.split())))
    except ValueError:
        warm_up = WarmUp(begins=date.min, steps=())
    if not colon or not warm_up.steps:
        raise WarmUpRefused(
            "write the first day and each day's most, for example 2026-11-22: 50 100 500 1000"
        )
    return warm_up


def whole(words: Iterable[str]) -> list[int]:
    numbers = [int(word) for word in words]
    if any(number < 1 for number in numbers):
        raise ValueError("a day's most is 1 or more")
    return numbers


def day_of(now: datetime) -> date:
    return now.astimezone(UTC).date()


def most_on(warm_up: WarmUp, day: date) -> int | None:
    """The most that may be sent on this day; None for no limit. Before the first day it is as on the first."""
    step = max(0, (day - warm_up.begins).days)
    return warm_up.steps[step] if step < len(warm_up.steps) else None


def kept_for_urgent(most: int) -> int:
    return 0 if most < 2 else max(1, most // 10)


def next_day(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
