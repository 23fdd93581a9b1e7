"""What numbers count: spans of time, shares and times over, made comparable across languages and units."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tidings.core.clarity.counting import Counted, in_figures, in_words

# What is counted, in any of the languages, without accents; in minutes where it is time.
UNITS: Mapping[str, tuple[str, float]] = {
    r"(?:working|business) days?|dias? (?:uteis|util|habil(?:es)?|laborables?|de trabalho)": (
        "workday",
        1440,
    ),
    r"minut(?:e|o)s?|mins?": ("time", 1),
    r"hours?|hrs?|horas?|h": ("time", 60),
    r"days?|dias?": ("time", 1440),
    r"weeks?|semanas?": ("time", 10_080),
    r"months?|mes(?:es)?": ("time", 43_200),
    r"years?|anos?": ("time", 525_600),
    r"nights?|noites?|noches?": ("night", 1),
    r"%|per ?cent|por (?:cento|ciento)": ("share", 1),
    r"times?|vez(?:es)?|veces": ("over", 1),
}
UNIT = re.compile("|".join(f"(?P<u{n}>{unit})" for n, unit in enumerate(UNITS)) + r"(?!\w)")
# One word may stand between the number and what it counts: “the twelve first months”, “3 more days”.
GAP = re.compile(r"(?:-|\s)?(?:(?!or\b|ou\b|o\b|to\b|and\b|e\b|y\b|a\b|per\b|por\b)[a-z]+\s)?")
ARTICLE = re.compile(r"\ban?(?=\s)")
HALF = re.compile(r"\s(?:and a half|e mei[ao]|y medi[ao])\b")
FIXED: Mapping[str, tuple[str, float]] = {
    r"half(?:-| an? )hour|meia hora|media hora": ("time", 30),
    r"quarter of an hour|quarto de hora|cuarto de hora": ("time", 15),
    r"half a day|meio dia(?! )|medio dia": ("time", 720),
    r"half a year|meio ano|medio ano": ("time", 262_800),
    r"fortnight": ("time", 20_160),
    r"once": ("over", 1),
    r"twice": ("over", 2),
}
IDIOMS = ((8, 7), (15, 14))  # days; “quinze dias” are two weeks
DAY = 1440


@dataclass(frozen=True)
class Span:
    """So much of a kind: minutes of `time`, parts of a hundred, times over; `sure` as for the number."""

    kind: str
    size: float
    count: float
    sure: bool = True


def spans(text: str, speech: str) -> Iterator[Span]:
    """What a text counts, in figures and in words; the text is plain."""
    for pattern, (kind, size) in FIXED.items():
        yield from (Span(kind, size, size) for _ in re.finditer(rf"\b(?:{pattern})\b", text))
    articles = (
        (Counted(1, *each.span(), sure=False) for each in ARTICLE.finditer(text)) if speech == "en" else ()
    )
    for number in (*in_figures(text), *in_words(text, speech), *articles):
        if span := counting(number, text):
            yield span


def counting(number: Counted, text: str) -> Span | None:
    gap = GAP.match(text, number.end)
    for place in (number.end, gap.end() if gap else number.end):
        bare = re.compile(r"[-\s]?").match(text, place)
        found = UNIT.match(text, bare.end() if bare else place)
        if found:
            kind, size = next(unit for n, unit in enumerate(UNITS.values()) if found[f"u{n}"] is not None)
            value = number.value + (0.5 if HALF.match(text, found.end()) else 0)
            return Span(kind, value * size, number.value, sure=number.sure or kind != "time")
    return None


def same(one: Span, other: Span) -> bool:
    """Whether two spans are as long, in whatever unit; 30 days are a month, and 15 days two weeks where people say so."""
    if {one.kind, other.kind} - {"time", "workday"} and one.kind != other.kind:
        return False
    if one.count == other.count and one.size == other.size:
        return True
    if one.kind in ("time", "workday") and idiom(one.size / DAY, other.size / DAY):
        return True
    return abs(one.size - other.size) <= 0.04 * max(one.size, other.size)


def idiom(one: float, other: float) -> bool:
    return (one, other) in IDIOMS or (other, one) in IDIOMS
