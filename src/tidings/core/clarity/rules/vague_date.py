"""`vague-date`: a moment told by a word that means another day tomorrow, or no day at all."""

import re
from collections.abc import Iterator

from tidings.core.clarity.holding import owed, unheld
from tidings.core.clarity.reading import Notice, Reading
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.clarity.untold import unused


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        spots = list(vague(notice))
        yield from spots or untold(notice, reading)


def vague(notice: Notice) -> Iterator[Spot]:
    for words in notice.stated():
        if word := next(unheld(words), ""):
            yield at(words, f"“{word}” names no date")


def untold(notice: Notice, reading: Reading) -> Iterator[Spot]:
    """A day that the event brings and no text tells, where words of time stand instead; days to remind on are for us alone."""
    missing = [path for path in unused(notice, reading, "date", "datetime") if not OURS.search(path)]
    for words in (*notice.parts, *(known.answer for known in notice.answers)) if missing else ():
        if word := owed(words):
            yield at(words, f"“{word}” names no date, and the event brings {missing[0]}")
            return


OURS = re.compile(r"remind|ask|retry|chase|warn|expire|month$|year$")


RULE = Rule(
    kind="vague-date",
    finds="A relative or vague word (soon, tomorrow, Friday, in the next days) stands where a date is meant.",
    why=(
        "A notice is read hours or days after it is written: “tomorrow” is then another day, and “soon” makes people ask when"
        " (GOV.UK style: give the date; US plain language guidelines: be specific)."
    ),
    mend="write the day or the moment from the event's data: {{ order.promised | day }}; where it is not known, say by when you will say it",
    unclear="Your order will arrive soon.",
    clear="Your order will arrive on 8 March 2026.",
    look=look,
)
