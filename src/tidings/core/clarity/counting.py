"""Numbers as people write them, in figures and in words: “ten days”, “dez por cento”, “una hora y media”."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


def in_turn(names: str, first: int = 1) -> dict[str, int]:
    """Each name with its number, counted from `first`."""
    return {name: number for number, name in enumerate(names.split(), first)}


def by(step: int, names: str) -> dict[str, int]:
    """Each name with its number: two steps, three steps ..."""
    return {name: number * step for number, name in enumerate(names.split(), 2)}


# Without accents, as `plain` leaves them.
NUMBERS: Mapping[str, Mapping[str, int]] = {
    "en": in_turn("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
    | by(10, "twenty thirty forty fifty sixty seventy eighty ninety")
    | {"hundred": 100, "thousand": 1000},
    "pt": in_turn("um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete dezoito dezanove")
    | by(10, "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
    | by(100, "duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos")
    | {"uma": 1, "duas": 2, "quatorze": 14, "dezesseis": 16, "dezessete": 17, "dezenove": 19, "cem": 100, "cento": 100, "mil": 1000},
    "es": in_turn("un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte"
                  " veintiun veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve")
    | by(10, "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa")
    | by(100, "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos")
    | {"una": 1, "uno": 1, "veintiuno": 21, "veintiuna": 21, "cien": 100, "ciento": 100, "mil": 1000},
}  # fmt: skip
# Words that hold a number without telling it first: they may stand for it in another language.
HOLDING: Mapping[str, Mapping[str, float]] = {
    "en": {"a": 1, "an": 1, "another": 1, "each": 1, "single": 1, "both": 2, "couple": 2, "pair": 2, "double": 2, "dozen": 12, "half": 0.5, "quarter": 0.25, "fortnight": 14}
    | in_turn("first second third fourth fifth sixth seventh eighth ninth tenth"),
    "pt": {"ambos": 2, "ambas": 2, "par": 2, "dobro": 2, "duzia": 12, "meia": 0.5, "meio": 0.5, "metade": 0.5, "quarto": 0.25, "quinzena": 15}
    | in_turn("primeiro segundo terceiro quarto quinto sexto setimo oitavo nono decimo")
    | in_turn("primeira segunda terceira quarta quinta sexta setima oitava nona decima"),
    "es": {"ambos": 2, "ambas": 2, "par": 2, "doble": 2, "docena": 12, "media": 0.5, "medio": 0.5, "mitad": 0.5, "cuarto": 0.25, "quincena": 15}
    | in_turn("primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo")
    | in_turn("primera segunda tercera cuarta quinta sexta septima octava novena decima"),
}  # fmt: skip
JOINT = r"(?:-|\s(?:and|e|y)\s|\s)"
WORDED = {
    speech: re.compile(rf"\b(?:{one})(?:{JOINT}(?:{one}))*\b")
    for speech, known in NUMBERS.items()
    if (one := "|".join(sorted(known, key=len, reverse=True)))
}
FIGURES = re.compile(r"(?<![\w.,])\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?(?!\w)")


@dataclass(frozen=True)
class Counted:
    """A number with its place in the text; `sure` is one that cannot be an article (“um dia”)."""

    value: float
    start: int
    end: int
    sure: bool = True


def in_figures(text: str) -> Iterator[Counted]:
    for found in FIGURES.finditer(text):
        yield Counted(float(figure(found[0])), found.start(), found.end())


def in_words(text: str, speech: str) -> Iterator[Counted]:
    """Numbers in words: “twenty-one” is one number, “two or three” are two."""
    known = NUMBERS.get(speech, {})
    for run in WORDED[speech].finditer(text) if known else ():
        total, last, start, end = 0, 0, run.start(), run.start()
        for word in re.finditer(r"[a-z]+", run[0]):
            if word[0] not in known:
                continue
            value, place = known[word[0]], run.start() + word.start()
            if total and not joins(total, last, value):
                yield Counted(total, start, end, sure=total > 1)
                total, start = 0, place
            total = total * value if total and value in (100, 1000) else total + value
            last, end = value, run.start() + word.end()
        yield Counted(total, start, end, sure=total > 1)


def joins(total: int, last: int, value: int) -> bool:
    """Whether a number goes on with this word: twenty + one, two × hundred, a hundred + twelve."""
    if value in (100, 1000):
        return total < value
    return (last >= 20 and last % 10 == 0 and value < min(last, 100 if last >= 100 else 10)) or (
        last >= 1000 and value < 1000
    )


def holding(text: str, speech: str) -> frozenset[float]:
    """Numbers that words hold without counting: “both”, “a”, “third”, and ordinals in figures."""
    known = HOLDING.get(speech, {})
    ordinals = (float(found) for found in re.findall(r"\b(\d+)\.?(?:st|nd|rd|th|º|ª|o|a)\b", text))
    return frozenset([*(known[word] for word in re.findall(r"[a-z]+", text) if word in known), *ordinals])


def figure(text: str) -> str:
    """1,234.50 and 1.234,50 and 1 234,5 are one figure."""
    bare = re.sub(r"\s", "", text)
    mark = max(bare.rfind("."), bare.rfind(","))
    whole, rest = (bare, "") if mark < 0 else (bare[:mark], bare[mark + 1 :])
    if len(rest) == 3:  # a thousand
        whole, rest = whole + rest, ""
    digits = re.sub(r"\D", "", whole).lstrip("0") or "0"
    return f"{digits}.{rest.rstrip('0')}".rstrip(".")
