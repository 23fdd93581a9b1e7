from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import phonenumbers.timezone
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.core.hours import ALWAYS, Hours, Window, last_open, next_open, own_windows

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


NATIONWIDE = (Hours((Window(540, 1020),), closed="US"),)
ALABAMA = (Hours((Window(480, 1200, frozenset(range(6))),), closed="US-AL"),)


@pytest.mark.parametrize(
    ("hours", "moment", "opens"),
    [
        (NATIONWIDE, "2026-11-25T23:00:00", "2026-11-27T15:00:00"),  # Thanksgiving in between
        (NATIONWIDE, "2026-12-24T23:30:00", "2026-12-26T15:00:00"),
        (ALABAMA, "2026-06-14T02:00:00", "2026-06-15T13:00:00"),  # a Saturday night
        (ALABAMA, "2026-04-27T14:00:00", "2026-04-28T13:00:00"),  # a holiday of Alabama alone
    ],
)
def test_a_holiday_is_closed_all_day_on_the_walls_where_it_is_kept(hours, moment, opens):
    assert next_open(utc(moment), ("America/Chicago",), hours) == utc(opens)


def test_all_hours_must_be_open_at_once_in_whatever_order():
    ours, theirs = Hours((Window(480, 1260),)), Hours((Window(600, 780), Window(840, 1200)))
    now, zone = utc("2026-07-01T11:30:00"), ("Europe/Paris",)  # 13:30 there
    assert (
        next_open(now, zone, (ours, theirs))
        == next_open(now, zone, (theirs, ours))
        == utc("2026-07-01T12:00:00")
    )
    assert next_open(now, zone, ()) == now


def test_own_hours_may_differ_by_weekday_and_none_is_a_day_left_alone():
    zone, evening = ("America/Sao_Paulo",), (time(18), time(20))
    week = (evening, None, (time(22), time(2)), None, None, None, None)
    assert next_open(utc("2026-06-29T12:00:00"), zone, DAYTIME, week) == utc("2026-06-29T21:00:00")
    assert next_open(utc("2026-06-30T12:00:00"), zone, (Hours(ALWAYS),), week) == utc("2026-07-02T01:00:00")
    assert next_open(utc("2026-07-02T04:59:00"), zone, (Hours(ALWAYS),), week) == utc("2026-07-02T04:59:00")
    assert next_open(utc("2026-07-02T05:00:00"), zone, DAYTIME, week) == utc("2026-07-06T21:00:00")
    assert next_open(utc("2026-07-02T05:00:00"), zone, DAYTIME, (None,) * 7) is None


@pytest.mark.parametrize(
    ("before", "last"),
    [
        ("2026-07-02T03:00:00", "2026-07-01T23:59:59.999999"),  # they close at 21:00
        ("2026-07-01T15:00:00", "2026-07-01T14:59:59.999999"),
        ("2026-07-01T11:00:00", "2026-06-30T23:59:59.999999"),  # they open at 08:00
    ],
)
def test_the_last_moment_before_another(before, last):
    assert last_open(utc(before), ("America/Sao_Paulo",), DAYTIME) == utc(last)


@settings(max_examples=60)
@given(moments, st.lists(st.sampled_from(ZONES), min_size=1, max_size=3), windows, owns)
def test_nothing_is_open_between_the_last_moment_and_the_one_asked_about(before, zones, span, own):
    hours = (Hours((Window(*span),)),)
    last = last_open(before, zones, hours, own)
    if last is not None:
        assert last < before
        assert next_open(last, zones, hours, own) == last
        after = next_open(last + timedelta(microseconds=1), zones, hours, own)
        assert after is None or after >= before or after == last + timedelta(microseconds=1)


NUMBERS = [
    ("+16502530000", {"America/Los_Angeles"}),
    ("+18505551212", {"America/New_York"}),
    ("+18504321234", {"America/Chicago"}),
    ("+14805551212", {"America/Phoenix"}),
    ("+19075551212", {"America/Adak", "America/Anchorage"}),
    ("+12085551212", {"America/Boise", "America/Los_Angeles"}),
    ("+19282830000", {"America/Denver", "America/Phoenix"}),
    ("+17095551212", {"America/Halifax", "America/St_Johns"}),
    ("+14235551212", {"America/Chicago"}),
]


@pytest.mark.parametrize(("number", "zones"), NUMBERS)
def test_g16_a_number_is_open_when_all_its_zones_are(number, zones):
    known = set(phonenumbers.timezone.time_zones_for_number(phonenumbers.parse(number)))
    assert known == zones
    for moment in (
        "2026-03-08T12:59:59",
        "2026-03-08T13:00:00",
        "2026-11-01T12:00:00",
        "2026-11-01T13:00:00",
    ):
        opens = next_open(utc(moment), known, DAYTIME)
        lawful = all(8 <= utc(moment).astimezone(ZoneInfo(zone)).hour < 21 for zone in zones)
        assert (opens == utc(moment)) is lawful


@pytest.mark.parametrize(
    ("zone", "local"),
    [("America/St_Johns", "12:30"), ("Asia/Kathmandu", "20:45"), ("Australia/Lord_Howe", "01:30")],
)
def test_g16_half_hours_and_quarters_count(zone, local):
    at = utc("2026-07-01T15:00:00")
    assert f"{at.astimezone(ZoneInfo(zone)):%H:%M}" == local
    opens = "08:00" <= local < "21:00"
    assert (next_open(at, (zone,), DAYTIME) == at) is opens
