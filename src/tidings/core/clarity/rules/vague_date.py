"""`vague-date`: a moment told by a word that means another day tomorrow, or no day at all."""

from collections.abc import Iterator

from tidings.core.clarity.holding import unheld
from tidings.core.clarity.reading import Reading
from tidings.core.clarity.rule import Rule, Spot, at


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        for words in notice.stated():
            if word := next(unheld(words), ""):
                yield at(words, f"“{word}” names no date")


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
