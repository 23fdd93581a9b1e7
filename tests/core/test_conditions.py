"""Conditions: what they say of an event, and that nothing in one can run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.conditions import ConditionUnclear, condition

DATA = {"review": {"score": 2, "text": "bad"}, "order": {"gift": False, "total": 99.5, "place": None}}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("review.score <= 2", True),
        ("review.score < 2", False),
        ("review.score in [1, 2]", True),
        ("review.score not in (1, 2)", False),
        ("review.text == 'bad' and not order.gift", True),
        ("order.gift or order.total > 100", False),
        ("order.total > -1", True),
        ("order.place == None", True),
        ("not (order.gift and review.nothing == 1)", True),
    ],
)
def test_a_condition_holds_or_not(text, holds):
    assert condition(text).holds(DATA) is holds


def test_a_condition_knows_what_it_reads():
    assert condition("a.b > 1 and (c or a.b < 9)").paths == ("a.b", "c")


@pytest.mark.parametrize(
    "text", ["review.nothing > 1", "review.text > 1", "order.place < 3", "review.score in 5"]
)
def test_data_that_cannot_answer_is_told_with_its_field(text):
    with pytest.raises(ConditionUnclear) as unclear:
        condition(text).holds(DATA)
    assert unclear.value.problem.field in text and unclear.value.problem.mend


@pytest.mark.parametrize(
    "text",
    [
        "", "1", "'a' == 'a'", "a.b(", "__import__('os')", "a.b()", "a[0]", "a < b < c", "a if b else c", "lambda: a",
        "(a := 1)", "[a for a in b]", "a + b", "f'{a}'", "{**a}", "a; b", "await a", "a.b is c", "*a", "-a", "~a", "b'x' == a",
    ],
)  # fmt: skip
def test_nothing_else_may_stand_in_one(text):
    with pytest.raises(ValueError, match=r".") as refused:
        condition(text)
    assert len(refused.value.args) == 2


@given(st.text(max_size=40))
def test_any_text_is_a_condition_or_refused_with_a_mend(text):
    try:
        assert condition(text).paths
    except ValueError as refused:
        assert len(refused.args) == 2
