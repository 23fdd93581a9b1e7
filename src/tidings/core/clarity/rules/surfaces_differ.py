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
    refusal,
)
from tidings.core.clarity.contesting import other_days, other_sums, tells_days, tells_sums
from tidings.core.clarity.disagreeing import days_lacking
from tidings.core.clarity.facts import facts
from tidings.core.clarity.opposites import opposed
from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.vagueness import listed, plain

TELLING = ("date", "datetime", "money")


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        if notice.subject:
            yield from headed(notice.subject, notice)
        yield from titled(notice, reading)
        yield from shown(notice)
        yield from offered(notice)
        yield from within(notice)
        for where, channel, text in reading.own:
            words = replace(
                notice.what, where=where, line=0, source=text, own=text, text=text, least=text, values=()
            )
            for spot in headed(words, notice):
                yield replace(spot, surface=channel, language="")


def headed(words: Words, notice: Notice) -> Iterator[Spot]:
    """What stands for the whole notice tells a day, an hour, a figure or a value of its own, or the opposite outcome."""
    others = [other for other in notice.every() if other is not words]
    own, told = facts(words), facts(*others)
    if missing := sorted(days_lacking(own, told)):
        yield at(words, f"tells the date {missing[0][1]}/{missing[0][0]}, which the notice does not")
    figures = [figure for figure in sorted(own.figures) if not told.hold(float(figure))]
    if figures and words.part == "subject":
        yield at(words, f"tells {figures[0]}, which the notice does not")
    elif amount := next(other_sums(words, others, sharing=0), ""):
        yield at(words, f"tells the amount {amount}, which the notice does not")
    if moment := next(moments(words, others), ""):
        yield at(words, f"tells “{moment}”, which the notice does not")
    yield from other_values(words, others)
    if words.part == "subject" and (pair := opposed(notice.what, words)):
        yield at(words, f"says “{pair[1]}” where the notice says “{pair[0]}”")


def other_values(words: Words, others: list[Words]) -> Iterator[Spot]:
    """A date or an amount of the event that no part of the notice tells."""
    told = {value.path for part in others for value in part.values}
    for value in words.values:
        if value.type in TELLING and value.path not in told:
            yield at(words, f"tells {value.path}, which the notice does not")


def shown(notice: Notice) -> Iterator[Spot]:
    """The evidence tells another day or sum of the matter, or the opposite outcome."""
    texts = [shown.value for shown in notice.evidence if shown.kind == "text"]
    for words in [*texts, *(shown.says for shown in notice.evidence)]:
        others = [other for other in notice.every() if other is not words]
        if day := next(other_days(words, others, sharing=int(tells_days(others))), ""):
            yield at(words, f"tells the date {day}, which the notice does not")
        if amount := next(other_sums(words, others, sharing=int(tells_sums(others))), ""):
            yield at(words, f"tells the amount {amount}, which the notice does not")
        if told := refusal(words, others):
            yield at(words, f"says “{told}”, which the notice does not")
        elif pair := opposed(notice.what, words):
            yield at(words, f"says “{pair[1]}” where the notice says “{pair[0]}”")


def offered(notice: Notice) -> Iterator[Spot]:
    """A step asks for a sum of its own; what an extra costs may well stand on its button."""
    for step in notice.steps:
        others = [other for other in notice.every() if other is not step.says]
        asks = bool(PAYING.match(plain(step.says.own)))
        if amount := next(other_sums(step.says, others, sharing=0 if asks else 2), ""):
            yield at(step.says, f"tells the amount {amount}, which the notice does not")


PAYING = re.compile(r"pay|pag(?:ar|o|ue)\b")


def within(notice: Notice) -> Iterator[Spot]:
    """A day or a sum of the matter in one text alone, where the others tell what the event brings."""
    for words in [*notice.parts[1:], *(known.answer for known in notice.answers)]:
        others = [other for other in notice.every() if other is not words]
        if day := next(other_days(words, others, sharing=3), ""):
            yield at(words, f"tells the day {day}, where the other parts tell the event's")
        if amount := next(other_sums(words, others, sharing=sharing(words, notice)), ""):
            yield at(words, f"tells the sum {amount}, where the other parts tell the event's")


def sharing(words: Words, notice: Notice) -> int:
    """How many words of its matter a sum must share with the notice's; fewer where the question is just how much it is."""
    question = next((known.question for known in notice.answers if known.answer is words), None)
    asks = question and HOW_MUCH.match(plain(question.own))
    told = plain(" ".join(part.own for part in notice.parts))
    named = LONG.findall(plain(question.own)) if question else []
    return 1 if asks and all(word[:4] in told for word in named if word[:5] not in PRICES) else 2


LONG = re.compile(r"[^\W\d_]{4,}")


HOW_MUCH = re.compile(r"how much|what does|what do i pay|quanto|cuanto|que (?:me )?cuesta")
PRICES = listed(
    "much what does will have cost costs price owe total quant custa custo preco pagar pago cuant cuest coste preci debo"
)


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
