"""What a customer made of a contact, and the counts of it that everything else is earned from.

A reaction is read against the life of the news: whoever acts within its first tenth (at most four hours) could not have
waited for a digest; whoever acts later could.
"""

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

import numpy as np

Moments = np.ndarray[Any, np.dtype[np.int64]]
NEVER = np.iinfo(np.int64).max

PROMPT_SHARE, PROMPT_AT_MOST = 0.1, timedelta(hours=4)
SETTLED_AFTER = timedelta(hours=48)
HALF_LIFE = timedelta(days=60)
KINDS = ("prompt", "late", "asked", "resented", "ignored")


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """Contacts as columns of microseconds since 1970; `NEVER` where the customer did not act, ask or resent it."""

    sent: Moments
    expires: Moments
    acted: Moments
    asked: Moments
    resented: Moments


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many contacts were met in each way; the `open` ones have met silence so far, and may yet be acted on."""

    prompt: float = 0
    late: float = 0
    asked: float = 0
    resented: float = 0
    ignored: float = 0
    open: int = 0

    @property
    def settled(self) -> float:
        """How many contacts the counts speak of."""
        return sum(self.counts)

    @property
    def counts(self) -> tuple[float, ...]:
        """The counts in the order of `KINDS`."""
        return tuple(getattr(self, kind) for kind in KINDS)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)}
        )

    def scaled(self, share: float) -> "Tally":
        """The counts times `share`: fewer, or older, contacts of the same kind."""
        return Tally(**{kind: getattr(self, kind) * share for kind in KINDS})


def micros(span: timedelta) -> int:
    """Whole microseconds of a span."""
    return span // timedelta(microseconds=1)


def tallied(contacts: Contacts, *, now: int, settled: bool = True) -> Tally:
    """How contacts were met as far as `now` can tell; what is unwelcome outweighs an act, an act a question.

    Only contacts of an age count, so that quick annoyance is never seen before slower acts: those whose time for
    silence is over (`settled`), or else all that could have been acted on promptly.
    """
    life, age = contacts.expires - contacts.sent, now - contacts.sent
    prompt_within = np.minimum(life * PROMPT_SHARE, micros(PROMPT_AT_MOST))
    silent = age >= np.minimum(life, micros(SETTLED_AFTER))
    left = silent.copy() if settled else age > prompt_within
    found = {}
    for kind, is_so in (
        ("resented", contacts.resented <= now),
        ("prompt", (contacts.acted <= now) & (contacts.acted <= contacts.sent + prompt_within)),
        ("late", contacts.acted <= now),
        ("asked", contacts.asked <= now),
        ("ignored", silent),
    ):
        found[kind] = int(np.count_nonzero(left & is_so))
        left &= ~is_so
    return Tally(**found, open=int(np.count_nonzero(left)))


def faded(tally: Tally, age: timedelta) -> Tally:
    """Counts that are `age` older: half of them are left after `HALF_LIFE`."""
    return tally.scaled(0.5 ** (age / HALF_LIFE))
