"""`languages-differ`: the same notice says one thing in one language and another in the next."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from tidings.core.clarity.facts import Facts, facts, words_for
from tidings.core.clarity.opposites import opposed
from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at, of

PARTS = ("what", "means", "done", "if_ignored")
KINDS = {"dates": "the date", "times": "the time", "figures": "the figure", "links": "the address"}


def look(reading: Reading) -> Iterator[Spot]:
    first, *others = reading.notices or (None,)
    for other in others:
        if first and other:
            yield from compared(first, other)


def compared(first: Notice, other: Notice) -> Iterator[Spot]:
    """What one language says and the other does not."""
    yield from counted(first, other)
    ours, theirs = facts(*chain(first.every())), facts(*chain(other.every()))
    for kind, called in KINDS.items():
        if kind == "figures":
            yield from figures(first, other, ours, theirs)
        elif missing := getattr(ours, kind) ^ getattr(theirs, kind):
            yield of(
                other,
                "",
                f"{called} {told(sorted(missing)[0])} stands in one of {first.language} and {other.language} only",
            )
    yield from values(first, other, ours.values ^ theirs.values)
    yield from swapped(first, other)
    for part in PARTS:
        yield from contradicted(getattr(first, part), getattr(other, part))


def counted(first: Notice, other: Notice) -> Iterator[Spot]:
    for called, part in (("answers", "answers"), ("pieces of evidence", "evidence")):
        counts = len(getattr(first, part)), len(getattr(other, part))
        if counts[0] != counts[1]:
            yield of(
                other, part, f"{first.language} has {counts[0]} {called}, {other.language} has {counts[1]}"
            )


def figures(first: Notice, other: Notice, ours: Facts, theirs: Facts) -> Iterator[Spot]:
    """Figures that the other language writes neither in digits nor as a word."""
    for mine, yours, texts, place in (
        (ours, theirs, other.every(), other),
        (theirs, ours, first.every(), other),
    ):
        spelled = frozenset(chain.from_iterable(words_for(words) for words in texts))
        for missing in sorted(mine.figures - yours.figures - spelled - times(yours) - EMERGENCY):
            yield of(
                place, "", f"the figure {missing} stands in one of {first.language} and {other.language} only"
            )


# Numbers that everybody knows, each country its own.
EMERGENCY = frozenset({"110", "111", "112", "115", "190", "192", "193", "808", "911", "999"})


def times(facts: Facts) -> frozenset[str]:
    """The figures of a time: one language writes 9:00, another 9."""
    return frozenset(str(each) for hour, minute in facts.times for each in (hour, hour % 12, minute))


def values(first: Notice, other: Notice, everywhere: frozenset[str]) -> Iterator[Spot]:
    """Values of the event that only one of the languages tells, at the part that lacks them."""
    for part in PARTS:
        mine, yours = getattr(first, part), getattr(other, part)
        if everywhere and (missing := sorted((facts(mine).values ^ facts(yours).values) & everywhere)):
            yield at(yours, f"only one of {first.language} and {other.language} tells {missing[0]}")


def swapped(first: Notice, other: Notice) -> Iterator[Spot]:
    """A date or an amount that one language tells where the other tells another one."""
    for part in PARTS:
        mine, yours = typed(getattr(first, part)), typed(getattr(other, part))
        if mine != yours and sum(mine.values()) == sum(yours.values()) and set(mine) != set(yours):
            yield at(
                getattr(other, part),
                f"tells {listed(yours - mine)} where {first.language} tells {listed(mine - yours)}",
            )


def typed(words: Words) -> Counter[str]:
    return Counter(value.path for value in words.values if value.type in ("date", "datetime", "money"))


def listed(paths: Counter[str]) -> str:
    return ", ".join(sorted(paths)) or "nothing"


def contradicted(mine: Words, yours: Words) -> Iterator[Spot]:
    if pair := opposed(mine, yours):
        yield at(yours, f"says “{pair[1]}” where {mine.language} says “{pair[0]}”")


def told(fact: object) -> str:
    if isinstance(fact, tuple):
        return ":".join(f"{each:02}" for each in fact)
    return re.sub(r"\s+", " ", str(fact))


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
