"""A campaign as a reader will meet it: its parts with their places, and its surfaces, in each of its languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tidings.core.needs import Need


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value that the event brings, where a text uses it; `near` are the words right before and after it."""

    path: str
    type: str
    filter: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """One text of a notice.

    `part` is what it is (`what`, `step`, `answer` ...), `where` its place in the file. `text` has made-up values,
    `least` leaves out all that may be absent, `own` holds the author's words alone: every value is a mark (`‹date›`).
    """

    part: str
    where: str
    line: int
    language: str
    source: str
    text: str
    least: str
    own: str
    values: tuple[Value, ...] = ()

    @property
    def speech(self) -> str:
        """The language without its country."""
        return self.language.partition("-")[0].lower()

    @property
    def empty(self) -> bool:
        return not self.source.strip()


@dataclass(frozen=True, kw_only=True)
class Step:
    """A next step: `does` as the author wrote it, `way` what that is: confirm, callback, interested, outcome or link."""

    id: str
    says: Words
    does: str
    way: str

    @property
    def where(self) -> str:
        return self.says.where.rpartition(".")[0]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A piece of evidence: its kind, what it is (an address or a text) and its description."""

    kind: str
    value: Words
    says: Words


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A question that will come, and its answer."""

    question: Words
    answer: Words


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A campaign's notice in one language; `where` and `line` are the language's own place."""

    language: str
    where: str
    line: int
    what: Words
    means: Words
    done: Words
    if_ignored: Words
    steps: tuple[Step, ...]
    evidence: tuple[Shown, ...]
    answers: tuple[Answered, ...]
    subject: Words | None = None

    @property
    def parts(self) -> tuple[Words, ...]:
        """What every surface says: what happened, what of it, what was done, what if nothing is done."""
        return tuple(
            words for words in (self.what, self.means, self.done, self.if_ignored) if not words.empty
        )

    def every(self) -> Iterator[Words]:
        """Every text there is, in the order of reading."""
        yield from (self.subject,) if self.subject else ()
        yield from self.parts
        yield from (step.says for step in self.steps)
        for shown in self.evidence:
            yield from (shown.says, shown.value) if shown.kind == "text" else (shown.says,)
        for known in self.answers:
            yield from (known.question, known.answer)

    def stated(self) -> Iterator[Words]:
        """Every text in which we state something: all but the questions."""
        return (words for words in self.every() if words.part != "question" and not words.empty)


@dataclass(frozen=True, kw_only=True)
class Surface:
    """A notice as one surface shows it; `first` is what others may read over a shoulder, `size` in the surface's own unit."""

    name: str
    language: str
    title: str
    text: str
    size: int = 0


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who speaks, as far as it is known: `known` says whether anybody told us."""

    name: str = ""
    sender_name: str = ""
    address: str = ""
    help_line: str = ""
    domains: frozenset[str] = frozenset()
    known: bool = False


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All that a rule may look at; `own` are the words a channel alone says (where, channel, text), `asked` what customers asked."""

    campaign: str
    topic: str
    purpose: str
    needs: Mapping[str, Need]
    notices: tuple[Notice, ...]
    surfaces: tuple[Surface, ...] = ()
    sender: Sender = Sender()
    own: tuple[tuple[str, str, str], ...] = ()
    asked: Mapping[str, int] = field(default_factory=dict)
    outcomes: frozenset[str] = frozenset()

    def surfaces_in(self, language: str) -> tuple[Surface, ...]:
        return tuple(surface for surface in self.surfaces if surface.language == language)
