"""The circuit breaker, as a machine: whatever happens in whatever order."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tidings.core.pacing.breaker import (
    LONGEST_ASKED,
    LONGEST_PAUSE,
    RUN,
    Breaker,
    after_bad,
    after_good,
    passes,
    pause,
    probing,
)

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
EVENTS = st.lists(
    st.tuples(st.sampled_from(["good", "bad", "dead", "look"]), st.floats(0, 90), st.floats(0, 1e6)),
    max_size=60,
)


@given(events=EVENTS)
def test_one_probe_at_a_time_and_no_way_is_left_alone_for_ever(
    events: list[tuple[str, float, float]],
) -> None:
    breaker, at, probes = Breaker(), NOON, 0
    for what, seconds, asked in events:
        at += timedelta(seconds=seconds)
        if what == "good":
            breaker, probes = after_good(breaker), 0
        elif what in ("bad", "dead"):
            breaker = after_bad(breaker, at=at, key="way", why="x", at_once=what == "dead", asked_s=asked)
            probes = 0
        elif passes(breaker, at) == "probe":
            probes = (
                1 if breaker.state == "open" or breaker.until is None or breaker.until <= at else probes + 1
            )
            breaker = probing(breaker, at)
        assert probes <= 1
        if breaker.state != "closed":
            assert breaker.until is not None
            assert breaker.until <= at + LONGEST_ASKED + LONGEST_PAUSE * 1.25
            assert passes(breaker, breaker.until) == "probe"


def test_a_run_opens_it_and_an_answer_in_between_begins_the_run_anew() -> None:
    breaker = Breaker()
    for number in range(1, RUN):
        breaker = after_bad(breaker, at=NOON, key="way", why="450", at_once=False)
        assert (breaker.state, breaker.run) == ("closed", number)
    assert after_good(breaker) == Breaker()
    assert after_bad(breaker, at=NOON, key="way", why="450", at_once=False).state == "open"


def test_what_was_under_way_when_it_opened_neither_closes_it_nor_lengthens_the_pause() -> None:
    opened = after_bad(Breaker(), at=NOON, key="way", why="cut", at_once=True)
    assert after_good(opened) == opened
    again = after_bad(opened, at=NOON, key="way", why="cut", at_once=True)
    assert (again.until, again.opened) == (opened.until, 1)


def test_pauses_double_with_jitter_that_a_replay_repeats() -> None:
    pauses = [pause(opened, "email|main|") for opened in range(20)]
    assert pauses == [pause(opened, "email|main|") for opened in range(20)]
    assert all(0.99 <= each / timedelta(seconds=min(60, 2**n)) <= 1.25 for n, each in enumerate(pauses))
    assert len({pause(3, f"way {n}") for n in range(20)}) > 10
