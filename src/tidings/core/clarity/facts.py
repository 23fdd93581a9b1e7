"""The facts in a text that must be the same in every language and on every surface: figures, dates, links, values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from tidings.core.clarity.reading import Words
from tidings.core.clarity.vagueness import plain


def in_turn(names: str, first: int = 1) -> dict[str, int]:
    """Each name with its number, counted from `first`."""
    return {name: number for number, name in enumerate(names.split(), first)}


def tens(names: str) -> dict[str, int]:
    return dict(zip(names.split(), (15, 20, 30, 40, 50, 60, 90, 100), strict=True))


MONTHS: Mapping[str, int] = {
    **in_turn("january february march april may june july august september october november december"),
    **in_turn("jan feb mar apr may jun jul aug sep oct nov dec"),
    **in_turn("janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro"),
    **in_turn("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
}
NUMBERS: Mapping[str, Mapping[str, int]] = {
    "en": in_turn("two three four five six seven eight nine ten eleven twelve", 2)
    | tens("fifteen twenty thirty forty fifty sixty ninety hundred"),
    "pt": in_turn("dois tres quatro cinco seis sete oito nove dez onze doze", 2)
    | tens("quinze vinte trinta quarenta cinquenta sessenta noventa cem")
    | {"duas": 2},
    "es": in_turn("dos tres cuatro cinco seis siete ocho nueve diez once doce", 2)
    | tens("quince veinte treinta cuarenta cincuenta sesenta noventa cien"),
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATES = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|º|o)?\s+(?:de\s+|of\s+)?(?P<month>{MONTH})|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)\b"
)
CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.h](\d{2}))?\s?(a\.?m\.?|p\.?m\.?)(?!\w)|\b(\d{1,2})[:h](\d{2})\b|\b(\d{1,2})h\b(?!\d)"
)
LINKS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"”»)]+", re.IGNORECASE)
FIGURES = re.compile(r"(?<![\w.,])\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?(?!\w)")


@dataclass(frozen=True)
class Facts:
    """What a text states that can be compared; dates are (month, day), times (hour, minute), figures plain decimals."""

    dates: frozenset[tuple[int, int]]
    times: frozenset[tuple[int, int]]
    figures: frozenset[str]
    links: frozenset[str]
    values: frozenset[str]


def facts(*texts: Words) -> Facts:
    """The facts of several texts together."""
    text = plain(" \n ".join(words.own for words in texts))
    links = frozenset(site(found[0]) for found in LINKS.finditer(text))
    text = LINKS.sub(" ", text)
    dates = frozenset(date(found) for found in DATES.finditer(text))
    text = DATES.sub(" ", text)
    times = frozenset(time(found) for found in CLOCK.finditer(text))
    text = CLOCK.sub(" ", text)
    return Facts(
        dates=dates,
        times=times,
        figures=frozenset(figure(found[0]) for found in FIGURES.finditer(text)),
        links=links,
        values=frozenset(name(value.path) for words in texts for value in words.values),
    )


def words_for(words: Words) -> frozenset[str]:
    """The numbers that a text writes as words."""
    known = NUMBERS.get(words.speech, {})
    return frozenset(str(known[word]) for word in re.findall(r"[a-z]+", plain(words.own)) if word in known)


def site(address: str) -> str:
    bare = address if "://" in address else f"https://{address}"
    parts = urlsplit(bare.rstrip(".,;:!?"))
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"


def date(found: re.Match[str]) -> tuple[int, int]:
    return MONTHS[found["month"] or found["month2"]], int(found["day"] or found["day2"])


def time(found: re.Match[str]) -> tuple[int, int]:
    hour = int(found[1] or found[4] or found[6])
    if found[3]:
        hour = hour % 12 + (12 if found[3].startswith("p") else 0)
    return hour, int(found[2] or found[5] or 0)


def figure(text: str) -> str:
    """1,234.50 and 1.234,50 and 1 234,5 are one figure."""
    bare = re.sub(r"\s", "", text)
    mark = max(bare.rfind("."), bare.rfind(","))
    whole, rest = (bare, "") if mark < 0 else (bare[:mark], bare[mark + 1 :])
    if len(rest) == 3:  # a thousand
        whole, rest = whole + rest, ""
    digits = re.sub(r"\D", "", whole).lstrip("0") or "0"
    return f"{digits}.{rest.rstrip('0')}".rstrip(".")


def name(path: str) -> str:
    """A path without the language that its last word may end in: `card.kind_pt` is `card.kind`."""
    return re.sub(r"[._](?:en|pt|es|br|english|portuguese|spanish|portugues|espanol)$", "", path)
