"""The questions that a campaign's readers will have next, likeliest first, and where its notice answers each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tidings.campaigns.clarity import Around, filling, topic_title
from tidings.core.campaign_files.campaign import Parsed
from tidings.core.clarity.composing import Composer, notice
from tidings.core.clarity.rules.unanswered_question import ranked
from tidings.core.questions import Likely, library

SHOWN = 8
EVERYWHERE = {
    "check": "how to check us, on every surface",
    "human": "how to reach a person, on every surface",
}
PART = re.compile(r"(\w+)(?:\[(\d+)\])?")


@dataclass(frozen=True, kw_only=True)
class AnswerPlace:
    """Where a notice answers a question: its language, the place in the file, and the line (0: no line says it)."""

    language: str
    where: str
    line: int


@dataclass(frozen=True, kw_only=True)
class LikelyQuestion:
    """A question that will come: how it would be put in `language`, how likely (0 to 1), and an answer to begin with.

    `answered` are the places that answer it, `missing` the languages in which nothing does; `asked` is how many customers
    of earlier runs asked it. `asks` words it in each language.
    """

    kind: str
    question: str
    language: str
    asks: Mapping[str, str]
    weight: float
    suggestion: str
    answered: tuple[AnswerPlace, ...]
    missing: tuple[str, ...]
    asked: int


def likely_questions(parsed: Parsed, around: Around) -> tuple[LikelyQuestion, ...]:
    """The eight likeliest over all languages; none while the file cannot be read."""
    draft, document = parsed.draft, parsed.document
    if draft is None or document is None:
        return ()
    fills, topic = filling(draft, document, around), f"{topic_title(draft, around)} {draft.campaign}"
    kinds: dict[str, list[tuple[str, Likely]]] = {}
    for words in draft.notice.values():
        for each in ranked(notice(words, fills), topic=topic, asked=around.asked):
            kinds.setdefault(each.kind, []).append((words.language, each))
    every = [joined(said, fills, around.asked.get(kind, 0)) for kind, said in kinds.items()]
    return tuple(sorted(every, key=lambda each: (-each.weight, each.kind))[:SHOWN])


def joined(said: Sequence[tuple[str, Likely]], fills: Composer, asked: int) -> LikelyQuestion:
    """One question from what it is in each language; worded in the first, in English where we do not speak that."""
    language, first = said[0]
    ours = language.partition("-")[0].lower() in library()[first.kind].suggests
    return LikelyQuestion(
        kind=first.kind,
        question=first.question,
        language=language if ours else "en",
        asks={language: each.question for language, each in said},
        weight=max(each.weight for _, each in said),
        suggestion=first.suggestion,
        answered=tuple(places(said, fills)),
        missing=tuple(language for language, each in said if not each.answered),
        asked=asked,
    )


def places(said: Sequence[tuple[str, Likely]], fills: Composer) -> Iterator[AnswerPlace]:
    for language, each in said:
        if each.where in EVERYWHERE:
            yield AnswerPlace(language=language, where=EVERYWHERE[each.where], line=0)
        elif found := PART.fullmatch(each.where):
            at = (found[1], int(found[2])) if found[2] else (found[1],)
            line = fills.line(("notice", language, *at))
            yield AnswerPlace(language=language, where=f"notice.{language}.{each.where}", line=line)
