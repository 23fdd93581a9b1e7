"""The plain text face of a mail: the same parts in the same order, wrapped for reading (RFC 3676 flowed)."""

from collections.abc import Iterator

from tidings.channels.contract import Message
from tidings.channels.email.phrases import phrases
from tidings.core.notice import Item

WIDTH = 72
SIGNATURE = "-- "  # RFC 3676 4.3: what follows is not the letter itself


def text(message: Message) -> str:
    """The whole text; paragraphs divided by an empty line, lines ended by CRLF."""
    return "\r\n".join("".join(f"{flowed(said)}\r\n" for said in block) for block in paragraphs(message))


def paragraphs(message: Message) -> list[list[str]]:
    """The blocks of the text, each of paragraphs that are not yet wrapped; what is not said has none."""
    return [block for block in blocks(message) if block]


def blocks(message: Message) -> Iterator[list[str]]:
    words, composed, links = phrases(message), message.composed, message.links
    yield from ([said] for said in (composed.what, composed.means, composed.done) if said)
    if composed.items:
        yield from (item_block(item, words.open) for item in composed.items)
    else:
        yield listed(words.open, [links.notice] if links.notice else [])
    yield listed(words.next_steps, [f"- {step.says}" for step in composed.next_steps])
    yield listed(words.if_ignored, [composed.if_ignored] if composed.if_ignored else [])
    yield listed(words.evidence, [f"- {shown(item.says, item.value)}" for item in composed.evidence])
    yield listed(words.answers, [part for item in composed.answers for part in (item.question, item.answer)])
    if links.check:
        yield [words.check.format(code=message.code, address=links.check)]
    yield [SIGNATURE, *(said for said in (words.why, links.why) if said)]
    yield listed(words.preferences, [links.preferences] if links.preferences else [])
    yield listed(words.stop, [links.stop] if links.stop else [])
    head = message.letterhead
    yield [said for said in (head.name, head.postal_address, words.help) if said]


def item_block(item: Item, open_words: str) -> list[str]:
    return [item.title, item.what, *([item.means] if item.means else []), f"{open_words}: {item.open}"]


def listed(title: str, lines: list[str]) -> list[str]:
    """A titled block, or nothing when it has no lines."""
    return [title if title.endswith("?") else f"{title}:", *lines] if lines else []


def shown(says: str, value: str) -> str:
    return f"{says}: {value}" if says and value else says or value


def flowed(paragraph: str) -> str:
    """Wrapped so that a reader may join it again (RFC 3676); a long word stays whole."""
    if paragraph == SIGNATURE:
        return SIGNATURE
    if paragraph.isprintable() and (len(paragraph) <= WIDTH or " " not in paragraph):
        return stuffed(" ".join(paragraph.split()))
    return "\r\n".join([line for hard in paragraph.splitlines() for line in lines(hard)])


def lines(hard: str) -> Iterator[str]:
    words = hard.split()
    line = words[0] if words else ""
    for word in words[1:]:
        if len(line) + len(word) >= WIDTH:
            yield stuffed(line) + " "
            line = word
        else:
            line += " " + word
    if line:
        yield stuffed(line)


def stuffed(line: str) -> str:
    """RFC 3676 4.4: a line that would read as a quote or an envelope is moved in by a space."""
    return f" {line}" if line.startswith((">", "From ")) else line
