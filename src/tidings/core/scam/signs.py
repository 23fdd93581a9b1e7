"""The signs of a scam that can be pointed at: each is a pattern of words, with what is wrong and how to mend it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Something that makes a text look like a scam: what, where in the text (start, end), and how to mend it.

    `sign` names its kind; one that is `grave` is enough by itself to take a message for a scam.
    """

    sign: str
    what: str
    where: tuple[int, int]
    mend: str
    grave: bool = False


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A kind of reason; `pattern` is looked for in the text, and does not count where its sentence `denies` it before."""

    name: str
    what: str
    mend: str
    grave: bool = False
    pattern: re.Pattern[str] | None = None
    denies: re.Pattern[str] | None = None

    def at(self, start: int, end: int) -> Reason:
        return Reason(sign=self.name, what=self.what, where=(start, end), mend=self.mend, grave=self.grave)


SENTENCE_END = re.compile(r"[.!?](?:\s|$)|\n\s*\n")


def found(text: str, signs: tuple[Sign, ...]) -> Iterator[Reason]:
    """Each sign where it first shows."""
    for sign in signs:
        hits = sign.pattern.finditer(text) if sign.pattern else ()
        hit = next((hit for hit in hits if not denied(sign, text, hit.start(), hit.end())), None)
        if hit:
            yield sign.at(*hit.span())


def denied(sign: Sign, text: str, start: int, end: int) -> bool:
    """Whether the sentence says before that it is *not* so ("we never ask for your PIN")."""
    if sign.denies is None:
        return False
    begins = max((stop.end() for stop in SENTENCE_END.finditer(text, 0, start)), default=0)
    return bool(sign.denies.search(text, begins, end))
