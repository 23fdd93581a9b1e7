"""`languages-differ`: the same notice says one thing in one language and another in the next."""

import re
from collections import Counter
from collections.abc import Iterator

from tidings.core.clarity.disagreeing import exchanged, lacking, left_out
from tidings.core.clarity.facts import facts, name
from tidings.core.clarity.opposites import opposed
from tidings.core.clarity.reading import Answered, Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at, of
from tidings.core.clarity.vagueness import plain

PARTS = ("what", "means", "done", "if_ignored")


def look(reading: Reading) -> Iterator[Spot]:
    first, *others = reading.notices or (None,)
    for other in others:
        if first and other:
            yield from compared(first, other)


def compared(first: Notice, other: Notice) -> Iterator[Spot]:
    """What one language says and the other does not: over all, then part by part."""
    yield from counted(first, other)
    ours, theirs = facts(*first.every()), facts(*other.every())
    for says in (*lacking(ours, theirs), *lacking(theirs, ours)):
        yield of(other, "", f"{says} stands in one of {first.language} and {other.language} only")
    for mine, yours in beside(first, other):
        yield from valued(mine, yours, ours.values ^ theirs.values)
        yield from otherwise(mine, yours)
    yield from untold(first, other)
    for one, two in zip(first.answers, other.answers, strict=False):
        yield from answered(one, two)
    for part in PARTS:
        yield from swapped(getattr(first, part), getattr(other, part))


def counted(first: Notice, other: Notice) -> Iterator[Spot]:
    for called, part in (("answers", "answers"), ("pieces of evidence", "evidence")):
        counts = len(getattr(first, part)), len(getattr(other, part))
        if counts[0] != counts[1]:
            yield of(
                other, part, f"{first.language} has {counts[0]} {called}, {other.language} has {counts[1]}"
            )


def beside(first: Notice, other: Notice) -> Iterator[tuple[Words, Words]]:
    """The texts that say the same in two languages."""
    if first.subject and other.subject:
        yield first.subject, other.subject
    yield from ((getattr(first, part), getattr(other, part)) for part in PARTS)
    for mine, yours in zip(first.steps, other.steps, strict=False):
        yield mine.says, yours.says
    for shown, also in zip(first.evidence, other.evidence, strict=False):
        yield shown.says, also.says
        if shown.kind == also.kind == "text":
            yield shown.value, also.value
    if len(first.answers) == len(other.answers):
        yield from ((one.answer, two.answer) for one, two in zip(first.answers, other.answers, strict=True))


def valued(mine: Words, yours: Words, everywhere: frozenset[str]) -> Iterator[Spot]:
    """A value of the event that only one of the languages tells at all, at the part that lacks it."""
    if everywhere and (missing := sorted((facts(mine).values ^ facts(yours).values) & everywhere)):
        yield at(yours, f"only one of {mine.language} and {yours.language} tells {missing[0]}")


def untold(first: Notice, other: Notice) -> Iterator[Spot]:
    """A day or sum of the event that what happened tells in one language, and no part but the proof and the answers in the other."""
    for one, two in ((first, other), (other, first)):
        told = facts(*two.parts, *((two.subject,) if two.subject else ())).values
        known = facts(one.what).values & fixed(one.what)
        for path in sorted(known - told):
            yield at(two.what, f"does not tell {path}, which {one.language} tells")


def fixed(words: Words) -> frozenset[str]:
    return frozenset(
        name(value.path) for value in words.values if value.type in ("date", "datetime", "money")
    )


def otherwise(mine: Words, yours: Words) -> Iterator[Spot]:
    """Another number, day or hour, or the opposite outcome."""
    ours, theirs = facts(mine), facts(yours)
    if pair := exchanged(ours, theirs) or left_out(ours, theirs) or opposed(mine, yours):
        yield at(yours, f"says “{pair[1]}” where {mine.language} says “{pair[0]}”")


def answered(mine: Answered, yours: Answered) -> Iterator[Spot]:
    """A yes in one language where the other begins with a no, unless one asks whether it stays and the other whether it is lost."""
    said = [YES_OR_NO.match(plain(each.answer.own)) for each in (mine, yours)]
    turned = [bool(ENDING.search(plain(each.question.own))) for each in (mine, yours)]
    if said[0] and said[1] and bool(said[0][1]) != bool(said[1][1]) and turned[0] == turned[1]:
        yield at(yours.answer, f"says “{said[1][0]}” where {mine.answer.language} says “{said[0][0]}”")


YES_OR_NO = re.compile(r"(?:(yes|sim|si)|(no|nao))\b(?=\W)")
ENDING = re.compile(r"\b(?:los[et]|perd|pierd|expir|caduc|end|acab|termin|stop|par[ae]|delete|apag|borr)")


def swapped(mine: Words, yours: Words) -> Iterator[Spot]:
    """A date or an amount that one language tells where the other tells another one."""
    ours, theirs = typed(mine), typed(yours)
    if ours != theirs and sum(ours.values()) == sum(theirs.values()) and set(ours) != set(theirs):
        yield at(yours, f"tells {listed(theirs - ours)} where {mine.language} tells {listed(ours - theirs)}")


def typed(words: Words) -> Counter[str]:
    return Counter(value.path for value in words.values if value.type in ("date", "datetime", "money"))


def listed(paths: Counter[str]) -> str:
    return ", ".join(sorted(paths)) or "nothing"


RULE = Rule(
    kind="languages-differ",
    finds="A date, time, figure, link, value, question or outcome stands in one language of the notice and not in another.",
    why=(
        "Two customers are told two things, and one of them wrongly; what a company says is what it is held to in every"
        " language it says it in."
    ),
    mend="say the same facts in each language, from the same data",
    unclear="en: “within 14 days” … pt: “em 10 dias”",
    clear="en: “within 14 days” … pt: “em 14 dias”",
    look=look,
)
