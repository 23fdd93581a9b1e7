"""The part of the day somebody answers in, people like them, and why we think so, in words."""

from datetime import UTC, datetime, time, timedelta

import numpy as np
import pytest

from tidings.core.inference.hours import NAMES, best_hours, part_of
from tidings.core.inference.segments import TENURES, UNKNOWN, tenure
from tidings.core.inference.words import because

NOW = datetime(2026, 5, 4, tzinfo=UTC)


def chance(**parts: float) -> np.ndarray:
    return np.array([parts.get(f"at{name[:2]}", 0.0) for name in NAMES])


def test_a_moment_falls_into_a_part_of_the_day_or_into_the_night() -> None:
    assert [part_of(datetime(2026, 5, 4, hour)) for hour in (5, 6, 11, 12, 23)] == [
        None, "06-09", "09-12", "12-15", "21-24"
    ]  # fmt: skip


def test_the_best_hours_are_the_shortest_stretch_that_surely_holds_the_best_moment() -> None:
    assert best_hours(chance(at18=0.9, at09=0.1)) == (time(18), time(21))
    assert best_hours(chance(at18=0.5, at15=0.4, at06=0.1)) == (time(15), time(21))
    assert best_hours(chance(at21=1.0)) == (time(21), time(23, 59))


def test_who_answers_at_any_time_has_no_best_hours() -> None:
    assert best_hours(np.full(len(NAMES), 1 / len(NAMES))) is None
    assert best_hours(chance(at06=0.5, at21=0.5)) is None


@pytest.mark.parametrize(("days", "expected"), [(0, 3), (89, 3), (91, 2), (366, 1), (3 * 365 + 1, 0)])
def test_a_relationship_has_an_age(days: int, expected: int) -> None:
    assert tenure(NOW - timedelta(days=days), NOW) == TENURES[expected]
    assert tenure(None, NOW) == UNKNOWN


def test_the_reason_is_said_in_words() -> None:
    counts = {"sms": (0, 3), "email": (4, 5)}
    assert because(counts=counts, like_them="email") == (
        "Answered 4 of 5 by email; answered 0 of 3 by text message; people like them mostly answer by email"
    )
    assert because(counts=counts, language="pt-BR").startswith("Respondeu 4 de 5 por email")
    assert because(counts={}) == "Nothing is known yet"
