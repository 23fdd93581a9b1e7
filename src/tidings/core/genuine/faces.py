"""How a message reads on its surfaces, as the person who got it may hold it: what must be there, and what may be missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST_HEADS = 3  # forwarded that often


@dataclass(frozen=True)
class Said:
    """A stretch of what we said. `may_miss`: nothing is lost without it (a link behind words, a foot), but all or nothing."""

    text: str
    may_miss: bool = False


@dataclass(frozen=True)
class Face:
    """What one surface says, in its order; a new stretch begins with a blank or a new line."""

    said: tuple[Said, ...]

    @property
    def links(self) -> tuple[str, ...]:
        words = (word for said in self.said for word in said.text.split())
        return tuple(dict.fromkeys(word for word in words if word.startswith(("https://", "http://"))))


def must(*texts: str) -> Iterator[Said]:
    return (Said(text) for text in texts if text)


def may(*texts: str) -> Iterator[Said]:
    return (Said(text, may_miss=True) for text in texts if text)


def head(*, sender: str, address: str, subject: str = "") -> Iterator[Said]:
    """What the heads of a forwarded or copied message say: who sent it, and what about, in either order."""
    for _ in range(MOST_HEADS):
        yield from may(subject, f"{sender}:", sender, address, subject)


def checked(lines: Iterable[str], *, code: str) -> Iterator[Said]:
    """Lines of which all must be there down to the one with the check code; what follows is the foot."""
    met = False
    for line in lines:
        yield from may(line) if met else must(line)
        met = met or code in line
