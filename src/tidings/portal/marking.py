"""A text that somebody asked about, cut where it is not ours, so that a page can mark it: by signs and words, not by colour alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tidings.conversations.public import Verdict

Kind = Literal["same", "changed", "missing", "beside"]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A run of the asker's own text; `number` counts the marked ones from 1 (0: not marked)."""

    kind: Kind
    text: str = ""
    number: int = 0


def pieces(verdict: Verdict) -> list[Piece]:
    """The whole text of an altered message, in order. What was not compared is set apart, not marked."""
    number, found = 0, []
    for piece in cut(verdict):
        marked = piece.kind in ("changed", "missing")
        number += marked
        found.append(Piece(kind=piece.kind, text=piece.text, number=number if marked else 0))
    return found


def cut(verdict: Verdict) -> Iterator[Piece]:
    text, at = verdict.text, 0
    spans = [(place.start, place.end, True) for place in verdict.places]
    spans += [(place.start, place.end, False) for place in verdict.beside]
    for start, end, ours_differs in sorted(spans):
        if start > at:
            yield Piece(kind="same", text=text[at:start])
        at = max(at, start)
        if start == end:
            yield Piece(kind="missing")
        elif end > at:
            yield Piece(kind="changed" if ours_differs else "beside", text=text[at:end])
        at = max(at, end)
    if text[at:]:
        yield Piece(kind="same", text=text[at:])
