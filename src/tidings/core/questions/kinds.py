"""The library of question kinds, and which kind a question in somebody's own words is of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tidings.core.questions.nearness import Vector, nearness, vector
from tidings.core.shipped import shipped_table

TABLE = "question-kinds-1"
CUE = 0.35  # what a cue adds to the nearness: as much as half of the words shared with a wording
KNOWN = 0.3  # below that a question is of no kind we know
LEAST_NEAR = (
    0.12  # of two kinds with a cue each, the nearer; a cue in a text that shares nothing else counts less
)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of question: how likely it is by situation, how it is worded, and how one would answer it.

    `told` are words by which a notice's other parts answer it, `part` the part that answers it by being there; where
    it `needs` things, it is asked only after a notice of one of them.
    """

    name: str
    weights: Mapping[str, float]
    cue: re.Pattern[str]
    asks: Mapping[str, tuple[str, ...]]
    suggests: Mapping[str, str]
    told: re.Pattern[str] | None = None
    part: str = ""
    needs: frozenset[str] = frozenset()

    def fits(self, about: frozenset[str]) -> bool:
        """Whether it is asked after a notice that speaks of these things (`things`)."""
        return not self.needs or not self.needs.isdisjoint(about)


@cache
def library() -> Mapping[str, Kind]:
    """Every kind by its name, as shipped."""
    return {name: kind(name, given) for name, given in shipped_table(TABLE).items()}


def kind(name: str, given: Mapping[str, object]) -> Kind:
    asks, told = given["asks"], given.get("told")
    return Kind(
        name=name,
        weights=dict(given["weights"]),  # type: ignore[call-overload]
        cue=re.compile(str(given["cue"]), re.IGNORECASE),
        asks={language: tuple(words) for language, words in asks.items()},  # type: ignore[attr-defined]
        suggests=dict(given["suggests"]),  # type: ignore[call-overload]
        told=re.compile(str(told), re.IGNORECASE) if told else None,
        part=str(given.get("part", "")),
        needs=frozenset(given.get("needs", ())),  # type: ignore[call-overload]
    )


def kind_of(text: str, language: str = "") -> str:
    """The kind that a question is of; "" where it is of none we know. A known `language` leaves the others' wordings out."""
    scores = {name: closeness(text, each, language) for name, each in library().items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= KNOWN else ""


def closeness(text: str, each: Kind, language: str = "") -> float:
    """0 to about 1.4: the nearest wording, and more when a cue of the kind is there."""
    asked = vector(text)
    near = max((nearness(asked, own) for own in wordings(each.name, language)), default=0.0)
    return near + (CUE if each.cue.search(text) and (near >= LEAST_NEAR or len(text) < 80) else 0.0)


@cache
def wordings(name: str, language: str) -> tuple[Vector, ...]:
    asks = library()[name].asks
    speech = language.partition("-")[0].lower()
    chosen = [asks[speech]] if speech in asks else list(asks.values())
    return tuple(vector(words) for several in chosen for words in several)
