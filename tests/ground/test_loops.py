from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import Due, Loop, next_dues, next_moment, run_until

START = datetime(2026, 7, 1, 12, tzinfo=UTC)
LATER = START + timedelta(hours=1)


def at(moment: datetime) -> Due:
    return Due(f"SELECT '{moment.isoformat()}'::timestamptz")


def nothing(_):
    return 0


@pytest.mark.django_db
def test_loops_that_ask_the_database_are_asked_in_one_statement_and_answer_in_order():
    loops = [
        Loop("later", nothing, at(LATER)),
        Loop("plain", nothing, lambda: START),
        Loop("idle", nothing, Due("SELECT NULL::timestamptz")),
        Loop("now", nothing, at(START)),
    ]
    with CaptureQueriesContext(connection) as asked:
        assert next_dues(loops) == [LATER, START, None, START]
    assert len(asked) == 1
    assert next_moment(loops) == START
    assert loops[0].next_due() == LATER


def test_a_loop_that_needs_no_database_is_driven_without_one():
    left = [LATER, START]

    def step(_):
        left.pop()
        return 1

    clock = SimulatedClock(START)
    assert run_until([Loop("plain", step, lambda: left[-1] if left else None)], clock, LATER) == 2
    assert clock.now() == LATER
