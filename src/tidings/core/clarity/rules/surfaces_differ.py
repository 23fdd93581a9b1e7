"""`surfaces-differ`: the subject, the evidence or a channel's own words say something else than the notice."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tidings.core.clarity.facts import Facts, facts, figure
from tidings.core.clarity.opposites import opposed
from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at

TELLING = ("date", "datetime", "money")


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        for words in apart(notice):
            yield from against(words, notice)
        for where, channel, text in reading.own:
            words = replace(
                notice.what, where=where, line=0, source=text, own=text, text=text, least=text, values=()
            )
            for spot in against(words, notice):
                yield replace(spot, surface=channel, language="")


def apart(notice: Notice) -> Iterator[Words]:
    """The texts that stand on a surface of their own, away from what happened."""
    yield from (notice.subject,) if notice.subject else ()
    yield from (shown.value for shown in notice.evidence if shown.kind == "text")
    yield from (shown.says for shown in notice.evidence)
    yield from (step.says for step in notice.steps)


def against(words: Words, notice: Notice) -> Iterator[Spot]:
    """Where a text contradicts the notice: another date, amount or outcome."""
    steps = [step.says for step in notice.steps if step.says is not words]
    told, own = facts(*notice.parts, *steps), facts(words)
    yield from other_facts(words, own, told)
    yield from other_values(words, notice)
    if words.part in ("subject", "evidence") and (pair := opposed(notice.what, words)):
        yield at(words, f"says “{pair[1]}” where the notice says “{pair[0]}”")


def other_facts(words: Words, own: Facts, told: Facts) -> Iterator[Spot]:
    """A literal date, time or amount that the notice does not tell."""
    if missing := sorted(own.dates - told.dates):
        yield at(words, f"tells the date {missing[0][1]}/{missing[0][0]}, which the notice does not")
    if words.part == "subject" and (figures := sorted(own.figures - told.figures)):
        yield at(words, f"tells {figures[0]}, which the notice does not")
    elif missing_amounts := sorted(frozenset(amounts_in(words)) - told.figures):
        yield at(words, f"tells the amount {missing_amounts[0]}, which the notice does not")


def other_values(words: Words, notice: Notice) -> Iterator[Spot]:
    """The subject tells a date or an amount of the event that no part of the notice tells."""
    if words.part != "subject":
        return
    told = {value.path for part in notice.every() if part is not words for value in part.values}
    for value in words.values:
        if value.type in TELLING and value.path not in told:
            yield at(words, f"tells {value.path}, which the notice does not")


MONEY = re.compile(
    r"(?:[€$£¥]|R\$|EUR|USD|GBP|BRL)\s?(\d[\d.,]*\d|\d)|(\d[\d.,]*\d|\d)\s?(?:€|(?:EUR|USD|GBP|BRL|euros?|reais|pounds?|dollars?)\b)"
)


def amounts_in(words: Words) -> Iterator[str]:
    return (figure(one or other) for one, other in MONEY.findall(words.own))


RULE = Rule(
    kind="surfaces-differ",
    finds="The subject, evidence, or the words of one channel tell a date, an amount or an outcome that the notice does not.",
    why=(
        "A reader who finds two dates in one message believes neither and asks; a text that says another thing than the mail"
        " looks like a forgery."
    ),
    mend="use the same data in each: {{ order.promised | day }} instead of a date in words",
    unclear="subject: “Arriving on 5 March” … what: “Your order will arrive on 8 March 2026.”",
    clear="subject: “Arriving on {{ order.arrives | day }}” … what: “Your order will arrive on {{ order.arrives | day }}.”",
    look=look,
)
