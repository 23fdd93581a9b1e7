"""One panellist's answers: what counts as understood, acting, calling, doubting."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.notice import Answer, Composed, NextStep
from tidings.core.trials import Limits, LimitsRefused, Reply, Statement, needs_trial, read_limits, score
from tidings.core.trials.offered import offered
from tidings.core.trials.scoring import MARKS

NOTICE = Composed(
    language="en",
    what="Your parcel is late.",
    means="It is still on its way.",
    done="We asked the carrier.",
    next_steps=(
        NextStep(id="keep", says="I will wait", does="confirm"),
        NextStep(id="talk", says="Call me", does="callback"),
    ),
    if_ignored="It comes later.",
    answers=(Answer(question="Can I still cancel my order?", answer="Yes, until it is at your door."),),
)
STATEMENTS = (Statement(says="It is on its way", true=True), Statement(says="I must pay", true=False))
REPLY = Reply(panellist="1", step="keep", marks=("true", "false"))


def heard(**changes: object):
    return score(replace(REPLY, **changes), notice=NOTICE, statements=STATEMENTS)


def test_who_tells_all_statements_right_has_understood() -> None:
    assert heard().understood == 1
    assert heard(marks=("false", "false")).right == (False, True)


@given(st.sampled_from(MARKS), st.booleans())
def test_not_being_sure_is_never_right(mark: str, true: bool) -> None:
    result = score(
        replace(REPLY, marks=(mark,)), notice=NOTICE, statements=[Statement(says="This", true=true)]
    )
    assert result.understood == (mark == str(true).lower())


@pytest.mark.parametrize(
    ("step", "acts", "calls"),
    [("keep", True, False), ("talk", True, True), ("call", False, True), ("nothing", False, False)],
)
def test_what_they_would_do_is_acting_or_calling(step: str, acts: bool, calls: bool) -> None:
    assert (heard(step=step).acts, heard(step=step).calls) == (acts, calls)


def test_where_nothing_is_to_be_done_doing_nothing_is_right() -> None:
    told = score(replace(REPLY, step="nothing"), notice=replace(NOTICE, next_steps=()), statements=STATEMENTS)
    assert told.acts and not told.calls


@pytest.mark.parametrize(
    "question",
    ["", "none", "No.", "nothing", "nada", "Não", "Can I cancel the order?", "could i still cancel my order"],
)
def test_a_question_that_the_notice_answers_is_no_call(question: str) -> None:
    assert not heard(question=question).calls


@pytest.mark.parametrize(
    "question", ["Will I get a refund?", "Who is the carrier?", "why???", "Is this a scam"]
)
def test_a_question_left_open_is_a_call(question: str) -> None:
    assert heard(question=question).calls


@pytest.mark.parametrize(("genuine", "doubts"), [("yes", False), ("no", True), ("unsure", True)])
def test_who_is_not_sure_doubts(genuine: str, doubts: bool) -> None:
    assert heard(genuine=genuine).doubts is doubts


def test_statements_are_offered_half_of_them_true() -> None:
    assert [each.true for each in offered(NOTICE)] == [False, True, False, True]
    assert offered(NOTICE)[1].says == NOTICE.means


@pytest.mark.parametrize(
    "wrong", [{"neded": "always"}, {"needed": "yes"}, {"understood": 80}, {"panellists": 2.5}]
)
def test_a_wrong_setting_says_which(wrong: dict[str, object]) -> None:
    with pytest.raises(LimitsRefused, match=next(iter(wrong))):
        read_limits(wrong)


@pytest.mark.parametrize(
    ("needed", "purpose", "asked", "result"),
    [
        ("never", "marketing", False, False),
        ("never", "service", True, True),
        ("marketing", "marketing", False, True),
        ("marketing", "service", False, False),
        ("always", "service", False, True),
        ("always", "emergency", False, False),
    ],
)
def test_which_campaigns_need_one(needed: str, purpose: str, asked: bool, result: bool) -> None:
    assert needs_trial(Limits(needed=needed), purpose=purpose, asked=asked) is result
