"""Whether a text is one of ours and unaltered, and where it is not.

Both are put plainly (`harmless.plainly`) and compared word by word and sign by sign, with the blanks between them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from tidings.core.genuine.faces import Face
from tidings.core.genuine.harmless import plainly
from tidings.core.genuine.harmless.links import trimmed
from tidings.core.genuine.spanned import Spanned
from tidings.core.genuine.verdict import Place

LONGEST = 20_000  # characters of a text that is compared
MOST_TOKENS = 4000
TOKEN = re.compile(r"(?P<link>https?://[^\s<>\"]+)|[^\W_]+|[^\w\s]|_", re.IGNORECASE)
# Of our own words, the share that somebody must hold to be shown which of theirs are not ours.
ENOUGH = 0.6


@dataclass(frozen=True)
class Compared:
    """`same`: all of ours and nothing else. `held`: the share of our own words that are in the text.

    `wrong` counts the words and signs that are too many or missing.
    """

    same: bool
    held: float = 1.0
    wrong: int = 0
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Token:
    """A word, a sign or a link; `apart`: something blank stands before it. `stretch` numbers what may miss (else -1)."""

    text: str
    apart: bool
    span: tuple[int, int] = (0, 0)
    stretch: int = -1

    @property
    def says(self) -> tuple[str, bool]:
        return self.text, self.apart


def compare(pasted: str, faces: Sequence[Face]) -> Compared:
    """The pasted text against the face that is most like it; places are ranges of `pasted`."""
    if len(pasted) > LONGEST or not faces:
        return Compared(same=False, held=0.0, wrong=len(pasted), places=(Place(0, len(pasted)),))
    found = [against(pasted, face, marks) for marks in (True, False) for face in faces]
    return max(found, key=lambda one: (one.same, -one.wrong))


def against(pasted: str, face: Face, marks: bool) -> Compared:
    """Marks before items are taken off in both texts, or in neither: a line may have been broken before a dash."""
    theirs = tokens_of(joined(plainly(pasted, marks=marks), face.links))
    ours = expected(face, marks)
    if matches(theirs, ours):
        return Compared(same=True)
    if len(theirs) > MOST_TOKENS:
        return Compared(same=False, held=0.0, wrong=len(pasted), places=(Place(0, len(pasted)),))
    return differences(theirs, ours, len(pasted))


def tokens_of(text: Spanned) -> list[Token]:
    """The text's words and signs, each with its range in the first text."""
    found: list[Token] = []
    last = 0
    place = 0
    while match := TOKEN.search(text.text, place):
        says = trimmed(match[0]) if match["link"] else match[0]
        end = match.start() + len(says)
        apart = bool(match["link"]) or not found or match.start() > last
        found.append(Token(says, apart, text.whole(match.start(), end)))
        last = place = end
    return found


def expected(face: Face, marks: bool) -> list[Token]:
    """Our own words and signs."""
    found: list[Token] = []
    for number, said in enumerate(face.said):
        # A head's or a banner's words are our own here, and stay.
        for token in tokens_of(plainly(said.text, edges=False, marks=marks)):
            found.append(Token(token.text, token.apart, stretch=number if said.may_miss else -1))
    return found


def joined(text: Spanned, links: Sequence[str]) -> Spanned:
    """Links of ours that a line's end broke in two, whole again."""
    for link in links:
        if link not in text.text and "\n" in text.text:
            text = text.replaced(re.compile("[ ]*\n?[ ]*".join(map(re.escape, link))), link)
    return text


def matches(theirs: Sequence[Token], ours: Sequence[Token]) -> bool:
    """Whether theirs is ours, with or without the stretches that may miss."""
    place = 0
    for owed, wanted in stretches(ours):
        if says(theirs[place : place + len(wanted)]) == wanted:
            place += len(wanted)
        elif owed:
            return False
    return place == len(theirs)


def stretches(ours: Sequence[Token]) -> Iterator[tuple[bool, list[tuple[str, bool]]]]:
    """What must be there (True) sign by sign, and what may miss by the stretch."""
    for stretch, tokens in groupby(ours, key=lambda token: token.stretch):
        if stretch < 0:
            yield from ((True, [token.says]) for token in tokens)
        else:
            yield False, says(tokens)


def says(tokens: Iterable[Token]) -> list[tuple[str, bool]]:
    return [token.says for token in tokens]


def differences(theirs: Sequence[Token], ours: Sequence[Token], length: int) -> Compared:
    """Which of their words are not ours, and where one of ours is missing."""
    ours = likely(theirs, ours)
    told = SequenceMatcher(None, says(theirs), says(ours), autojunk=False)
    places: list[Place] = []
    held = wrong = 0
    for kind, start, end, first, last in told.get_opcodes():
        if kind == "equal":
            held += sum(one.stretch < 0 for one in ours[first:last])
            continue
        missing = sum(one.stretch < 0 for one in ours[first:last])
        wrong += end - start + missing
        if start < end:
            places.append(Place(theirs[start].span[0], theirs[end - 1].span[1]))
        elif missing:
            at = theirs[start].span[0] if start < len(theirs) else length
            places.append(Place(at, at))
    owed = sum(one.stretch < 0 for one in ours)
    places = places or [Place(length, length)]
    return Compared(same=False, held=held / owed if owed else 0.0, wrong=wrong, places=tuple(places))


def likely(theirs: Sequence[Token], ours: Sequence[Token]) -> list[Token]:
    """Ours without the stretches that may miss and do."""
    there = says(theirs)
    found: list[Token] = []
    for stretch, group in groupby(ours, key=lambda token: token.stretch):
        tokens = list(group)
        if stretch < 0 or within(says(tokens), there):
            found += tokens
    return found


def within(part: list[tuple[str, bool]], whole: list[tuple[str, bool]]) -> bool:
    starts = (place for place, one in enumerate(whole) if one == part[0])
    return any(whole[place : place + len(part)] == part for place in starts)
