"""Which questions a notice will raise, most likely first, and whether it answers them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tidings.core.questions.kinds import Kind, kind_of, library
from tidings.core.questions.nearness import nearness, vector
from tidings.core.questions.things import presumed, spoken_of
from tidings.core.shipped import shipped_table

SITUATIONS, TYPES = "situations-1", "notice-types-1"
LIKELY = 5  # questions that a notice should answer
UNSURE = 0.5  # below this weight a question is too unlikely to ask its author for an answer
FEW = 5  # questions of earlier runs: fewer say nothing
STATED = {"subject": 1.0, "what": 1.0, "means": 0.5, "done": 0.4, "if_ignored": 0.3}
TELLING = ("subject", "what", "means", "done")  # what else it says is about its steps
TOPIC = 1.0
RANKS = (0.8, 0.75, 0.7, 0.6, 0.5, 0.4)  # how likely a type's first, second ... question is
EXACT, TOUCHED, LOOSE = (
    0.85,
    0.7,
    0.5,
)  # one pattern alone; found in the text, not in the topic; by situation, not by type
EXPECTED = 0.5  # what its author thought worth answering is likely to be asked


@dataclass(frozen=True, kw_only=True)
class Likely:
    """A question that will come: its kind, how it would be put, how likely (0 to 1), and whether and `where` it is answered.

    `suggestion` is an answer to begin with; what stands in [brackets] is for the author to fill.
    """

    kind: str
    question: str
    weight: float
    answered: bool
    where: str
    suggestion: str


def likely(
    parts: Mapping[str, str],
    *,
    topic: str,
    language: str,
    answers: Sequence[tuple[str, str]] = (),
    asked: Mapping[str, int] | None = None,
) -> tuple[Likely, ...]:
    """Every kind with any likelihood, ranked. `parts`: the notice's texts by part (what, means, done, next_steps, if_ignored ...).

    `answers`: its own questions and answers; `asked`: how often customers of earlier runs asked each kind.
    """
    known = [kind_of(question, language) for question, _ in answers]
    text = "\n".join((topic.replace("-", " "), *(parts.get(part, "") for part in TELLING)))
    weights = weighed(parts, topic, known, asked or {})
    speech = language.partition("-")[0].lower()
    ranked = sorted((name for name in weights if weights[name] > 0), key=lambda name: (-weights[name], name))
    return tuple(
        question(kind, weights[kind.name], parts, answers, known, worded(kind, speech, text), speech)
        for kind in map(library().__getitem__, ranked)
    )


def weighed(
    parts: Mapping[str, str], topic: str, known: Sequence[str], asked: Mapping[str, int]
) -> Mapping[str, float]:
    """How likely each kind is; one that speaks of nothing the notice does is left out unless somebody thought of it."""
    strengths, typed = situations(parts, topic), expected(by_type(parts, topic), known)
    about = spoken_of("\n".join((topic.replace("-", " "), *parts.values())))
    return {
        name: weight(each, strengths, typed.get(name, 0.0), asked)
        for name, each in library().items()
        if each.fits(about) or name in known or name in asked
    }


def situations(parts: Mapping[str, str], topic: str) -> Mapping[str, float]:
    """What the notice is about, each as strongly as the part that says it; all of them are `any` too."""
    texts = [
        (topic.replace("-", " "), TOPIC),
        *((parts.get(part, ""), strong) for part, strong in STATED.items()),
    ]
    found = {
        name: max((strong for text, strong in texts if pattern.search(text)), default=0.0)
        for name, pattern in patterns().items()
    }
    return {**found, "any": 1.0}


@cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(words, re.IGNORECASE) for name, words in shipped_table(SITUATIONS).items()}


def by_type(parts: Mapping[str, str], topic: str) -> Mapping[str, float]:
    """How likely each kind is by the types of notices this one is of: the exactest type's questions first."""
    first = f"{topic.replace('-', ' ')}\n{parts.get('subject', '')}\n{parts.get('what', '')}"
    chances: dict[str, float] = {}
    for patterns_, kinds in types():
        hits = [pattern.search(first) for pattern in patterns_]
        if all(hits):
            sure = EXACT ** max(0, 2 - len(hits)) * heard(hits, topic)
            for place, kind in enumerate(kinds):
                chances[kind] = 1 - (1 - chances.get(kind, 0.0)) * (1 - sure * RANKS[place])
    return chances


def expected(chances: Mapping[str, float], known: Sequence[str]) -> Mapping[str, float]:
    """The same, more for what the notice's author thought worth answering."""
    return {
        name: 1 - (1 - chances.get(name, 0.0)) * (1 - EXPECTED * (name in known))
        for name in {*chances, *known}
    }


@cache
def types() -> tuple[tuple[tuple[re.Pattern[str], ...], tuple[str, ...]], ...]:
    return tuple(
        (tuple(re.compile(words, re.IGNORECASE) for words in given["words"]), tuple(given["asks"]))
        for given in shipped_table(TYPES).values()
    )


def heard(hits: Sequence[re.Match[str] | None], topic: str) -> float:
    """A type that the topic or the campaign's name speaks of is surer than one that the text merely touches."""
    return 1.0 if any(hit and hit.start() < len(topic) for hit in hits) else TOUCHED


def weight(kind: Kind, strengths: Mapping[str, float], typed: float, asked: Mapping[str, int]) -> float:
    """The chance that at least one of the situations, its type, or what was asked before, raises it."""
    silent = 1.0 - typed
    for situation, chance in kind.weights.items():
        silent *= 1 - LOOSE * chance * strengths.get(situation, 0.0)
    if (total := sum(asked.values())) >= FEW:
        silent *= 1 - min(0.95, 3 * asked.get(kind.name, 0) / total)
    return round(1 - silent, 4)


def question(
    kind: Kind,
    chance: float,
    parts: Mapping[str, str],
    answers: Sequence[tuple[str, str]],
    known: Sequence[str],
    words: str,
    speech: str,
) -> Likely:
    where = next(answering(kind, parts, answers, known), "")
    return Likely(
        kind=kind.name,
        question=words,
        weight=chance,
        answered=bool(where),
        where=where,
        suggestion=kind.suggests.get(speech, kind.suggests["en"]),
    )


def answering(
    kind: Kind, parts: Mapping[str, str], answers: Sequence[tuple[str, str]], known: Sequence[str]
) -> Iterator[str]:
    """The places that answer it: an answer of its kind, the part made for it, or words by which a part tells it."""
    for place, ((asked, told), own) in enumerate(zip(answers, known, strict=True)):
        if own == kind.name or kind.cue.search(asked) or (kind.told and kind.told.search(told)):
            yield f"answers[{place}]"
    if kind.part in ("check", "human"):  # every surface says how to check us and how to reach a person
        yield kind.part
    if parts.get(kind.part):
        yield kind.part
    for part, text in parts.items():
        if kind.told and kind.told.search(text):
            yield part


def worded(kind: Kind, speech: str, text: str) -> str:
    """Of the kind's wordings that presume nothing else, the one that speaks most of what the notice speaks of; else the first."""
    asks, told, about = kind.asks.get(speech, kind.asks["en"]), vector(text), spoken_of(text)
    fitting = [words for words in asks if presumed(words) <= about] or asks[:1]
    return max(
        fitting,
        key=lambda words: (
            round(nearness(vector(words), told), 2),
            bool(presumed(words)),
            -asks.index(words),
        ),
    )
