from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import phonenumbers.timezone
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.core.hours import ALWAYS, Hours, Window, next_open, own_windows

DAYTIME = (Hours((Window(8 * 60, 21 * 60),)),)
ZONES = [
    "America/New_York",
    "America/Chicago",
    "America/Phoenix",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Europe/Lisbon",
    "Pacific/Auckland",
    "Africa/Casablanca",
    "Etc/UTC",
    "Pacific/Kiritimati",
]


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "moment", "opens"),
    [
        ("America/New_York", "2026-03-08T12:59:59", "2026-03-08T12:59:59"),
        ("America/Chicago", "2026-03-08T12:59:59", "2026-03-08T13:00:00"),
        ("America/Chicago", "2026-03-08T13:00:00", "2026-03-08T13:00:00"),
        ("America/Phoenix", "2026-03-08T13:00:00", "2026-03-08T15:00:00"),
        ("America/New_York", "2026-03-09T00:59:59", "2026-03-09T00:59:59"),
        ("America/New_York", "2026-03-09T01:00:00", "2026-03-09T12:00:00"),
        ("America/New_York", "2026-11-01T12:00:00", "2026-11-01T13:00:00"),
        ("America/New_York", "2026-11-01T13:00:00", "2026-11-01T13:00:00"),
        ("Asia/Kathmandu", "2026-07-01T15:00:00", "2026-07-01T15:00:00"),
        ("Australia/Lord_Howe", "2026-07-01T15:00:00", "2026-07-01T21:30:00"),
        ("Australia/Lord_Howe", "2026-01-01T15:00:00", "2026-01-01T21:00:00"),
    ],
)
def test_daytime_over_clock_changes(zone, moment, opens):
    assert next_open(utc(moment), (zone,), DAYTIME) == utc(opens)


def test_a_window_that_opens_in_the_gap_opens_at_its_end():
    window = (Hours((Window(150, 300),)),)  # 02:30 to 05:00, on the night the clock jumps from 02:00 to 03:00
    assert next_open(utc("2026-03-08T06:00:00"), ("America/New_York",), window) == utc("2026-03-08T07:00:00")


def test_a_window_in_the_fold_opens_twice():
    window, zone = (Hours((Window(75, 105),)),), ("America/New_York",)  # 01:15 to 01:45 happens twice
    assert next_open(utc("2026-11-01T05:00:00"), zone, window) == utc("2026-11-01T05:15:00")
    assert next_open(utc("2026-11-01T05:45:00"), zone, window) == utc("2026-11-01T06:15:00")


def test_a_toll_free_number_waits_for_all_its_zones():
    zones = phonenumbers.timezone.time_zones_for_number(phonenumbers.parse("+18005551212"))
    opens = next_open(utc("2026-07-01T00:00:00"), zones, DAYTIME)
    assert len(zones) == 42
    assert opens is None or all(8 <= opens.astimezone(ZoneInfo(zone)).hour < 21 for zone in zones)
    assert opens == scan(utc("2026-07-01T00:00:00"), zones, DAYTIME, None)


def test_mainland_us_opens_when_the_west_wakes():
    zones = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles")
    assert next_open(utc("2026-07-01T06:00:00"), zones, DAYTIME) == utc("2026-07-01T15:00:00")


def test_zones_without_a_common_hour_have_no_moment():
    assert (
        next_open(utc("2026-07-01T00:00:00"), ("Etc/GMT-12", "Etc/GMT+2"), (Hours((Window(540, 720),)),))
        is None
    )


def test_own_hours_narrow_and_may_pass_midnight():
    zone, now = ("America/Sao_Paulo",), utc("2026-07-01T12:00:00")
    assert next_open(now, zone, DAYTIME, (time(18), time(20))) == utc("2026-07-01T21:00:00")
    assert next_open(now, zone, DAYTIME, (time(20), time(2))) == utc("2026-07-01T23:00:00")
    assert own_windows((time(9), time(9))) == ALWAYS


def test_weekdays_are_those_of_the_customers_own_calendar():
    window = (Hours((Window(540, 1020, frozenset(range(5))),)),)
    assert next_open(utc("2026-07-03T23:00:00"), ("America/Sao_Paulo",), window) == utc("2026-07-06T12:00:00")


minutes = st.integers(0, 24 * 4).map(lambda quarter: quarter * 15)
windows = st.tuples(minutes, minutes).filter(lambda pair: pair[0] < pair[1])
owns = st.none() | st.tuples(*[st.integers(0, 95).map(lambda q: time(q // 4, q % 4 * 15))] * 2)
moments = st.one_of(
    st.integers(0, 24 * 60 * 3).map(lambda n: utc("2026-03-07T00:00:00") + timedelta(minutes=n)),
    st.integers(0, 24 * 60 * 3).map(lambda n: utc("2026-10-31T00:00:00") + timedelta(minutes=n)),
    st.integers(0, 24 * 60 * 365).map(lambda n: utc("2026-01-01T00:00:00") + timedelta(minutes=n)),
)


@settings(max_examples=60)
@given(moments, st.lists(st.sampled_from(ZONES), min_size=1, max_size=4), windows, owns)
def test_it_is_the_first_minute_that_a_scan_of_all_minutes_finds(now, zones, span, own):
    window = (Hours((Window(*span, frozenset({now.weekday(), (now.weekday() + 2) % 7})),)),)
    found = next_open(now, zones, window, own)
    assert found == scan(now, zones, window, own) or (found and found - now > timedelta(days=4))


def scan(now, zones, windows, own, days=4):
    """The first open minute by looking at every one of them."""
    infos = [ZoneInfo(zone) for zone in zones]
    for ahead in range(days * 24 * 60):
        moment = now + timedelta(minutes=ahead)
        if all(stands_in(moment.astimezone(info), windows, own) for info in infos):
            return moment
    return None


def stands_in(local, hours, own):
    minute = local.hour * 60 + local.minute
    lawful = any(
        w.opens <= minute < w.closes and local.weekday() in w.weekdays for h in hours for w in h.windows
    )
    return lawful and (own is None or any(w.opens <= minute < w.closes for w in own_windows(own)))
