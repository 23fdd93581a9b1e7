"""Processes that empty a queue side by side: each made ready, all let go together, timed until the last has nothing left."""

import multiprocessing
import time
import traceback
from collections.abc import Callable
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event
from typing import Any

GIVES_UP = 240.0
Turn = Callable[[], Any]  # what a worker does once it is let go


def taken_by(side: Callable[..., Turn], *given: Any, processes: int, waits: Callable[[], int]) -> float:
    """Rows a second; `side(*given)` makes a worker ready and returns its turn. What it did for that is not counted.

    `waits` says how many rows are left: some before, none after.
    """
    context = multiprocessing.get_context("spawn")
    go, ended = context.Event(), context.SimpleQueue()
    ready = [context.Event() for _ in range(processes)]
    ours = [context.Process(target=worked, args=(side, given, one, go, ended), daemon=True) for one in ready]
    for process in ours:
        process.start()
    assert all(one.wait(GIVES_UP) for one in ready), "a worker did not come up"
    before = waits()
    began = time.perf_counter()
    go.set()
    for process in ours:
        process.join(GIVES_UP)
    last = max(ended.get() for process in ours if process.exitcode == 0)
    left = waits()
    assert left == 0 < before, f"{left} of {before} rows are left"
    return before / (last - began)


def worked(
    side: Callable[..., Turn], given: tuple[Any, ...], ready: Event, go: Event, ended: "SimpleQueue[float]"
) -> None:
    try:
        turn = side(*given)
        ready.set()
        go.wait()
        turn()
        ended.put(time.perf_counter())
    except Exception:
        traceback.print_exc()
        raise
