from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.durations import basis_points, duration, written


@given(st.integers(min_value=1, max_value=520 * 7 * 86_400))
def test_a_duration_reads_back_as_written(seconds: int) -> None:
    assert duration(written(timedelta(seconds=seconds))) == timedelta(seconds=seconds)


def test_what_people_write() -> None:
    assert duration("4h") == timedelta(hours=4)
    assert duration("1d12h") == timedelta(days=1, hours=12)
    assert duration("90m") == timedelta(minutes=90)


@pytest.mark.parametrize("text", ["", "4", "4 h", "h", "4x", "-4h", "0h", "1h1d", "9999w", "4H", "٤h"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError):
        duration(text)


@given(st.integers(min_value=0, max_value=9_000))
def test_a_percentage_keeps_its_basis_points(points: int) -> None:
    assert basis_points(f"{points / 100:.2f}%") == points


@pytest.mark.parametrize("text", ["10", "100%", "90.01%", "-1%", "1.234%", "ten%", "%"])
def test_what_is_no_percentage(text: str) -> None:
    with pytest.raises(ValueError):
        basis_points(text)
