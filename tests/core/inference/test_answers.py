"""Answers fade, add up in any order, and a stop says more than silence."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.core.inference.answers import HALF_LIFE, KINDS, Answer, Tally, fading, tallied

NOW = datetime(2026, 5, 4, tzinfo=UTC)
answers = st.builds(
    Answer,
    topic=st.sampled_from(["deliveries", "offers"]),
    option=st.sampled_from(["email", "sms"]),
    kind=st.sampled_from(sorted(KINDS)),
    at=st.integers(0, 2000).map(lambda hours: NOW - timedelta(hours=hours)),
)


def test_half_of_an_answer_is_left_after_its_half_life() -> None:
    assert fading(NOW - HALF_LIFE, NOW) == 0.5
    assert fading(NOW - 2 * HALF_LIFE, NOW) == 0.25
    assert fading(NOW + HALF_LIFE, NOW) == 1.0  # a clock that went back makes nothing weigh more


def test_answers_are_counted_by_topic_and_channel() -> None:
    given = [
        Answer(topic="deliveries", option="email", kind="acted", at=NOW),
        Answer(topic="deliveries", option="email", kind="ignored", at=NOW - HALF_LIFE),
        Answer(topic="deliveries", option="sms", kind="stopped", at=NOW),
    ]
    assert tallied(given, now=NOW) == {
        ("deliveries", "email"): Tally(1.0, 0.5, answered=1, sent=2),
        ("deliveries", "sms"): Tally(0.0, 3.0, answered=0, sent=1),
    }


@given(st.lists(answers, max_size=12), st.randoms(use_true_random=False))
def test_their_order_does_not_matter(given: list[Answer], random) -> None:
    mixed = random.sample(given, len(given))
    before, after = tallied(given, now=NOW), tallied(mixed, now=NOW)
    assert before.keys() == after.keys()
    for key, tally in before.items():
        assert (tally.answered, tally.sent) == (after[key].answered, after[key].sent)
        assert tally.welcomed == pytest.approx(after[key].welcomed)


@given(st.lists(answers, max_size=12), st.integers(0, 400))
def test_what_was_kept_faded_is_what_would_be_counted_anew(given: list[Answer], days: int) -> None:
    later = NOW + timedelta(days=days)
    for key, tally in tallied(given, now=NOW).items():
        anew = tallied(given, now=later)[key]
        assert tally.faded(fading(NOW, later)).welcomed == pytest.approx(anew.welcomed)
