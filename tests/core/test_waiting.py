"""When a promise is broken, and how what several events say becomes one."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.waiting import due, merged

ZONES = [
    "UTC",
    "America/Sao_Paulo",
    "Europe/Berlin",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "America/Havana",
    "Asia/Beirut",
]


@pytest.mark.parametrize(
    ("promised", "zone", "moment"),
    [
        ("2018-08-21", "America/Sao_Paulo", "2018-08-22T03:00:00Z"),
        (
            "2017-10-14",
            "America/Sao_Paulo",
            "2017-10-15T03:00:00Z",
        ),  # midnight does not exist: the day begins at 1:00
        ("2018-02-17", "America/Sao_Paulo", "2018-02-18T03:00:00Z"),  # 23:00 comes twice before it
        ("2018-10-27", "Europe/Berlin", "2018-10-27T22:00:00Z"),
        ("2018-08-21T14:00:00-03:00", "Europe/Berlin", "2018-08-21T17:00:00Z"),
    ],
)
def test_a_day_is_broken_when_it_has_ended_there_and_a_moment_when_it_comes(promised, zone, moment):
    assert due(promised, zone) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "promised",
    ["2018-02-30", "9999-12-31", "tomorrow", "2018-08-21T14:00:00", "", None, 7, {}, ["2018-08-21"]],
)
def test_what_is_no_day_and_no_moment_is_refused(promised):
    with pytest.raises(ValueError, match=r"calendar|RFC 3339|offset"):
        due(promised, "UTC")


@given(st.dates(date(1990, 1, 1), date(2037, 1, 1)), st.sampled_from(ZONES))
def test_nothing_of_the_day_is_left_and_nothing_more_was_waited_for(day, zone):
    moment = due(day.isoformat(), zone)
    assert moment.astimezone(ZoneInfo(zone)).date() > day
    assert (moment - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() <= day
    assert moment == datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


leaves = st.integers() | st.text(max_size=3)
trees = st.dictionaries(
    st.sampled_from("abc"),
    st.recursive(leaves, lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3)),
    max_size=3,
)


@given(trees, trees)
def test_the_newer_wins_and_the_older_fills_the_gaps(older, newer):
    both = merged(older, newer)
    assert both.keys() == older.keys() | newer.keys()
    assert merged(both, newer) == both
    assert merged(older, {}) == older and merged({}, newer) == newer
    assert all(both[key] == value for key, value in newer.items() if not isinstance(value, dict))
