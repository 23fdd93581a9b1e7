"""The gate on seeded panels of 20 whose understanding is known (the panel: bench/trial.py)."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.trial import Panel
from tidings.core.trials import Heard, Limits, gate

PANELS = {
    "alike": Panel(quickness=0),
    "some quicker": Panel(),
    "moods too": Panel(mood=0.5),
    "three statements": Panel(statements=3),
}
RUNS = range(100)
each_panel = pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS.keys())


def panel_of(right: int, of: int = 4, **answers: bool) -> list[Heard]:
    marks = (True,) * right + (False,) * (of - right)
    return [Heard(panellist=str(number), right=marks, **answers) for number in range(20)]


@each_panel
@pytest.mark.parametrize("better", [0.95, 0.9, 0.85])
def test_the_worse_of_two_is_stopped_when_30_points_apart(panel: Panel, better: float) -> None:
    verdicts = [gate(*panel.answers(better, better - 0.3, seed=seed), 0.8) for seed in RUNS]
    assert sum("b" in verdict.stopped for verdict in verdicts) >= 95
    assert sum("a" not in verdict.stopped for verdict in verdicts) >= 95


@each_panel
@pytest.mark.parametrize("level", [0.95, 0.9, 0.86])
def test_two_that_are_equal_and_good_both_pass(panel: Panel, level: float) -> None:
    verdicts = [gate(*panel.answers(level, level, seed=seed), 0.8) for seed in RUNS]
    assert sum(not verdict.stopped for verdict in verdicts) >= 95


@pytest.mark.parametrize("better", [0.95, 0.85, 0.75])
def test_being_behind_stops_by_itself(better: float) -> None:
    verdicts = [gate(*Panel().answers(better, better - 0.3, seed=seed), 0.0) for seed in RUNS]
    assert sum(verdict.stopped == ("b",) for verdict in verdicts) >= 95


def test_the_order_of_the_versions_tells_nothing() -> None:
    better, worse = Panel().answers(0.9, 0.6, seed=7)
    assert gate(better, worse, 0.5).stopped == ("b",) and gate(worse, better, 0.5).stopped == ("a",)


def test_too_few_answers_pass_nothing() -> None:
    verdict = gate(panel_of(4)[:19], (), Limits())
    assert verdict.stopped == ("a",) and verdict.a.reasons == ("few",)


def test_nobody_at_all_is_too_few() -> None:
    assert gate([], [], Limits()).a.reasons == ("few",)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [({"calls": True}, "calls"), ({"doubts": True}, "doubts"), ({"acts": False}, "acts")],
)
def test_each_limit_stops_by_itself(answers: dict[str, bool], reason: str) -> None:
    limits = Limits(acts=0.5)
    assert gate(panel_of(4, **answers), (), limits).a.reasons == (reason,)


def test_a_version_that_is_not_understood_is_stopped() -> None:
    assert gate(panel_of(2), (), 0.8).a.reasons == ("understood",)
    assert gate(panel_of(2), (), 0.4).a.passed


def test_the_limit_itself_is_too_far_behind() -> None:
    a, b = panel_of(20, of=20), panel_of(17, of=20)
    assert gate(a, b, Limits(understood=0, behind=0.15)).stopped == ("b",)
    assert gate(a, b, Limits(understood=0, behind=0.16)).stopped == ()


def test_groups_that_saw_one_version_each_are_compared_too() -> None:
    better, worse = Panel().answers(0.95, 0.5, seed=3)
    others = [Heard(panellist=f"other-{each.panellist}", right=each.right) for each in worse]
    verdict = gate(better, others, 0.3)
    assert verdict.stopped == ("b",)
    assert verdict.difference and verdict.difference.low > 0.15


understanding = st.lists(st.integers(0, 4), min_size=2, max_size=40)


def heard(marks: list[int]) -> list[Heard]:
    return [
        Heard(panellist=str(number), right=tuple(each > at for at in range(4)))
        for number, each in enumerate(marks)
    ]


@given(understanding, understanding, st.randoms(use_true_random=False))
def test_who_answered_first_and_which_version_is_named_first_change_nothing(
    one: list[int], other: list[int], chance: Random
) -> None:
    a, b = heard(one), heard(other)
    before = gate(a, b, 0.7).stopped
    chance.shuffle(a)
    assert gate(a, b, 0.7).stopped == before
    assert [{"a": "b", "b": "a"}[name] for name in gate(b, a, 0.7).stopped[::-1]] == list(before)


@given(understanding)
def test_a_version_is_never_behind_itself(marks: list[int]) -> None:
    verdict = gate(heard(marks), heard(marks), 0.7)
    assert "behind" not in (*verdict.a.reasons, *(verdict.b.reasons if verdict.b else ()))
    assert verdict.a.understood.low <= verdict.a.understood.share <= verdict.a.understood.high
