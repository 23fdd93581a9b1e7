"""The circuit breaker: a way that fails is left alone for a growing while, then tried with one message at a time."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=60)
LONGEST_ASKED = timedelta(hours=1)  # however long the other side asks us to wait, we look again after this
PROBE_WITHIN = timedelta(seconds=30)  # a probe that never told is forgotten
RUN = 5  # refusals in a row that open it, where one alone proves nothing

State = Literal["closed", "open", "half_open"]


@dataclass(frozen=True, kw_only=True)
class Breaker:
    """`closed` lets everything pass. `open` nothing until `until`; then one probe (`half_open`, told until `until`).

    `run` counts failures in a row, `opened` how often it opened since it was last closed, `since` when that began.
    """

    state: State = "closed"
    run: int = 0
    opened: int = 0
    until: datetime | None = None
    since: datetime | None = None
    why: str = ""


def passes(breaker: Breaker, now: datetime) -> Literal["yes", "probe", "no"]:
    """Whether a message may go this way now; "probe": one alone, which decides (see `probing`)."""
    if breaker.state == "closed":
        return "yes"
    return "probe" if breaker.until is None or breaker.until <= now else "no"


def probing(breaker: Breaker, now: datetime) -> Breaker:
    """One message is on its way to see whether it goes again."""
    return replace(breaker, state="half_open", until=now + PROBE_WITHIN)


def after_good(breaker: Breaker) -> Breaker:
    """The way answered. One that is open stays so: what answered was sent before it opened."""
    return breaker if breaker.state == "open" else Breaker()


def after_bad(
    breaker: Breaker, *, at: datetime, key: str, why: str, at_once: bool, asked_s: float = 0
) -> Breaker:
    """The way failed: `at_once` opens it, else a run does. `asked_s` is how long the other side wants to be left alone.

    What fails while it is open was sent before it opened, and does not lengthen the pause, unless the other side asks.
    `key` makes the jitter: no two ways are tried in step, and a replay repeats it.
    """
    asked = at + min(LONGEST_ASKED, timedelta(seconds=max(0.0, asked_s)))
    failed = replace(breaker, run=breaker.run + 1, why=why)
    if breaker.state == "open":
        return replace(failed, until=max(breaker.until or asked, asked))
    if breaker.state == "closed" and not at_once and failed.run < RUN:
        return failed
    until = max(asked, at + pause(breaker.opened, key))
    return replace(failed, state="open", opened=breaker.opened + 1, until=until, since=breaker.since or at)


def pause(opened: int, key: str) -> timedelta:
    """Twice as long each time, and up to a quarter more by chance."""
    doubled = min(LONGEST_PAUSE, FIRST_PAUSE * (1 << min(opened, 16)))
    seed = hashlib.sha256(f"{key}|{opened}".encode()).digest()
    return doubled * (1 + int.from_bytes(seed[:2]) / 65536 / 4)
