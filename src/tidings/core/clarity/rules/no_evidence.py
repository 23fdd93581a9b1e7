"""`no-evidence`: we claim something and show nothing to check it by."""

import re
from collections.abc import Collection, Iterator

from tidings.core.clarity.anchors import stems
from tidings.core.clarity.counting import in_words
from tidings.core.clarity.reading import Notice, Reading, Shown, Words
from tidings.core.clarity.rule import Rule, Spot, at, of
from tidings.core.clarity.rules.dead_action import dead_link
from tidings.core.clarity.vagueness import plain


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        if not notice.evidence:
            yield of(notice, "evidence", "nothing shows that it is so")
        elif not any(shows(each) for each in notice.evidence):
            yield at(notice.evidence[0].value, "this names nothing that could be checked")
        yield from dead(notice, reading.sender.domains)


def dead(notice: Notice, own: Collection[str]) -> Iterator[Spot]:
    for each in notice.evidence:
        if each.kind not in ("text", "object") and (says := dead_link(each.value.source.strip(), own)):
            yield at(each.value, says)


def shows(shown: Shown) -> bool:
    """Whether evidence names something that can be looked up: an address, a value of the data, a figure, a name, several things."""
    if shown.kind != "text":
        return not shown.value.empty
    own = shown.value.own
    named = (
        re.search(r"(?<=[^\W\d_]\s)[A-ZÀ-Ý][\w'-]+", own)
        or counts(shown.value)
        or len(stems(shown.value)) >= TELLING
    )
    return bool(shown.value.values or shown.says.values or named) or any(sign.isdigit() for sign in own)


def counts(words: Words) -> bool:
    """Whether a number stands there in words; “um” and “una” are articles."""
    every = in_words(plain(words.own), words.speech)
    return any(number.sure or words.speech == "en" for number in every)


TELLING = 4  # specific words; “according to our records” has one


RULE = Rule(
    kind="no-evidence",
    finds="No evidence at all, evidence that names nothing, or whose link cannot work.",
    why=(
        "45 % of those who contact a company again want it confirmed or think it a scam (Gartner); what can be checked need"
        " not be asked: a tracking page, a photo, the entry in your records."
    ),
    mend='add what shows it: evidence: [{text: "Order {{ order.id }}, promised for {{ order.promised | day }}", says: What our records show}]',
    unclear="evidence: []",
    clear='evidence: [{tracking: "{{ order.tracking_url }}", says: Where your parcel was last seen}]',
    look=look,
)
