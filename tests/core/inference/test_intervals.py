"""Intervals are those of the literature, keep their promise, and a planted gap is found again."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.inference.intervals import Estimate, gap, wilson
from tidings.core.inference.shares import Reached, Stratum, done, said, wished

SEEDS = 400


@pytest.mark.parametrize(
    ("of", "n", "low", "high"),
    # Newcombe 1998 (Statistics in Medicine 17:857-872), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_the_published_one(of: int, n: int, low: float, high: float) -> None:
    assert wilson(of / n, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("a", "m", "b", "n", "low", "high"),
    # Newcombe 1998 (Statistics in Medicine 17:873-890), table II, method 10.
    [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 20, 0.6791, 1.0)],
)
def test_newcombes_interval_is_the_published_one(
    a: int, m: int, b: int, n: int, low: float, high: float
) -> None:
    found = gap(Estimate(a / m, m), Estimate(b / n, n))
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_the_gap_of_the_field_is_clear_and_a_small_one_of_few_is_not() -> None:
    """A quarter believed, 9 % of 1,200 said (the seeds)."""
    of_the_field = gap(Estimate(0.25, 1200), Estimate(0.09, 1200))
    assert of_the_field.is_clear and of_the_field.points == pytest.approx(0.16)
    assert not gap(Estimate(0.25, 20), Estimate(0.2, 20)).is_clear
    assert gap(Estimate(0.25, inf), Estimate(0.09, 0)).low < 0  # nobody was asked: nothing is clear


@given(st.floats(0, 1), st.floats(1, 1e6), st.floats(0, 1), st.floats(1, 1e6))
def test_an_interval_holds_its_own_estimate(a: float, m: float, b: float, n: float) -> None:
    found = gap(Estimate(a, m), Estimate(b, n))
    assert -1 <= found.low <= found.points + 1e-9 and found.points - 1e-9 <= found.high <= 1


def test_a_planted_gap_of_16_points_is_found_within_3() -> None:
    """1,200 people a group, both groups asked: within 3 points in at least 94 of 100 surveys, the interval in 94 too."""
    draw = np.random.default_rng(16)
    believed, chose = draw.binomial(1200, 0.25, SEEDS), draw.binomial(1200, 0.09, SEEDS)
    found = [
        gap(Estimate(a / 1200, 1200), Estimate(b / 1200, 1200)) for a, b in zip(believed, chose, strict=True)
    ]
    assert np.mean([abs(one.points - 0.16) <= 0.03 for one in found]) >= 0.94
    assert np.mean([one.low <= 0.16 <= one.high for one in found]) >= 0.93
    assert all(one.is_clear for one in found)


def test_who_answers_more_often_does_not_speak_for_the_silent() -> None:
    """New customers want text messages and answer four times as often; the share of all 2,000 is told without bias."""
    draw = np.random.default_rng(9)
    told, covered = [], []
    for _ in range(SEEDS):
        new, old = draw.binomial(1000, 0.8), draw.binomial(1000, 0.2)
        estimate = said(
            [
                Stratum(people=1000, answered=new, chose=draw.binomial(new, 0.6)),
                Stratum(people=1000, answered=old, chose=draw.binomial(old, 0.1)),
            ]
        )
        told.append(estimate.share)
        covered.append(estimate.interval[0] <= 0.35 <= estimate.interval[1])
    assert np.mean(told) == pytest.approx(0.35, abs=0.003)  # 0.5 if answers were merely counted
    assert np.mean(covered) >= 0.94


def add_up(tallies: list[tuple[float, float]]) -> Reached:
    """People's (welcomed, sent) as the sums `Reached` keeps."""
    return Reached(
        n=sum(n for _, n in tallies),
        k=sum(k for k, _ in tallies),
        kk=sum(k * k for k, _ in tallies),
        kn=sum(k * n for k, n in tallies),
        nn=sum(n * n for _, n in tallies),
    )


def test_a_channel_does_not_look_wanted_for_being_used_often() -> None:
    mails = add_up([(10, 100)] * 50)
    texts = add_up([(3, 10)] * 50)
    found = done({"email": mails, "sms": texts})
    assert found["sms"].share == pytest.approx(0.75) and found["email"].share == pytest.approx(0.25)


def test_what_they_do_is_told_with_an_interval_that_holds() -> None:
    """Each of 1,200 has a channel they answer by and is written to by both, some often and some seldom."""
    draw, covered = np.random.default_rng(5), []
    for _ in range(100):
        wants_text = draw.random(1200) < 0.3
        sends = draw.integers(1, 9, (1200, 2))
        rates = np.where(wants_text, 0.1, 0.6), np.where(wants_text, 0.6, 0.1)
        answered = [draw.binomial(sends[:, place], rate) for place, rate in enumerate(rates)]
        found = done(
            {
                name: add_up(list(zip(answered[place].tolist(), sends[:, place].tolist(), strict=True)))
                for place, name in enumerate(("email", "sms"))
            }
        )
        expected = np.array([rate.mean() for rate in rates])
        low, high = found["sms"].interval
        covered.append(low <= (0.25 / 0.7) <= high)
        assert expected.shape == (2,)
    assert np.mean(covered) >= 0.9


def test_one_channel_alone_says_nothing_of_what_is_preferred() -> None:
    assert done({"email": add_up([(1, 2)])}) == {}
    assert wished({"email": 3, "sms": 1})["email"] == Estimate(0.75, 4.0)
