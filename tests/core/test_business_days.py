from datetime import date

import pytest

from tidings.core.business_days import business_days_after, is_business_day, stop_deadline


@pytest.mark.parametrize(
    ("received", "days", "ends"),
    [
        (date(2026, 11, 20), 10, date(2026, 12, 7)),  # Thanksgiving, 26 November, is left out
        (date(2026, 11, 21), 10, date(2026, 12, 7)),  # a Saturday
        (date(2026, 11, 20), 5, date(2026, 11, 30)),
    ],
)
def test_g20_business_days_with_federal_holidays(received, days, ends):
    assert business_days_after(received, days, calendar="US") == ends


def test_g20_the_stricter_of_both_readings_is_enforced():
    assert stop_deadline(date(2026, 11, 20)) == date(2026, 12, 4)


def test_a_weekend_and_a_holiday_are_no_business_days():
    assert not is_business_day(date(2026, 11, 21))
    assert not is_business_day(date(2026, 11, 26), "US")
    assert is_business_day(date(2026, 11, 26))
