"""What has been read of a file so far, and where its bad lines go."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tidings.people.registry.files import RegistryRefused

SHOWN = 20
BAD_AT_MOST = 0.05  # of the lines: more, and the file is another kind of file
Refuse = Callable[[str], object]


@dataclass
class Reading:
    """Lines that held something, those of them that could not be read, and the first of these to show."""

    lines: int = 0
    bad: int = 0
    shown: list[tuple[int, str, str]] = field(default_factory=list)

    def refused(self, place: int, text: str, why: str, refuse: Refuse) -> None:
        """Count a bad line and hand it to `refuse`; a first line without a digit is a header, and no bad one."""
        if self.lines == 0 and not any(map(str.isdigit, text)) and "@" not in text:
            return
        self.lines += 1
        self.bad += 1
        refuse(f"{text}\n")
        if len(self.shown) < SHOWN:
            self.shown.append((place, text[:80], why))

    def check(self) -> None:
        """Raise `RegistryRefused` when this can hardly be a registry's file."""
        if not self.lines:
            raise RegistryRefused("holds no lines, so nothing was loaded; fetch it again")
        if self.lines == self.bad or self.bad > BAD_AT_MOST * self.lines:
            shown = "; ".join(f"line {line}: {text[:40]!r} {why}" for line, text, why in self.shown[:3])
            raise RegistryRefused(
                f"{self.bad} of {self.lines} lines cannot be read, so nothing was loaded. {shown}"
            )


@contextmanager
def refused_lines(path: Path | None) -> Iterator[Refuse]:
    """Writes bad lines to the file at `path`, or nowhere."""
    if path is None:
        yield lambda text: None
        return
    with path.open("w", encoding="utf-8") as file:
        yield file.write
