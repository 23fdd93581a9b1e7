"""The oracle reads the rules page rightly: its own tables, by hand."""

from datetime import UTC, date, datetime

import pytest

from bench.lawfulness.demands import (
    GRANTED,
    WRITTEN,
    AtMost,
    Confirmed,
    Consent,
    Hours,
    Relationship,
    Unlisted,
)
from bench.lawfulness.law import demands
from bench.lawfulness.local_time import latest_day, micros, months_after
from bench.lawfulness.moments import outside, within_own

NOON = date(2026, 6, 15)


def hours(places: tuple[str, ...], channel: str, day: date = NOON) -> list[Hours]:
    return [each for each in demands(places, "marketing", "live", channel, day) if isinstance(each, Hours)]


@pytest.mark.parametrize(
    ("at", "zone", "open"),
    [
        ("2026-03-08T12:59:59", "America/New_York", True),
        ("2026-03-08T12:59:59", "America/Chicago", False),
        ("2026-03-08T13:00:00", "America/Chicago", True),
        ("2026-03-08T13:00:00", "America/Phoenix", False),
        ("2026-03-09T00:59:59", "America/New_York", True),
        ("2026-03-09T01:00:00", "America/New_York", False),
        ("2026-11-01T12:00:00", "America/New_York", False),
        ("2026-11-01T13:00:00", "America/New_York", True),
    ],
)
def test_g16_calling_windows(at: str, zone: str, open: bool) -> None:
    moment = micros(datetime.fromisoformat(at).replace(tzinfo=UTC))
    assert (outside(moment, (zone,), hours(("us",), "sms"), 0) == "") == open


@pytest.mark.parametrize(
    ("places", "zone", "at", "broken"),
    [
        (("us", "us-fl"), "America/New_York", "2026-06-15T20:00", "outside_hours"),
        (("us", "us-tx"), "America/Chicago", "2026-06-14T11:59", "outside_hours"),
        (("us", "us-tx"), "America/Chicago", "2026-06-14T12:00", ""),
        (("us", "us-al"), "America/Chicago", "2026-07-03T12:00", "holiday"),
        (("us", "us-ri"), "America/New_York", "2026-06-13T12:00", "outside_hours"),
        (("us", "us-ct", "us-tx"), "America/New_York", "2026-06-15T20:30", "outside_hours"),
        (("fr",), "Europe/Paris", "2026-06-15T13:30", "outside_hours"),
        (("fr",), "Europe/Paris", "2026-07-14T11:00", "holiday"),
        (("au",), "Australia/Adelaide", "2026-06-13T17:00", "outside_hours"),
        (("ca", "ca-nl"), "America/St_Johns", "2026-06-15T21:29", ""),
    ],
)
def test_a3_and_b_hours_of_calls(places: tuple[str, ...], zone: str, at: str, broken: str) -> None:
    from zoneinfo import ZoneInfo

    moment = micros(datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone)))
    assert outside(moment, (zone,), hours(places, "voice:mobile"), 0) == broken


def test_what_a_text_that_sells_takes_in_the_united_states() -> None:
    found = demands(("us",), "marketing", "live", "sms", NOON)
    assert Consent(WRITTEN) in found and Confirmed() in found
    assert Unlisted("us-national-dnc", 31, Relationship(18, 3), WRITTEN) in found


def test_a_law_binds_from_the_day_it_begins() -> None:
    called = ("marketing", "live", "voice:mobile")
    assert Consent(GRANTED) not in demands(("fr",), *called, date(2026, 8, 10))
    assert Consent(GRANTED) in demands(("fr",), *called, date(2026, 8, 13))


def test_recorded_service_calls_to_a_home_line_are_capped() -> None:
    found = demands(("us",), "service", "prerecorded", "voice:landline", NOON)
    assert found == (AtMost(3, 720, ("voice:landline",), ("service",)),)


def test_an_emergency_is_free() -> None:
    assert demands(("us", "us-fl"), "emergency", "ai", "sms", NOON) == ()


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2025, 5, 21), 18, date(2026, 11, 21)),
        (date(2025, 8, 31), 18, date(2027, 2, 28)),
        (date(2026, 8, 21), 3, date(2026, 11, 21)),
    ],
)
def test_g20_a_relationship_ends(day: date, months: int, last: date) -> None:
    assert months_after(day, months) == last


def test_the_latest_day_of_many_zones() -> None:
    at = micros(datetime(2026, 6, 15, 14, tzinfo=UTC))
    assert latest_day(at, ("America/New_York", "Australia/Sydney")) == date(2026, 6, 16)


def test_own_hours_run_past_midnight() -> None:
    late = 3  # 20:00 to 10:00
    assert within_own(datetime(2026, 6, 15, 9, 59), late) and within_own(datetime(2026, 6, 15, 20), late)
    assert not within_own(datetime(2026, 6, 15, 10), late)


def test_a_day_without_own_hours_is_a_day_left_alone() -> None:
    two_days = 4  # Tuesdays and Fridays
    assert within_own(datetime(2026, 6, 16, 8), two_days) and not within_own(
        datetime(2026, 6, 15, 8), two_days
    )
