"""What somebody who asks "is it you?" is answered; the places are marked in their own text, ours is never shown."""

from dataclasses import dataclass
from typing import Literal

Answer = Literal[
    "ours", "altered", "not_ours", "code_only", "in_call", "not_in_call", "own_number", "too_many", "mistyped"
]


@dataclass(frozen=True)
class Place:
    """Where the asker's text is not ours: characters `start` to `end` of it; empty where something of ours is missing."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """An answer, and where the asker's text (`text`, as it was compared) differs from ours.

    `altered`: a code of ours with words that are not, or not all. `not_ours`: no code of ours, or hardly a word.
    `code_only`: the code is ours, but what was said with it is kept no more (its customer had it erased), so that
    nothing can be compared. `mistyped`: a code that cannot be one. `too_many`: ask again later. `in_call` and
    `not_in_call` answer for a call; `own_number`: which telephone of theirs rang must be known, too. `beside` are the forwarder's own words above a forwarded mail: not compared.
    """

    answer: Answer
    text: str = ""
    places: tuple[Place, ...] = ()
    beside: tuple[Place, ...] = ()
