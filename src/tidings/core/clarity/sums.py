"""Figures that are money by the sentence they stand in: it speaks of paying, and the figure counts and numbers nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tidings.core.clarity.facts import DATES, MONTH
from tidings.core.clarity.money_words import (
    BECOMING,
    CURRENCY,
    ENDS,
    HANDING,
    LEAD_ON,
    LINKS,
    MEASURES,
    NUMBERED,
    PAYING,
    SMALL,
    STATING,
    UNITS,
)
from tidings.core.clarity.vagueness import plain

FIGURE = re.compile(r"(?:\d{1,3}(?:[.,]\d{3})+|\d{1,6})(?:[.,]\d{1,2})?|‹number›")
CENTS = re.compile(r"[\d.,]*\d[.,]\d\d")
TOKEN = re.compile(
    r"‹\w+›|\d[\d.,]*\d(?![\w:/])|\d(?![\w:/]|[.,]\d)|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\W_]+(?:[:/.-]\w+)*|[^\w\s]"
)
# What has figures and is no sum: days, hours, addresses, telephones, spans of years.
ELSE = (
    re.compile(rf"{DATES.pattern}(?:,? (?:de |del |of )?(?:19|20)\d\d)?"),
    re.compile(rf"(?:\b\d{{1,2}}(?:,| e| y| and| to| a| al| ao| or| o| ou))+ (?:de )?‹day›|\b(?:{MONTH}) (?:de )?(?:19|20)\d\d"),
    re.compile(
        r"\b\d{1,2}(?:[:.]\d\d)?(?: ?(?:-|–|to|and|or|until) ?\d{1,2}(?:[:.]\d\d)?)? ?(?:[ap]\.?m\b\.?|o'clock|h\b|hrs?\b|horas?\b)"
    ),
    re.compile(r"\b\d{1,2}[:h]\d\d\b|\b\d{1,4}[/-]\d{1,2}(?:[/-]\d{1,4})?\b"),
    re.compile(r"\bhttps?://\S+|\b\S+@\S+|\+?\d[\d ().-]{7,}\d(?![\d,])|\b\d{2,4}(?: \d{2,4})+\b(?![.,]\d)"),
    re.compile(r"(?:\d[\d.,]*|‹number›) (?:per ?cent|por cento|por ciento|percentage points|pontos percentuais|puntos porcentuales)\b"),
    re.compile(r"[\"“«'‘][^\"“”«»]{1,60}[\"”»]"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Clause:
    """The words of a clause in small letters without accents, and in which language."""

    words: tuple[str, ...]
    speech: str

    def of(self, place: int, *known: re.Pattern[str]) -> bool:
        """Whether the word there is one of those known; beyond the ends there is none."""
        word = self.words[place] if 0 <= place < len(self.words) else ""
        return any(each.fullmatch(word) for each in known)

    def figure(self, place: int) -> bool:
        return self.of(place, FIGURE)


def bare_sums(sentence: str, speech: str, *, of_money: bool) -> Iterator[str]:
    """The figures of a sentence that are money and have no currency beside them; `of_money`: its notice speaks of money."""
    if speech not in PAYING:
        return
    for clause in clauses(sentence, speech):
        for place in range(len(clause.words)):
            if clause.figure(place) and counts_nothing(clause, place) and is_sum(clause, place, of_money):
                yield clause.words[place]


def clauses(sentence: str, speech: str) -> Iterator[Clause]:
    text = plain(sentence.replace("’", "'"))
    text = ELSE[0].sub(" ‹day› ", text)
    for each in ELSE[1:]:
        text = each.sub(" ‹else› ", text)
    for part in re.split(r"[;?!()–—]\s|\.\s", text):
        yield Clause(words=tuple(TOKEN.findall(part.rstrip("."))), speech=speech)


def counts_nothing(clause: Clause, place: int) -> bool:
    """Whether neither a noun follows a figure, or the figures it is listed with, nor one that it numbers goes before."""
    first, last = group(clause, place)
    after, before = last + 1, first - 1
    if any(clause.of(at, CURRENCY) for at in (before, before - 1, after)):
        return False
    if CENTS.fullmatch(clause.words[place]):
        return not clause.of(before, NUMBERED) and (
            clause.of(after, ENDS[clause.speech]) or not clause.of(after, UNITS, PLURAL)
        )
    if before >= 0 and not clause.of(before, LEAD_ON[clause.speech], PAYING[clause.speech], MARK):
        return False
    ends = (
        after == len(clause.words)
        or clause.of(after, ENDS[clause.speech], MARK)
        or (clause.of(after, PAYING[clause.speech]) and not clause.of(after, PLURAL))
    )
    return ends and not clause.of(after + 1, COUNTED if clause.of(after, MORE) else NEVER)


MARK = re.compile(r"‹(?!number›)\w+›|[,:.]")
PLURAL = re.compile(r"\w+s")  # credits, parcelas: what is counted
MORE = re.compile(r"more|extra|further|mais|mas|menos|less|fewer|otros?|outros?")
COUNTED = re.compile(r"(?!(?:than|por|a|de|do|que|per|each|for)\b)[^\W\d_]{2,}")
NEVER = re.compile(r"(?!)")
JOINS = re.compile(r"to|and|or|a|ou|e|y|o|ate|hasta|-|,|al")


def group(clause: Clause, place: int) -> tuple[int, int]:
    """The first and the last of the figures that are listed together with this one: 3 to 7, 4 and 5, al 5, al 15."""
    first = last = place
    while clause.of(last + 1, JOINS) and (step := clause.figure(last + 2) * 2 or joined(clause, last)):
        last += step
    while clause.of(first - 1, JOINS) and clause.figure(first - 2):
        first -= 2
    return first, last


def joined(clause: Clause, last: int) -> int:
    """“al 5, al 15”: three words on."""
    return 3 if clause.of(last + 2, JOINS) and clause.figure(last + 3) else 0


def is_sum(clause: Clause, place: int, of_money: bool) -> bool:
    words, figure = clause.words, clause.words[place]
    if re.fullmatch(r"(?:19|20)\d\d|0\d+", figure) or any(clause.of(at, MEASURES) for at in range(place)):
        return False
    speaks = any(clause.of(at, PAYING[clause.speech]) for at in range(len(words)))
    if CENTS.fullmatch(figure):
        return of_money or speaks
    if paid(clause, place):
        return True
    if any(clause.of(at, CURRENCY, MONEY) for at in range(len(words))):
        return False
    to = any(BECOMING.fullmatch(" ".join(words[max(0, place - n) : place])) for n in (2, 3, 4))
    handed = to or clause.of(place - 1, HANDING[clause.speech])
    return (speaks and handed) or (of_money and rated(clause, place))


def paid(clause: Clause, place: int) -> bool:
    """Whether the figure is what is paid: right after such a word, stated of one, or followed by what became of it."""
    paying, small = PAYING[clause.speech], SMALL[clause.speech]
    if clause.of(place - 1, NO_SUM, PAPERS):
        return False
    back = place - 1
    while place - back < 5 and clause.of(back, small):
        back -= 1
    if clause.of(back, paying):
        return True
    other = clause.of(place - 1, OF) and not clause.of(place - 2, paying, small)
    if (
        not other
        and clause.of(place - 1, LINKS[clause.speech])
        and any(clause.of(at, paying) for at in range(place))
    ):
        return True
    return bool(STATING[clause.speech].match(" ".join(clause.words[place + 1 : place + 5])))


MONEY = re.compile(r"‹money›")
OF = re.compile(r"of|de|em")
# Before these a figure is an age, an hour, a day or one of several.
NO_SUM = re.compile(
    r"under|over|below|above|aged?|at|until|before|since|between|in|on|every|el|al|del|em|en|as|las|ate|hasta|entre|dia|within|after|se|cada"
)
# A paper of that number: invoice 4471.
PAPERS = re.compile(
    r"invoices?|bills?|payments?|tickets?|deposit|refund|loan|transfer|tariff|quote|rent|faturas?|contas?|bilhetes?|parcelas?|prestac\w+|tarifas?|pagamentos?"
    r"|orcamento|reembolso|facturas?|cuentas?|cuotas?|billetes?|pagos?|transferencia|presupuesto|multas?|cobranca|cobro|cargo|instal?ments?|credit|matricula|debito"
)


def rated(clause: Clause, place: int) -> bool:
    """“120 a night”, “por 39 al mes”: so much for each, and each what is paid for."""
    return bool(RATE.match(" ".join(clause.words[place + 1 : place + 4])))


RATE = re.compile(
    r"(?:for each|for every|por cada|para cada) \w+|(?:a|per|an|each|every|al|por|cada|ao|a la|para cada) (?:nights?|months?|monthly|years?|days?|weeks?|person|child|hour|page|head|adult|guest|noche|mes|ano|dia|semana|persona|hora|pessoa|noite|crianca|nino|nina|adulto|pagina)\b"
)
