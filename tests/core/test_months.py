from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.months import earliest_within, months_after, read_months


@pytest.mark.parametrize(
    ("day", "months", "ends"),
    [
        (date(2025, 5, 21), 18, date(2026, 11, 21)),
        (date(2025, 8, 31), 18, date(2027, 2, 28)),
        (date(2026, 8, 21), 3, date(2026, 11, 21)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
    ],
)
def test_g20_the_last_day_of_a_relationship(day, months, ends):
    assert months_after(day, months) == ends
    assert earliest_within(ends, months) <= day < earliest_within(ends + timedelta(days=1), months)


@given(st.dates(date(2000, 1, 1), date(2080, 1, 1)), st.integers(1, 40))
def test_the_earliest_day_is_the_first_whose_window_holds_today(today, months):
    first = earliest_within(today, months)
    assert months_after(first, months) >= today
    assert months_after(first - timedelta(days=1), months) < today


@given(st.dates(date(2000, 1, 1), date(2080, 1, 1)), st.integers(1, 40))
def test_a_later_purchase_never_counts_for_less(today, months):
    assert earliest_within(today, months) <= earliest_within(today + timedelta(days=1), months)


@pytest.mark.parametrize(("text", "months"), [("18mo", 18), ("2y", 24), (" 6mo ", 6)])
def test_months_as_a_pack_writes_them(text, months):
    assert read_months(text) == months


@pytest.mark.parametrize("text", ["18", "2w", "", "0mo", "18 months"])
def test_what_is_no_number_of_months_is_refused_with_its_mend(text):
    with pytest.raises(ValueError, match="no number of months"):
        read_months(text)
