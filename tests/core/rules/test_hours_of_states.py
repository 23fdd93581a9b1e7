"""Table A.3 of the rules page: each state at its boundaries, on a weekday, a Saturday, a Sunday and a holiday."""

import pytest

from tests.core.rules.lawbook import bound, may

DAYS = {"weekday": "2026-06-16", "saturday": "2026-06-13", "sunday": "2026-06-14", "holiday": "2026-12-25"}
TIMES = ("07:59", "08:00", "19:59", "20:00", "20:59", "21:00")
EAST, MIDDLE, WEST = "America/New_York", "America/Chicago", "America/Los_Angeles"
FROM_8, TILL_20, TILL_21 = 8 * 60, 20 * 60, 21 * 60
EVERY_DAY = ("weekday", "saturday", "sunday", "holiday")
NO_SUNDAY = ("weekday", "saturday", "holiday")
NEITHER = ("weekday", "saturday")
# state, its zone, opens, closes (minutes), on which days, otherwise on Sundays
STATES = [
    ("us-fl", EAST, FROM_8, TILL_20, EVERY_DAY),
    ("us-ok", MIDDLE, FROM_8, TILL_20, EVERY_DAY),
    ("us-md", EAST, FROM_8, TILL_20, EVERY_DAY),
    ("us-wa", WEST, FROM_8, TILL_20, EVERY_DAY),
    ("us-or", WEST, FROM_8, TILL_20, EVERY_DAY),
    ("us-va", EAST, FROM_8, TILL_21, EVERY_DAY),
    ("us-tx", MIDDLE, 9 * 60, TILL_21, NO_SUNDAY),
    ("us-ct", EAST, 9 * 60, TILL_20, EVERY_DAY),
    ("us-nv", WEST, 9 * 60, TILL_20, EVERY_DAY),
    ("us-al", MIDDLE, FROM_8, TILL_20, NEITHER),
    ("us-la", MIDDLE, FROM_8, TILL_20, NEITHER),
    ("us-ms", MIDDLE, FROM_8, TILL_20, NO_SUNDAY),
    ("us-ky", EAST, 10 * 60, TILL_21, EVERY_DAY),
    ("us-mi", EAST, 9 * 60, TILL_21, EVERY_DAY),
    ("us-mn", MIDDLE, 9 * 60, TILL_21, EVERY_DAY),
    ("us-nm", "America/Denver", 9 * 60, TILL_21, EVERY_DAY),
    ("us-ma", EAST, FROM_8, TILL_20, EVERY_DAY),
    ("us-ri", EAST, 9 * 60, 18 * 60, ("weekday", "holiday")),
    ("us-nj", EAST, FROM_8, TILL_21, EVERY_DAY),
    ("us-ca", WEST, FROM_8, TILL_21, EVERY_DAY),
]


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state[0])
@pytest.mark.parametrize("channel", ["voice:mobile", "sms"])
def test_a_state_opens_and_closes_on_its_minute(state, day, time, channel):
    place, zone, opens, closes, days = state
    hour, minute = map(int, time.split(":"))
    lawful = day in days and opens <= hour * 60 + minute < closes
    if place == "us-tx" and day == "sunday":
        lawful = 12 * 60 <= hour * 60 + minute < TILL_21
    assert may(place, f"{DAYS[day]} {time}", zone, channel=channel) is lawful


@pytest.mark.parametrize(("time", "lawful"), [("11:59", False), ("12:00", True)])
def test_texas_sleeps_in_on_sundays(time, lawful):
    assert may("us-tx", f"2026-06-14 {time}", MIDDLE) is lawful


@pytest.mark.parametrize(("time", "lawful"), [("17:59", True), ("18:00", False)])
def test_rhode_island_closes_at_six(time, lawful):
    assert may("us-ri", f"2026-06-16 {time}", EAST) is lawful


@pytest.mark.parametrize(
    ("time", "lawful"), [("09:59", False), ("10:00", True), ("19:59", True), ("20:00", False)]
)
def test_a_number_of_florida_and_a_bill_to_kentucky_leave_what_both_allow(time, lawful):
    assert may("us-fl us-ky", f"2026-06-16 {time}", EAST, channel="sms") is lawful


def test_the_states_name_their_rule_and_the_federal_one_stays():
    rules = bound("us-fl us-ky", "2026-06-16 12:00", EAST, channel="sms").rules
    assert {"us-fl.hours", "us-ky.hours", "us.hours", "us-fl.cap"} <= set(rules)


@pytest.mark.parametrize("purpose", ["service", "emergency"])
def test_what_sells_nothing_knows_no_hours_of_a_state(purpose):
    assert may("us-ri", "2026-06-14 03:00", EAST, channel="sms", purpose=purpose)


@pytest.mark.parametrize(
    ("place", "zone", "before", "since"),
    [
        ("us-or", WEST, "2025-12-29", "2026-01-02"),
        ("us-ok", MIDDLE, "2022-10-28", "2022-11-02"),
        ("us-md", EAST, "2023-12-28", "2024-01-03"),
        ("us-wa", WEST, "2022-06-07", "2022-06-10"),
    ],
)
def test_a_law_binds_from_its_day_on(place, zone, before, since):
    assert may(place, f"{before} 20:30", zone)
    assert not may(place, f"{since} 20:30", zone)


def test_a_law_begins_with_the_persons_own_day_and_ends_on_the_last_clock_of_the_earth():
    assert may("us-or", "2025-12-31 20:59", WEST)
    assert "us-or.hours" in bound("us-or", "2026-01-01 00:00", WEST).rules
    france = [bound("fr", when, "Europe/Paris").rules for when in ("2026-08-11 00:00", "2026-08-12 20:00")]
    assert [{"fr.bloctel", "fr.opt-in"} <= set(rules) for rules in france] == [True, False]


@pytest.mark.parametrize("place", ["us-fl", "us-ok", "us-md", "us-or"])
def test_three_contacts_on_the_same_subject_in_a_day(place):
    assert 3 in bound(place, "2026-06-16 12:00", EAST).limits
    assert 3 not in bound("us-ny", "2026-06-16 12:00", EAST).limits
