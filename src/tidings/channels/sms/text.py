"""The text itself, from the notice: who and what first, then where to read on, how to check it and how to stop it.

What must be said is never cut; what may be said fills the segments that this takes anyway.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from tidings.channels.contract import CannotCompose, Message
from tidings.channels.sms.way import Writing
from tidings.core.texting.alphabet import DEFAULT, ESCAPE, alphabet
from tidings.core.texting.segments import Segmented, TooLong, capacity, segment
from tidings.core.texting.transliterate import Change, transliterate
from tidings.core.words import phrase

# Controls never show on a telephone, and an override can make a link read as another one.
INVISIBLE: Mapping[int, str | None] = {
    **{code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x0A, 0x0D, 0x85)},
    **dict.fromkeys((0x202A, 0x202B, 0x202C, 0x202D, 0x202E), None),
    0x09: " ",
}  # fmt: skip
SURROGATES = re.compile("[\ud800-\udfff]")
LONGEST_SEGMENT = 160
ONE_SEPTET_EACH = re.compile(f"[{re.escape(DEFAULT.replace(chr(ESCAPE), ''))}]*")
SHORTEST = 20  # characters of what happened that must be left


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text as it will be sent, what it is to the network, and which signs were written as others."""

    text: str
    layout: Segmented
    changes: tuple[Change, ...] = ()


@dataclass(kw_only=True, eq=False, slots=True)
class Part:
    """A part that is owed, or one that is added where there is room, in its turn."""

    says: str
    owed: bool = False
    turn: int = 0


def draw(message: Message, writing: Writing, *, replies: bool, owes_stop: bool = False) -> Text:
    """The text of a message; `replies`: what is answered to its sender reaches us. Raises `CannotCompose`.

    `owes_stop`: it must say how to stop it even where its purpose does not ask for that.
    """
    if SURROGATES.search(message.composed.what):
        raise CannotCompose("a character of the notice is no character (a lone surrogate)")
    parts = said(message, stopping(message, replies=replies, owed=owes_stop))
    owed = [part for part in parts if part.owed]
    is_even = even(joined(parts))
    count, text = (counted(len(joined(owed)), writing) if is_even else 0), None
    if not 0 < count <= writing.segments:
        text = fitted(owed, writing)
        count = text.layout.count
    taken = owed
    for part in sorted(parts, key=attrgetter("turn")):
        wider = [one for one in parts if one in taken or one is part]
        if not part.owed and takes(joined(wider), count, writing, is_even):
            taken = wider
    return (text if taken is owed else laid(joined(taken), writing)) or text or fitted(owed, writing)


def counted(length: int, writing: Writing) -> int:
    """The segments of so many septets of one character each."""
    return 1 if length <= LONGEST_SEGMENT else -(-length // capacity(alphabet(), writing.reference_bits))


def even(text: str) -> bool:
    """Whether its signs take one septet each, so that its length tells its segments."""
    return ONE_SEPTET_EACH.fullmatch(text) is not None


def takes(text: str, count: int, writing: Writing, is_even: bool) -> bool:
    """Whether it is of so many segments (or fewer); laid out only where it is not even."""
    if is_even:
        return counted(len(text), writing) <= count
    if len(text) > count * LONGEST_SEGMENT:
        return False
    tried = laid(text, writing)
    return tried is not None and tried.layout.count == count


def said(message: Message, stop: Part) -> list[Part]:
    """The parts in the order they are read, without what says nothing."""
    composed, links = message.composed, message.links
    items = [Part(says=f"{item.title}: {item.what} {item.open}", turn=5) for item in composed.items]
    check = phrase("check_short", language=message.language, code=message.code, address=links.check)
    parts = [
        Part(says=introduced(message), owed=True),
        Part(says=composed.means, turn=2),
        *items,
        Part(says=composed.done, turn=6),
        Part(says=composed.if_ignored, turn=7),
        *choosing(message),
        Part(says=links.notice, owed=True),
        Part(says=check if links.check else "", owed=True),
        stop,
    ]
    cleaned = (part if plain(part.says) else replace(part, says=clean(part.says)) for part in parts)
    return [part for part in cleaned if part.says]


def choosing(message: Message) -> Iterator[Part]:
    """What its reader can choose, and that it is done behind the link that follows."""
    if message.links.notice and message.composed.next_steps:
        steps = " / ".join(step.says for step in message.composed.next_steps)
        yield Part(says=phrase("text_choose", language=message.language, steps=steps), turn=3)
        yield Part(says=phrase("text_open", language=message.language), turn=4)


def introduced(message: Message) -> str:
    """Who and what, in the first sentence."""
    name, what = message.letterhead.name, message.composed.what
    return what if what.startswith(name) else f"{name}: {what}"


def stopping(message: Message, *, replies: bool, owed: bool) -> Part:
    """How to end it: by a reply where replies reach us, else by a link, and that replies do not (47 CFR 64.1200(a)(10))."""
    if message.purpose == "emergency" or message.is_answer:
        return Part(says="")
    if replies:
        says = phrase("text_stop", language=message.language)
        return Part(says=says, owed=owed or message.purpose == "marketing", turn=1)
    words = "text_no_replies" if message.links.stop else "text_no_replies_here"
    return Part(says=phrase(words, language=message.language, address=message.links.stop), owed=True)


def plain(text: str) -> bool:
    """Whether there is nothing to clean."""
    return text.isprintable() and "  " not in text and text == text.strip()


def clean(text: str) -> str:
    """Without what a telephone cannot show; one blank between words."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(INVISIBLE).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def fitted(owed: list[Part], writing: Writing) -> Text:
    """What must be said, the first part (what happened) shortened between words where it is too long."""
    first, rest = owed[0], owed[1:]
    low, high = 0, len(first.says)
    if (text := laid(joined(owed), writing)) is not None:
        return text
    best = None
    while low < high:
        middle = (low + high + 1) // 2
        tried = laid(joined([replace(first, says=shortened(first.says, middle)), *rest]), writing)
        low, high, best = (middle, high, tried) if tried else (low, middle - 1, best)
    if best is None or low < SHORTEST:
        raise CannotCompose(
            f"what must be said takes more than {writing.segments} segments; shorten the notice's first sentence or the links"
        )
    return best


def shortened(text: str, most: int) -> str:
    """At most so many characters, ended between words."""
    return text[:most].rpartition(" ")[0].rstrip(" ,;:.-") + "..."


def joined(parts: list[Part]) -> str:
    return "\n".join(part.says for part in parts)


def laid(text: str, writing: Writing) -> Text | None:
    """The text laid out in the cheaper of its writings; None when it takes more segments than allowed."""
    if len(text) > writing.segments * LONGEST_SEGMENT:
        return None
    plainer = transliterate(text, extent=writing.extent)
    try:
        layouts = {
            one: segment(one, reference_bits=writing.reference_bits, languages=writing.languages)
            for one in dict.fromkeys((text, plainer.text))
        }
    except (TooLong, UnicodeEncodeError):
        return None
    best = min(layouts, key=lambda one: layouts[one].count)
    if layouts[best].count > writing.segments:
        return None
    return Text(text=best, layout=layouts[best], changes=plainer.changes if best != text else ())
