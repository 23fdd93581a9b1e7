"""Token buckets, warm-up and paces as people write them: what holds for any clock and any order."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.pacing import reading, warm_up
from tidings.core.pacing.bucket import Bucket, Rate, filled, full, refilled_at, reserve, taken
from tidings.core.pacing.warm_up import WarmUp, most_on

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
RATES = st.builds(Rate, per_s=st.floats(0.01, 500), burst=st.integers(1, 200))
# Seconds by which several clocks, each going its own way, are ahead or behind at each look.
LOOKS = st.lists(st.tuples(st.floats(-5, 30), st.integers(0, 60), st.booleans()), min_size=1, max_size=40)


def draw(bucket: Bucket, rate: Rate, wanted: int, urgent: bool) -> tuple[Bucket, int]:
    count = 0
    while count < wanted and (less := taken(bucket, rate, urgent=urgent)):
        bucket, count = less, count + 1
    return bucket, count


@given(rate=RATES, looks=LOOKS)
def test_never_more_than_the_burst_and_what_flows_in_over_any_interval(
    rate: Rate, looks: list[tuple[float, int, bool]]
) -> None:
    bucket, at, sent = full(rate, NOON), NOON, list[tuple[datetime, int]]()
    for seconds, wanted, urgent in looks:
        at += timedelta(seconds=seconds)
        bucket, count = draw(filled(bucket, rate, at), rate, wanted, urgent)
        sent.append((bucket.at, count))
    for first in range(len(sent)):
        for last in range(first, len(sent)):
            seconds = (sent[last][0] - sent[first][0]).total_seconds()
            assert (
                sum(count for _, count in sent[first : last + 1]) <= rate.burst + rate.per_s * seconds + 1e-6
            )


@given(rate=RATES, looks=LOOKS)
def test_a_bucket_is_never_empty_below_nothing_nor_fuller_than_its_burst(
    rate: Rate, looks: list[tuple[float, int, bool]]
) -> None:
    bucket, at = full(rate, NOON), NOON
    for seconds, wanted, urgent in looks:
        at += timedelta(seconds=seconds)
        bucket, _ = draw(filled(bucket, rate, at), rate, wanted, urgent)
        assert -1e-9 <= bucket.tokens <= rate.burst
        assert bucket.at >= at or bucket.at > NOON - timedelta(seconds=5)


@given(rate=RATES, spent=st.integers(0, 200), urgent=st.booleans())
def test_a_token_is_there_when_it_was_said_to_be(rate: Rate, spent: int, urgent: bool) -> None:
    bucket, _ = draw(full(rate, NOON), rate, spent, True)
    then = refilled_at(bucket, rate, urgent=urgent) + timedelta(microseconds=1)
    assert taken(filled(bucket, rate, then), rate, urgent=urgent) is not None or rate.per_s > 1e5


@given(rate=RATES)
def test_ordinary_ones_leave_a_tenth_to_the_urgent_but_always_get_through(rate: Rate) -> None:
    bucket, ordinary = draw(full(rate, NOON), rate, 1000, False)
    _, urgent = draw(bucket, rate, 1000, True)
    assert ordinary >= 1
    assert (ordinary, urgent) == (rate.burst - reserve(rate), reserve(rate))


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ("20", Rate(per_s=20, burst=20)),
        ("0.5", Rate(per_s=0.5, burst=1)),
        ("0.5/10", Rate(per_s=0.5, burst=10)),
        ("none", None),
    ],
)
def test_paces_as_people_write_them(written: str, rate: Rate | None) -> None:
    assert reading.rate(written) == rate


@pytest.mark.parametrize(
    "written", ["", "0", "-1", "nan", "inf", "1e400", "5/0", "5/", "none/5", "quick", "5 6"]
)
def test_a_pace_that_cannot_be_is_refused(written: str) -> None:
    with pytest.raises(reading.PaceRefused, match="above 0"):
        reading.rate(written)


def test_paces_by_destination() -> None:
    assert reading.rates("Example.com=5/20 *=none") == {"example.com": Rate(per_s=5, burst=20), "*": None}
    with pytest.raises(reading.PaceRefused, match="for example"):
        reading.rates("example.com")


def test_a_warm_up_grows_by_the_day_and_ends() -> None:
    schedule = warm_up.read("2026-03-04: 50 100 500")
    assert schedule == WarmUp(begins=date(2026, 3, 4), steps=(50, 100, 500))
    days = [date(2026, 3, day) for day in (1, 4, 5, 6, 7, 30)]
    assert [most_on(schedule, day) for day in days] == [50, 50, 100, 500, None, None]
    assert warm_up.read(" ") is None


@pytest.mark.parametrize("written", ["2026-03-04", "2026-03-04:", "2026-13-04: 5", "2026-03-04: 5 0", "x: 5"])
def test_a_warm_up_that_cannot_be_read_says_how_it_is_written(written: str) -> None:
    with pytest.raises(warm_up.WarmUpRefused, match="2026-11-22: 50 100"):
        warm_up.read(written)
