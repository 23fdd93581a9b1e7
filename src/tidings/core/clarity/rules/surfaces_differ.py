"""`surfaces-differ`: the subject, the evidence or a channel's own words say something else than the notice."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tidings.core.clarity.apartness import (
    moments,
    of_another_matter,
    other_hosts,
    other_sender,
    outcome,
)
from tidings.core.clarity.facts import Facts, facts, figure
from tidings.core.clarity.opposites import opposed
from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at

TELLING = ("date", "datetime", "money")


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        for words in apart(notice):
            yield from against(words, notice)
        yield from titled(notice, reading)
        yield from within(notice)
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
    yield from other_moments(words, notice)
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


def other_moments(words: Words, notice: Notice) -> Iterator[Spot]:
    """A weekday, a month or an hour that no other text of the notice tells."""
    told = frozenset().union(*(moments(other) for other in notice.every() if other is not words))
    if missing := sorted(moments(words) - told):
        yield at(words, f"tells “{missing[0]}”, which the notice does not")


def other_values(words: Words, notice: Notice) -> Iterator[Spot]:
    """The subject tells a date or an amount of the event that no part of the notice tells."""
    if words.part != "subject":
        return
    told = {value.path for part in notice.every() if part is not words for value in part.values}
    for value in words.values:
        if value.type in TELLING and value.path not in told:
            yield at(words, f"tells {value.path}, which the notice does not")


def titled(notice: Notice, reading: Reading) -> Iterator[Spot]:
    """The subject is of another sender, leads elsewhere, tells an outcome that the notice does not, or is of another matter."""
    subject = notice.subject
    if subject is None:
        return
    others = [words for words in notice.every() if words is not subject]
    leads = " ".join([*(step.does for step in notice.steps), *(words.own for words in others)])
    if host := next(other_hosts(subject, leads, reading.sender.domains), ""):
        yield at(subject, f"leads to {host}, where the notice does not")
    if reading.sender.known and (
        name := other_sender(subject, others, [reading.sender.name, reading.sender.sender_name])
    ):
        yield at(subject, f"names “{name}”, whom the notice does not")
    if told := outcome(subject, others):
        yield at(subject, f"says “{told}”, which the notice does not")
    elif of_another_matter(subject, others, f"{reading.topic} {reading.campaign}".replace("-", " ")):
        yield at(subject, "speaks of another matter than the notice")


def within(notice: Notice) -> Iterator[Spot]:
    """A day with its year, or the sum itself, in one text alone, where the others tell what the event brings."""
    for words in [*notice.parts[1:], *(known.answer for known in notice.answers)]:
        others = [other for other in notice.every() if other is not words]
        brought = {value.type for other in others for value in other.values}
        told, own = facts(*others), facts(words)
        days = own.dates - told.dates if YEAR.search(words.own) else frozenset()
        if days and brought & {"date", "datetime"}:
            yield at(words, "tells a day of its own, where the other parts tell the event's")
        sums = frozenset(amounts_in(words)) - told.figures
        if sums and "money" in brought and THE_SUM.search(words.own):
            yield at(words, f"tells the sum {sorted(sums)[0]}, where the other parts tell the event's")


YEAR = re.compile(r"\b20\d\d\b")
THE_SUM = re.compile(
    r"\b(?:the (?:\w+ )?(?:amount|total|sum|bill|price)|in all|in total|o (?:valor|montante|total|preço)|ao todo|no total|el (?:importe|monto|total|precio)|en total)\b",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"(?:[€$£¥]|R\$|EUR|USD|GBP|BRL)\s?(\d[\d.,]*\d|\d)|(\d[\d.,]*\d|\d)\s?(?:€|(?:EUR|USD|GBP|BRL|euros?|reais|pounds?|dollars?)\b)"
)


def amounts_in(words: Words) -> Iterator[str]:
    return (figure(one or other) for one, other in MONEY.findall(words.own))


RULE = Rule(
    kind="surfaces-differ",
    finds="The subject, evidence, an answer or the words of one channel tell a sender, a date, an amount, a link or an outcome that the notice does not.",
    why=(
        "A reader who finds two dates in one message believes neither and asks; a text that says another thing than the mail"
        " looks like a forgery."
    ),
    mend="use the same data in each: {{ order.promised | day }} instead of a date in words",
    unclear="subject: “Arriving on 5 March” … what: “Your order will arrive on 8 March 2026.”",
    clear="subject: “Arriving on {{ order.arrives | day }}” … what: “Your order will arrive on {{ order.arrives | day }}.”",
    look=look,
)
