"""Whether a text is one of ours and unaltered, and where it is not.

Both are put plainly (`harmless.plainly`), with one blank wherever there is any, and then compared sign by sign.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tidings.core.genuine.differing import differences, tokens_of
from tidings.core.genuine.faces import Face, Said
from tidings.core.genuine.harmless import plainly
from tidings.core.genuine.spanned import Spanned
from tidings.core.genuine.verdict import Place

LONGEST = 20_000  # characters of a text that is compared
MOST_TOKENS = 4000
# Of our own words, the share that somebody must hold to be shown which of theirs are not ours.
ENOUGH = 0.6
BLANKS = re.compile(r"\s{2,}|[^\S ]")
ANY_BLANK = re.compile(r"\s+")
ENDS = re.compile(r"^ | $")


@dataclass(frozen=True)
class Compared:
    """`same`: all of ours and nothing else. `held`: the share of our own words that are in the text."""

    same: bool
    held: float = 1.0
    places: tuple[Place, ...] = ()


def compare(pasted: str, faces: Sequence[Face]) -> Compared:
    """The pasted text against the face that is most like it; places are ranges of `pasted`."""
    if len(pasted) > LONGEST or not faces:
        return nothing(pasted)
    ways = list(read(pasted, faces))
    if any(matches(theirs.text, ours) for theirs, ours in ways):
        return Compared(same=True)
    if len(tokens_of(ways[0][0])) > MOST_TOKENS:
        return nothing(pasted)
    told = [differences(theirs, ours, len(pasted)) for theirs, ours in ways]
    nearest = min(told, key=lambda one: one.wrong)
    return Compared(same=False, held=nearest.held, places=nearest.places)


def nothing(pasted: str) -> Compared:
    """Not a word of it is known as ours."""
    return Compared(same=False, held=0.0, places=(Place(0, len(pasted)),))


def read(pasted: str, faces: Sequence[Face]) -> Iterator[tuple[Spanned, tuple[Said, ...]]]:
    """Theirs and ours, plainly, for each face: once without the marks of items, once with them."""
    plain = plainly(pasted)
    for face in faces:
        links, *both = expected(face)
        for theirs, ours in zip(plain, both, strict=True):
            yield even(joined(theirs, links)), ours


@lru_cache(maxsize=64)
def expected(face: Face) -> tuple[tuple[str, ...], tuple[Said, ...], tuple[Said, ...]]:
    """The links of what we said; and what we said, plainly, in both ways. A head's or a banner's words are our own here, and stay."""
    both = [(said.may_miss, *plainly(said.text, edges=False)) for said in face.said]
    bare = tuple(Said(even(one).text, may_miss) for may_miss, one, _ in both)
    marked = tuple(Said(even(one).text, may_miss) for may_miss, _, one in both)
    return face.links, bare, marked


def even(text: Spanned) -> Spanned:
    """One blank wherever there is any, and none at either end."""
    return text.replaced(BLANKS, " ").without(ENDS)


def joined(text: Spanned, links: Sequence[str]) -> Spanned:
    """Links of ours that a line's end broke in two, whole again."""
    missing = [link for link in links if link not in text.text]
    squeezed = ANY_BLANK.sub("", text.text) if missing else ""
    for link in missing:
        if link in squeezed:
            text = text.replaced(broken(link), link)
    return text


@lru_cache(maxsize=256)
def broken(link: str) -> re.Pattern[str]:
    return re.compile("[ ]*\n?[ ]*".join(map(re.escape, link)))


def matches(theirs: str, ours: Sequence[Said]) -> bool:
    """Whether theirs is ours, with or without the stretches that may miss."""
    places = {0}
    for said in filter(lambda said: said.text, ours):
        went_on = {place + len(said.text) + 1 for place in places if stands(said.text, theirs, place)}
        places = places | went_on if said.may_miss else went_on
    return any(place >= len(theirs) for place in places)


def stands(said: str, theirs: str, place: int) -> bool:
    """Whether it stands there, whole: a blank or the end follows."""
    end = place + len(said)
    return theirs.startswith(said, place) and (end == len(theirs) or theirs[end] == " ")
