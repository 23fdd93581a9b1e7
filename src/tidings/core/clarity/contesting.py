"""Facts of one text that contest the notice's: another day or sum of the same matter, not one more of another."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from tidings.core.clarity.anchors import stems
from tidings.core.clarity.disagreeing import days_lacking
from tidings.core.clarity.facts import DATES, MONTH, date, facts, figure
from tidings.core.clarity.reading import Words
from tidings.core.clarity.vagueness import plain
from tidings.core.clarity.wording import sentences

MONEY = re.compile(
    r"(?:[€$£¥]|R\$|EUR|USD|GBP|BRL)\s?(\d[\d.,]*\d|\d)|(\d[\d.,]*\d|\d)\s?(?:€|(?:EUR|USD|GBP|BRL|euros?|reais|pounds?|dollars?)\b)"
)
# Before the day of a decision, a document or a measurement, which proofs rightly tell and the notice need not.
DOCUMENT = re.compile(
    r"\b(?:agreed|approved|decided|adopted|signed|dated|issued|posted|published|taken|measured|confirmed|read|inspected|tested|made|filed|voted|report|decision|minutes|letter|order|contract|resolution|certificate|list|photo\w*|scan|meeting|notice|log"
    r"|aprovad[ao]s?|decidid[ao]s?|acordad[ao]s?|assinad[ao]s?|datad[ao]s?|emitid[ao]s?|publicad[ao]s?|tirad[ao]s?|medid[ao]s?|confirmad[ao]s?|lid[ao]s?|feit[ao]s?|despacho|decisao|relatorio|ata|carta|contrato|deliberacao|certidao|certificado|lista|fotografia|foto|aviso|leitura|edital"
    r"|aprobad[ao]s?|acordad[ao]s?|firmad[ao]s?|fechad[ao]s?|tomad[ao]s?|medid[ao]s?|leid[ao]s?|hech[ao]s?|decreto|decision|informe|acta|resolucion|acuerdo|lectura|anuncio)"
    r"(?: (?!until|ate|hasta|for|para)[^\W\d]+){0,5}(?<! by)[ ,]*$"
)

YEAR = re.compile(r"\b20\d\d\b")
Telling = Callable[[str], bool]


def other_days(words: Words, others: Iterable[Words], *, sharing: int) -> Iterator[str]:
    """Days that nothing else tells, where a sentence elsewhere tells the day of the same matter (`sharing` words of it).

    A part that tells the event's day beside it tells one more, not another.
    """
    others = list(others)
    beside = "‹date" in words.own and words.part != "evidence"
    lacking = days_lacking(facts(words), facts(*others)) if not beside else ()
    # Of an event with one day, what is bounded by a day and year is likely bounded by that.
    whole = bool(bounds(words.own)) and bool(YEAR.search(words.own))
    sharing -= whole and len(days_brought(others)) == 1
    # What was done has a day of its own; only a bound on the same matter is likely meant for the event's.
    sharing += words.part == "done" and not bounds(words.own)
    for said in sentences(words.own) if lacking else ():
        for found in DATES.finditer(plain(said)):
            own = not DOCUMENT.search(plain(said)[: found.start()])
            if (
                own
                and date(found) in lacking
                and rivals(said, words, others, dated if words.part == "evidence" else brought, sharing)
            ):
                yield found[0]


def days_brought(texts: Iterable[Words]) -> frozenset[str]:
    return frozenset(
        value.path for words in texts for value in words.values if value.type in ("date", "datetime")
    )


def other_sums(words: Words, others: Iterable[Words], *, sharing: int) -> Iterator[str]:
    """Sums that nothing else tells, where the event brings the sum of the same matter (`sharing` words of it)."""
    others = list(others)
    told = facts(*others)
    for said in sentences(words.own) if "‹money›" not in words.own or words.part == "evidence" else ():
        for found in MONEY.finditer(said):
            sum_told = figure(found[1] or found[2])
            lacking = float(sum_told) and not told.hold(float(sum_told))
            if lacking and rivals(said, words, others, paid, sharing):
                yield found[0]


def tells_days(texts: Iterable[Words]) -> bool:
    """Whether its author wrote any day out, and does not leave all of them to the event."""
    return any(DATES.search(plain(words.own)) for words in texts)


def tells_sums(texts: Iterable[Words]) -> bool:
    """Whether its author wrote any sum out."""
    return any(MONEY.search(words.own) for words in texts)


def rivals(said: str, words: Words, others: Iterable[Words], telling: Telling, sharing: int) -> bool:
    """Whether a sentence elsewhere tells the same kind of fact of the same matter; a bound of the same kind is one sign of it."""
    mine = stems(replace(words, own=said))
    bound = bounds(said) if telling is not paid else frozenset()
    return any(
        telling(sentence)
        and len(mine & stems(replace(other, own=sentence))) + bool(bound & bounds(sentence)) >= sharing
        for other in others
        for sentence in sentences(other.own)
    )


def bounds(sentence: str) -> frozenset[str]:
    """How a sentence bounds its days: until, from."""
    return frozenset(kind for kind, words in BOUNDS.items() if re.search(words, plain(sentence)))


_DAY = rf"(?: the| o| el)?(?: end of| dia)?(?: day of)? (?:‹date|\d|(?:{MONTH}) \d)"
BOUNDS = {
    "until": rf"\b(?:until|till|by|before|ate(?: ao?)?|hasta|antes d[eo]l?){_DAY}",
    "from": rf"\b(?:from|since|after|a partir d[eo]l?|desde|depois de|despues del?){_DAY}",
}


def dated(sentence: str) -> bool:
    return "‹date" in sentence or bool(DATES.search(plain(sentence)))


def brought(sentence: str) -> bool:
    return "‹date" in sentence


def paid(sentence: str) -> bool:
    return "‹money›" in sentence
