"""Evidence: what it says of long-run errors, by simulation and by its own algebra."""

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.worth.evidence import against_at_least, against_at_most, averaged, interval

ALPHA = 0.05
counts = st.lists(st.integers(0, 400), min_size=2, max_size=2)


def ever_exceeds(rng: np.random.Generator, share: float, claim: float, looks: int = 800) -> bool:
    """Whether somebody who looks after every contact ever refutes "the share is at least `claim`"."""
    hits = np.cumsum(rng.random(looks) < share)
    return any(
        against_at_least(claim, counts=(int(hit), n - int(hit)), values=(1, 0)) >= log(1 / ALPHA)
        for n, hit in enumerate(hits, start=1)
    )


@pytest.mark.parametrize("claim", [0.03, 0.5])
def test_a_true_claim_is_refuted_no_more_often_than_alpha_however_often_one_looks(claim: float) -> None:
    rng = np.random.default_rng(11)
    assert sum(ever_exceeds(rng, claim, claim) for _ in range(120)) <= 120 * ALPHA + 3


def test_a_false_claim_is_refuted() -> None:
    rng = np.random.default_rng(12)
    assert all(ever_exceeds(rng, 0.1, 0.5, looks=100) for _ in range(50))


@given(counts)
def test_what_speaks_against_at_least_never_speaks_against_at_most(seen: list[int]) -> None:
    values = (1.0, 0.0)
    both = [f(0.4, counts=seen, values=values) for f in (against_at_least, against_at_most)]
    assert min(both) <= log(2)


@given(counts)
def test_bounds_hold_the_mean_and_narrow(seen: list[int]) -> None:
    total = sum(seen)
    low, high = interval(counts=seen, values=(1, 0), alpha=ALPHA)
    assert 0 <= low <= high <= 1
    if total:
        assert low - 1e-9 <= seen[0] / total <= high + 1e-9
        more_low, more_high = interval(counts=[10 * n for n in seen], values=(1, 0), alpha=ALPHA)
        assert more_high - more_low <= high - low + 1e-9


def test_nothing_seen_says_nothing() -> None:
    assert against_at_least(0.5, counts=(0, 0), values=(1, 0)) == pytest.approx(0)
    assert interval(counts=(0, 0), values=(1, 0), alpha=ALPHA) == (0, 1)


def test_the_mean_of_e_values_is_taken_without_overflow() -> None:
    assert averaged([0, 0]) == 0
    assert averaged([1000, -1000]) == pytest.approx(1000 - log(2))


def test_the_interval_holds_at_every_moment_at_once() -> None:
    rng, missed = np.random.default_rng(13), 0
    for _ in range(60):
        hits = np.cumsum(rng.random(300) < 0.2)
        bounds = [
            interval(counts=(int(hits[n]), n + 1 - int(hits[n])), values=(1, 0), alpha=ALPHA)
            for n in range(9, 300, 10)
        ]
        missed += any(not low <= 0.2 <= high for low, high in bounds)
    assert missed <= 60 * ALPHA + 3
