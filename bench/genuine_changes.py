"""Every change of one character that may alter what a text says; what is harmless by the published list is left out.

At each place: the character taken out; another digit, letter (or the same in the other case) or sign in its stead; one put
in before it; two neighbours swapped; two words run together. Left out are: blanks beside blanks, one kind of quotation mark, dash or list mark for another, brackets and
asterisks around links and words, and the case of a link's scheme and host (RFC 3986 3.1, 3.2.2).
"""

import random
import re
from collections.abc import Iterator

DIGITS, LETTERS, SIGNS = "0123456789", "abcdefghijklmnopqrstuvwxyz", "$€£%+.,:;!?/@#&="
HOST = re.compile(r"https?://[^\s/<>]+/?", re.IGNORECASE)
MARKS = frozenset("<>[]()*•-'\"“”‘’–—")


def changes(text: str, seed: int = 0) -> Iterator[str]:
    """The altered texts, in order of place; which digit, letter or sign is put there is drawn by the seed."""
    chance = random.Random(seed)
    hosts = [match.span() for match in HOST.finditer(text)]
    for place, was in enumerate(text):
        before, after = text[:place], text[place + 1 :]
        if was.isspace():
            yield from at_blank(before, was, after)
            continue
        if was not in MARKS:
            yield before + after
            yield before + other(was, chance) + after
            if (
                was.isalpha()
                and was.swapcase() != was
                and not any(start <= place < end for start, end in hosts)
            ):
                yield before + was.swapcase() + after
            if after and after[0] not in MARKS and not after[0].isspace() and after[0] != was:
                yield before + after[0] + was + after[1:]
        yield before + chance.choice(chance.choice((DIGITS, LETTERS, SIGNS))) + was + after


def at_blank(before: str, was: str, after: str) -> Iterator[str]:
    """Two words run together, where the blank is the only one between words."""
    if was == " " and before[-1:].isalnum() and after[:1].isalnum():
        yield before + after


def other(was: str, chance: random.Random) -> str:
    pool = DIGITS if was.isdigit() else LETTERS if was.isalpha() else SIGNS
    return chance.choice([sign for sign in pool if sign not in (was, was.lower())])
