"""Real questions with their intents: Banking77 (CSV: text, category) and CLINC150 (JSON: parts of [text, intent])."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from messages import held_back, text_of

OUT_OF_SCOPE = "oos"


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question and its intent, as `banking77.card_arrival` or `clinc150.pin_change`."""

    text: str
    intent: str

    @property
    def key(self) -> str:
        return re.sub(r"[\W_]+", " ", self.text.lower()).strip()


def questions_in(place: Path) -> list[Question]:
    """From one file, or from a folder of both sets; each question once."""
    files = (
        [place]
        if place.is_file()
        else [place / "banking77" / "train.csv", place / "clinc150" / "data.json.gz"]
    )
    read = [question for file in files if file.exists() for question in of_file(file)]
    return list({question.key: question for question in reversed(read)}.values())[::-1]


def of_file(file: Path) -> Iterator[Question]:
    text = text_of(file)
    if text.lstrip().startswith(("{", "[")):
        yield from of_clinc(json.loads(text))
    else:
        rows = csv.DictReader(StringIO(text))
        yield from (Question(text=row["text"], intent=f"banking77.{row['category']}") for row in rows)


def of_clinc(parts: object) -> Iterator[Question]:
    """Every part's questions but those that are of no intent."""
    several = parts.items() if isinstance(parts, dict) else [("", parts)]
    for name, rows in several:
        if not name.startswith(OUT_OF_SCOPE):
            yield from (
                Question(text=text, intent=f"clinc150.{intent}")
                for text, intent in rows
                if intent != OUT_OF_SCOPE
            )


def split(questions: Iterable[Question]) -> tuple[list[Question], list[Question]]:
    """Nine tenths to learn from, a tenth that is held back, by the text alone."""
    both: tuple[list[Question], list[Question]] = ([], [])
    for question in questions:
        both[held_back(question.key, of=10)].append(question)
    return both
