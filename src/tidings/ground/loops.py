"""The loops that move rows: live on threads woken by the database, or stepped by a replay on a simulated clock.

A loop is a function that handles one batch and says how many it handled. Nothing is kept between two steps,
so it makes no difference who takes the next one, or when.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from tidings.ground.clock import Clock, SimulatedClock

Step = Callable[[Clock], int]


@dataclass(frozen=True)
class Due:
    """When there is more to do, as a query of one value: called, it asks; all of several loops are asked at once."""

    query: str

    def __call__(self) -> datetime | None:
        return asked([self])[0]


def asked(dues: Sequence[Due]) -> Sequence[datetime | None]:
    """The answers in order, from one statement."""
    if not dues:
        return ()
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"({due.query})" for due in dues))
        found: Sequence[datetime | None] = cursor.fetchone()
    return found


@dataclass(frozen=True)
class Loop:
    """One kind of work: `step` handles a batch, `next_due` says when there is more, `wakes` are NOTIFY channels."""

    name: str
    step: Step
    next_due: Callable[[], datetime | None]
    wakes: tuple[str, ...] = ()
    threads: int = 1


def now_and_then(pause: timedelta, look: Step) -> Step:
    """`look`, at most once a pause for each worker: it makes no difference who looks, or how often."""
    again_at: datetime | None = None

    def step(clock: Clock) -> int:
        nonlocal again_at
        now = clock.now()
        if again_at and now < again_at:
            return 0
        again_at = now + pause
        return look(clock)

    return step


class LoopStuck(RuntimeError):
    """A loop said that it is due and then did nothing: on a clock that stands still it would do so for ever."""


def next_moment(loops: Iterable[Loop]) -> datetime | None:
    """The earliest moment at which any loop has something to do."""
    return min(filter(None, next_dues(tuple(loops))), default=None)


def next_dues(loops: Sequence[Loop]) -> list[datetime | None]:
    """When each loop has something to do, None for one that has nothing."""
    answers = iter(asked([loop.next_due for loop in loops if isinstance(loop.next_due, Due)]))
    return [next(answers) if isinstance(loop.next_due, Due) else loop.next_due() for loop in loops]


def run_until(loops: Iterable[Loop], clock: SimulatedClock, end: datetime) -> int:
    """Drive the loops through simulated time up to and including `end`; how much was handled.

    A loop is stepped only when it says that it is due: asking is cheap, and most moments concern one loop.
    """
    handled, loops = 0, tuple(loops)
    while (moment := min(filter(None, dues := next_dues(loops)), default=None)) and moment <= end:
        clock.advance(moment)
        due = [loop for loop, at in zip(loops, dues, strict=True) if at and at <= clock.now()]
        done = sum(loop.step(clock) for loop in due)
        if not done:
            raise LoopStuck(
                f"due at {moment:%Y-%m-%d %H:%M} but nothing was done: {', '.join(loop.name for loop in due)}"
            )
        handled += done
    clock.advance(end)
    return handled
