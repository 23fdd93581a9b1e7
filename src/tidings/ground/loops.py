"""The loops that move rows: live on threads woken by the database, or stepped by a replay on a simulated clock.

A loop is a function that handles one batch and says how many it handled. Nothing is kept between two steps,
so it makes no difference who takes the next one, or when.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from tidings.ground.clock import Clock, SimulatedClock

Step = Callable[[Clock], int]


@dataclass(frozen=True)
class Loop:
    """One kind of work: `step` handles a batch, `next_due` says when there is more, `wakes` are NOTIFY channels."""

    name: str
    step: Step
    next_due: Callable[[], datetime | None]
    wakes: tuple[str, ...] = ()
    threads: int = 1


def settle(loops: Iterable[Loop], clock: Clock) -> int:
    """Step every loop, in order, until none has anything left at this moment; how much was handled."""
    handled, loops = 0, tuple(loops)
    while done := sum(loop.step(clock) for loop in loops):
        handled += done
    return handled


def next_moment(loops: Iterable[Loop]) -> datetime | None:
    """The earliest moment at which any loop has something to do."""
    return min((due for loop in loops if (due := loop.next_due())), default=None)


def run_until(loops: Iterable[Loop], clock: SimulatedClock, end: datetime) -> int:
    """Drive the loops through simulated time up to and including `end`; how much was handled."""
    loops = tuple(loops)
    handled = settle(loops, clock)
    while (due := next_moment(loops)) and due <= end:
        clock.advance(due)
        handled += settle(loops, clock)
    clock.advance(end)
    return handled
