"""Where a text differs from ours: word by word and sign by sign, with the blanks between them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from tidings.core.genuine.faces import Said
from tidings.core.genuine.harmless.links import trimmed
from tidings.core.genuine.spanned import Spanned
from tidings.core.genuine.verdict import Place

TOKEN = re.compile(r"(?P<link>https?://[^\s<>\"]+)|[^\W_]+|[^\w\s]|_", re.IGNORECASE)
Signs = list[tuple[str, bool]]


@dataclass(frozen=True)
class Token:
    """A word, a sign or a link; `apart`: something blank stands before it. `stretch` numbers what may miss (else -1)."""

    text: str
    apart: bool
    span: tuple[int, int] = (0, 0)
    stretch: int = -1


@dataclass(frozen=True)
class Differences:
    """The places of theirs; `wrong` counts the words and signs that are too many or missing, `held` is as in `Compared`."""

    places: tuple[Place, ...]
    held: float
    wrong: int


def differences(theirs: Spanned, ours: Sequence[Said], length: int) -> Differences:
    """Which of their words are not ours, and where one of ours is missing (an empty place)."""
    have = tokens_of(theirs)
    want = likely(have, ours_of(ours))
    places: list[Place] = []
    held = wrong = 0
    for kind, start, end, first, last in SequenceMatcher(
        None, signs(have), signs(want), autojunk=False
    ).get_opcodes():
        owed = sum(one.stretch < 0 for one in want[first:last])
        if kind == "equal":
            held += owed
            continue
        wrong += end - start + owed
        if start < end:
            places.append(Place(have[start].span[0], have[end - 1].span[1]))
        elif owed:
            at = have[start].span[0] if start < len(have) else length
            places.append(Place(at, at))
    all_owed = sum(one.stretch < 0 for one in want)
    return Differences(tuple(places) or (Place(length, length),), held / all_owed if all_owed else 0.0, wrong)


def tokens_of(text: Spanned) -> list[Token]:
    """The text's words and signs, each with its range in the first text."""
    found: list[Token] = []
    last = place = 0
    while match := TOKEN.search(text.text, place):
        says = trimmed(match[0]) if match["link"] else match[0]
        end = match.start() + len(says)
        apart = not found or match.start() > last
        found.append(Token(says, apart, text.whole(match.start(), end)))
        last = place = end
    return found


def ours_of(stretches: Sequence[Said]) -> list[Token]:
    """Our own words and signs."""
    return [
        Token(token.text, token.apart, stretch=number if said.may_miss else -1)
        for number, said in enumerate(stretches)
        for token in tokens_of(Spanned.of(said.text))
    ]


def likely(theirs: Sequence[Token], ours: Sequence[Token]) -> list[Token]:
    """Ours without the stretches that may miss and do."""
    there = signs(theirs)
    found: list[Token] = []
    for stretch, group in groupby(ours, key=lambda token: token.stretch):
        tokens = list(group)
        if stretch < 0 or within(signs(tokens), there):
            found += tokens
    return found


def within(part: Signs, whole: Signs) -> bool:
    starts = (place for place, one in enumerate(whole) if one == part[0])
    return any(whole[place : place + len(part)] == part for place in starts)


def signs(tokens: Iterable[Token]) -> Signs:
    return [(token.text, token.apart) for token in tokens]
