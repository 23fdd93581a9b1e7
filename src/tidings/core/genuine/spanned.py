"""A text that is being rewritten and still knows where each of its characters came from."""

import re
from collections.abc import Callable
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class Spanned:
    """`text`, and for each of its characters the range of the first text that it stands for."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str) -> "Spanned":
        return cls(text, tuple((place, place + 1) for place in range(len(text))))

    def replaced(self, found: re.Pattern[str], by: str | Callable[[re.Match[str]], str]) -> "Spanned":
        """Every match replaced; what replaces it stands for all that it replaces."""
        pieces: list[str] = []
        spans: list[Span] = []
        done = 0
        for match in found.finditer(self.text):
            says = by if isinstance(by, str) else by(match)
            if says != match[0]:
                pieces += [self.text[done : match.start()], says]
                spans += self.spans[done : match.start()]
                spans += [self.whole(match.start(), match.end())] * len(says)
                done = match.end()
        if not pieces:
            return self
        return Spanned("".join([*pieces, self.text[done:]]), (*spans, *self.spans[done:]))

    def without(self, found: re.Pattern[str], group: int | str = 0) -> "Spanned":
        """Every match's group taken out; what stays keeps its own places."""
        return self.kept([match.span(group) for match in found.finditer(self.text)])

    def kept(self, gone: list[Span]) -> "Spanned":
        """Without these ranges (in order, apart)."""
        pieces: list[str] = []
        spans: list[Span] = []
        done = 0
        for start, end in gone:
            if start < 0 or start == end:
                continue
            pieces.append(self.text[done:start])
            spans += self.spans[done:start]
            done = end
        return Spanned("".join([*pieces, self.text[done:]]), (*spans, *self.spans[done:]))

    def whole(self, start: int, end: int) -> Span:
        """The range of the first text that these characters stand for together."""
        return (self.spans[start][0], self.spans[end - 1][1]) if end > start else self.at(start)

    def at(self, place: int) -> Span:
        """The empty place of the first text before this character."""
        if place < len(self.spans):
            return self.spans[place][0], self.spans[place][0]
        last = self.spans[-1][1] if self.spans else 0
        return last, last
