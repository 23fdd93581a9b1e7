"""Sentences to learn clarity from: what our authors wrote for each label, and what good notices say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import django
import yaml

django.setup()  # the rooms below have tables, though nothing here reads them

from tidings import channels  # noqa: E402
from tidings.campaigns.clarity import Around, filling  # noqa: E402
from tidings.core.campaign_files.campaign import parse  # noqa: E402
from tidings.core.clarity.composing import notice  # noqa: E402
from tidings.core.clarity.labels import LABELS  # noqa: E402
from tidings.core.clarity.wording import sentences  # noqa: E402
from tidings.site import campaign_check  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = Path(__file__).parent / "clarity"
NOTICES = ROOT / "bench" / "clarity" / "notices"
GOOD = Path(__file__).parent / "clarity-good.yaml"
OLDER = Path(__file__).parent / "clarity-older.yaml"
WHOLE_SENTENCES = ("append", "prepend", "replace", "answers")
CARELESS = sorted((ROOT / "bench" / "clarity").glob("careless*.yaml"))
SHOWN = re.compile(r"{{\s*[\w.]+\s*(?:\|\s*(\w+)\s*)?}}")
MARKS = {"money": "‹money›", "day": "‹date›", "moment": "‹datetime›", "number": "‹number›"}
# The kind of the bench's careless words that are the label.
KINDS = {
    "private": "private-data",
    "pressing": "scam-like",
    "promoting": "mixed-purpose",
    "empty-what": "no-what",
    "empty-meaning": "no-meaning",
    "empty-ignored": "no-if-ignored",
    "preamble": "late-outcome",
    "non-answer": "unanswered-question",
}


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence with its placeholders as marks; `wanted`: it is what the label says; `notice`: its text in a good notice, `place` in it."""

    text: str
    language: str
    wanted: bool
    notice: str = ""
    part: str = ""
    place: int = 0


def authored(label: str) -> list[Sentence]:
    """What the authors wrote: sentences that are it, and near misses that are not."""
    said = yaml.safe_load((WRITTEN / f"{label}.yaml").read_text())
    return [
        Sentence(text=marked(text), language=language, wanted=wanted)
        for language, both in said.items()
        for wanted, key in ((True, "is"), (False, "is_not"))
        for text in both[key]
    ]


def careless(label: str) -> list[Sentence]:
    """The bench's careless sentences of the kind, but those that it holds back, and those of older trials."""
    older = yaml.safe_load(OLDER.read_text()).get(label, {})
    ways = [
        way for file in CARELESS for way in yaml.safe_load(file.read_text()).get(KINDS[label], {}).values()
    ]
    open_ways = [way for way in ways if way.get("how") in WHOLE_SENTENCES and not way.get("held_back")]
    return [
        Sentence(text=marked(text), language=language, wanted=True)
        for said in (older, *open_ways)
        for language in ("en", "pt", "es")
        for text in said.get(language, [])
    ]


def marked(text: str) -> str:
    text = SHOWN.sub(lambda shown: MARKS.get(shown[1], "‹text›"), text)
    return text.replace("@company", "Acme").replace("@domain", "acme.example.com")


def good(label: str, *, held_back: bool) -> Iterator[Sentence]:
    """Every sentence of good notices that would be judged for the label: of one half of their families, or of the other."""
    wanted = LABELS[label]
    return (
        sentence
        for sentence in every()
        if sentence.part in wanted.parts
        and is_held_back(sentence.notice) == held_back
        and not (wanted.first and sentence.place)
    )


def is_held_back(notice: str) -> bool:
    """By the family of the notices, so that what one hand wrote for one company is on one side."""
    return bool(sha256(notice.split("/")[0].encode()).digest()[0] % 2)


def every() -> tuple[Sentence, ...]:
    if not _READ:
        places = [NOTICES, *sorted((ROOT / "examples").glob("*/campaigns"))]
        _READ.extend(sentence for file in campaign_check.campaign_files(places) for sentence in of_file(file))
        _READ.extend(by_others())
    return tuple(_READ)


_READ: list[Sentence] = []
PARTS = {"next_steps": "step", "answers": "answer", "evidence": "evidence"}


def by_others() -> Iterator[Sentence]:
    """The sentences of `clarity-good.yaml`."""
    for where, said in yaml.safe_load(GOOD.read_text()).items():
        _, _, language, place = where.split("/")
        part = place.split(".")[2]
        for at, text in enumerate(said):
            yield Sentence(
                text=text,
                language=language.partition("-")[0],
                wanted=False,
                notice=where,
                part=PARTS.get(part, part),
                place=at,
            )


def of_file(file: Path) -> Iterator[Sentence]:
    parsed = parse(file.read_text(), channels=channels.discover(), surfaces=channels.surfaces())
    if not parsed.draft or not parsed.document:
        return
    fills = filling(parsed.draft, parsed.document, Around(company=campaign_check.company_of(file)))
    family = file.parent.parent.name if file.parent.name == "campaigns" else file.parent.name
    for said in parsed.draft.notice.values():
        read = notice(said, fills)
        for words in read.every():
            where = f"{family}/{file.stem}/{read.language}/{words.where}"
            for place, text in enumerate(sentences(words.own)):
                yield Sentence(
                    text=text,
                    language=words.speech,
                    wanted=False,
                    notice=where,
                    part=words.part,
                    place=place,
                )
