"""Whether we know what will be asked: the intent of real questions, and the questions that follow a notice.

`top3`: the shipped model's first three of 227 intents hold the right one, on the tenth of Banking77 and CLINC150 it did not see (or on
`--data FILE`, without questions it saw); `baseline_top3`: the nearest centroid by TF-IDF of words, on the same. `anticipated`: of the questions that
people are known to ask after a notice (`clarity/notices/*/questions.yaml`, or `--notices FOLDER` of the same layout), those whose kind is among
the first five that `core.questions` ranks for the notice as it would be sent; `_blind`: without its own questions and answers. Families whose
questions were seen while the library was written are left out. A question's kind is its label (`training/known_kinds.yaml`), else `kind_of`.
"""

import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent / "training"))

from asked import Question, questions_in, split
from messages import data_folder

from tidings.core.grams import WORD
from tidings.core.questions import kind_of, likely, shipped_intents

NOTICES = Path(__file__).parent / "clarity" / "notices"
KNOWN_KINDS = Path(__file__).parent / "training" / "known_kinds.yaml"
SEEN = {"city", "insurance", "power"}  # their questions were read while the types of notices were written
FIRST = 5
FILLED = re.compile(r"\{[{%].*?[}%]\}")


def run(options: dict[str, str]) -> dict[str, Any]:
    """`data`: other questions of the layout of either set; `notices`: another folder of notices and what was asked."""
    learnt, kept = split(questions_in(data_folder()))
    seen = {question.key for question in learnt}
    asked = (
        [each for each in questions_in(Path(options["data"])) if each.key not in seen]
        if "data" in options
        else kept
    )
    started = time.perf_counter()
    found = [question.intent in shipped_intents().ranked(question.text) for question in asked]
    took = time.perf_counter() - started
    baseline = Centroids(learnt)
    return {
        "top3": share(found),
        "baseline_top3": share(baseline.top3(question) for question in asked),
        "questions": len(asked),
        "intents": len(shipped_intents().names),
        "ms_a_question": round(1000 * took / max(len(asked), 1), 3),
        **anticipation(Path(options.get("notices", NOTICES))),
    }


class Centroids:
    """The baseline: words weighed by TF-IDF, the nearest mean of an intent's questions."""

    def __init__(self, questions: Sequence[Question]) -> None:
        spread = Counter(word for question in questions for word in set(words(question.text)))
        self.rare = {word: log((1 + len(questions)) / (1 + count)) + 1 for word, count in spread.items()}
        self.means: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for question in questions:
            for word, value in self.vector(question.text).items():
                self.means[word][question.intent] += value
        lengths: Counter[str] = Counter()
        for intents in self.means.values():
            lengths.update({intent: value * value for intent, value in intents.items()})
        self.lengths = {intent: square**0.5 for intent, square in lengths.items()}

    def vector(self, text: str) -> dict[str, float]:
        weighed = {
            word: (1 + log(times)) * self.rare.get(word, 0.0) for word, times in Counter(words(text)).items()
        }
        length = sum(value * value for value in weighed.values()) ** 0.5 or 1.0
        return {word: value / length for word, value in weighed.items() if value}

    def top3(self, question: Question) -> bool:
        scores: Counter[str] = Counter()
        for word, value in self.vector(question.text).items():
            for intent, mean in self.means[word].items():
                scores[intent] += value * mean / self.lengths[intent]
        return question.intent in {intent for intent, _ in scores.most_common(3)}


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


@dataclass(frozen=True, kw_only=True)
class Followed:
    """A notice in one language by part, and the questions known to follow it, the commonest first."""

    family: str
    topic: str
    parts: Mapping[str, str]
    asked: Sequence[str]
    answers: Sequence[tuple[str, str]]


def anticipation(folder: Path) -> dict[str, Any]:
    """`anticipated` with all of the notice as it would be sent; `blind` without its own questions and answers."""
    labelled = yaml.safe_load(KNOWN_KINDS.read_text(encoding="utf-8"))
    notices = [notice for notice in followed(folder) if folder != NOTICES or notice.family not in SEEN]
    hits = {"": [], "_blind": []}  # type: dict[str, list[list[bool]]]
    for notice in notices:
        for name, answers in (("", notice.answers), ("_blind", ())):
            ranked = likely(notice.parts, topic=notice.topic, language="en", answers=answers)
            expected = {each.kind for each in ranked[:FIRST]}
            kinds = [labelled.get(asked, [kind_of(asked, "en")]) for asked in notice.asked]
            hits[name].append([not expected.isdisjoint(each) for each in kinds])
    return {
        **{
            f"anticipated{name}": share(hit for each in found for hit in each) for name, found in hits.items()
        },
        **{f"anticipated_commonest{name}": share(each[0] for each in found) for name, found in hits.items()},
        "known_questions": sum(len(each) for each in hits[""]),
        "notices": len(notices),
    }


def followed(folder: Path) -> Iterator[Followed]:
    """Every notice with known questions; English, as far as it has any."""
    for file in sorted(folder.glob("**/questions.yaml")):
        for name, asked in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            campaign = yaml.safe_load((file.parent / f"{name}.yaml").read_text(encoding="utf-8"))
            if notice := campaign["notice"].get("en"):
                yield Followed(
                    family=file.parent.name,
                    topic=f"{campaign['topic']} {name}",
                    parts=parts_of(notice),
                    asked=[each["q"] for each in asked],
                    answers=[(each["q"], each["a"]) for each in notice.get("answers", ())],
                )


def parts_of(notice: Mapping[str, Any]) -> dict[str, str]:
    """The author's words by part, without the places that an event fills."""
    texts = {name: notice.get(name, "") for name in ("subject", "what", "means", "done", "if_ignored")}
    texts["next_steps"] = "\n".join(step["says"] for step in notice.get("next_steps", ()))
    return {name: FILLED.sub(" ", text) for name, text in texts.items()}


def share(hits: Any) -> float | None:
    found = list(hits)
    return round(sum(found) / len(found), 4) if found else None
