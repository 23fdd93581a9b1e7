"""The facts in a text that must be the same in every language and on every surface: numbers, dates, times, links, values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from tidings.core.clarity.counting import figure, holding, in_figures, in_turn, in_words
from tidings.core.clarity.hours import CLOCK, Hour, hours
from tidings.core.clarity.reading import Words
from tidings.core.clarity.spans import Span, spans
from tidings.core.clarity.vagueness import plain

__all__ = ["CLOCK", "DATES", "MONTH", "Facts", "facts", "figure"]

MONTHS: Mapping[str, int] = {
    **in_turn("january february march april may june july august september october november december"),
    **in_turn("jan feb mar apr may jun jul aug sep oct nov dec"),
    **in_turn("janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro"),
    **in_turn("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATES = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|º|o)?\s+(?:de\s+|of\s+)?(?P<month>{MONTH})|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)\b"
)
WEEKDAYS: Mapping[str, str] = {
    "en": r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)s?\b",
    "pt": r"\b(segunda|terca|quarta|quinta|sexta)s?-feiras?\b|\b(sabado|domingo)s?\b",
    "es": r"\b(lunes|martes|miercoles|jueves|viernes|sabado|domingo)s?\b",
}
DAYS: Mapping[str, int] = (
    in_turn("mon tue wed thu fri sat sun")
    | in_turn("segunda terca quarta quinta sexta sabado domingo")
    | in_turn("lunes martes miercoles jueves viernes sabado domingo")
)
LINKS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"”»)]+", re.IGNORECASE)
PHONES = re.compile(r"(?<![\w.,/])\+?\(?\d[\d\s().-]{6,}\d(?!\w)")


@dataclass(frozen=True)
class Facts:
    """What a text states that can be compared.

    Dates are (month, day), weekdays 1 (Monday) to 7, figures plain decimals; `numbers` are all that it tells in figures
    or words, `held` those that it holds without telling (“both”, “um”).
    """

    dates: frozenset[tuple[int, int]]
    weekdays: frozenset[int]
    times: tuple[Hour, ...]
    figures: frozenset[str]
    spans: tuple[Span, ...]
    numbers: frozenset[float]
    held: frozenset[float]
    links: frozenset[str]
    phones: frozenset[str]
    values: frozenset[str]

    def hold(self, number: float) -> bool:
        """Whether a number stands here in whatever form: a figure, a word, a day, an hour."""
        days = {float(day) for _, day in self.dates}
        clock = {
            float(each)
            for hour in self.times
            for each in (hour.hour, hour.hour % 12 or 12, hour.minute, hour.hour + hour.minute / 100)
        }
        return number in self.numbers | self.held | days | clock or any(
            number in (span.count, span.size / 1440, span.size / 60) for span in self.spans
        )


def facts(*texts: Words) -> Facts:
    """The facts of several texts together, which are of one language."""
    speech = texts[0].speech if texts else ""
    text = plain(" \n ".join(words.own for words in texts).replace("às ", "a las ").replace("Às ", "a las "))
    links = frozenset(site(found[0]) for found in LINKS.finditer(text))
    text = LINKS.sub(" ", text)
    rung = [found for found in PHONES.findall(text) if len(only_digits(found)) > 7]
    text = PHONES.sub(lambda found: " " if len(only_digits(found[0])) > 7 else found[0], text)
    dates = frozenset(date(found) for found in DATES.finditer(text))
    weekdays = frozenset(weekday(found) for found in re.finditer(WEEKDAYS.get(speech, "(?!)"), text))
    times, text = hours(DATES.sub(" ", text), speech)
    figures = tuple(in_figures(text))
    numbers = (*figures, *in_words(text, speech))
    return Facts(
        dates=dates,
        weekdays=weekdays,
        times=times,
        figures=frozenset(figure(text[each.start : each.end]) for each in figures),
        spans=tuple(spans(text, speech)),
        numbers=frozenset(each.value for each in numbers if each.sure),
        held=holding(text, speech)
        | {each.value for each in numbers if not each.sure}
        | {float(group) for found in rung for group in re.findall(r"\d+", found)},
        links=links,
        phones=frozenset(map(only_digits, rung)),
        values=frozenset(name(value.path) for words in texts for value in words.values),
    )


def site(address: str) -> str:
    bare = address if "://" in address else f"https://{address}"
    parts = urlsplit(bare.rstrip(".,;:!?"))
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"


def only_digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def date(found: re.Match[str]) -> tuple[int, int]:
    return MONTHS[found["month"] or found["month2"]], int(found["day"] or found["day2"])


def weekday(found: re.Match[str]) -> int:
    return DAYS[next(name for name in found.groups() if name)]


def name(path: str) -> str:
    """A path without the language that its last word may end in: `card.kind_pt` is `card.kind`."""
    return re.sub(r"[._](?:en|pt|es|br|english|portuguese|spanish|portugues|espanol)$", "", path)
