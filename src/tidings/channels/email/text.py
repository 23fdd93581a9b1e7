"""The plain text face of a mail: the same parts in the same order, wrapped for reading (RFC 3676 flowed)."""

from collections.abc import Iterator

from tidings.channels.contract import Message
from tidings.channels.email.phrases import phrases

WIDTH = 72
NO_BREAK = "\u00a0"


def text(message: Message) -> str:
    """The whole text; paragraphs divided by an empty line, lines ended by CRLF."""
    return "\r\n\r\n".join(block for block in blocks(message) if block) + "\r\n"


def blocks(message: Message) -> Iterator[str]:
    words, composed, links = phrases(message), message.composed, message.links
    yield from map(flowed, (composed.what, composed.means, composed.done))
    if composed.items:
        yield from (
            flowed(item.title.upper(), item.what, item.means, f"{words.open}: {item.open}")
            for item in composed.items
        )
    else:
        yield listed(words.open, [links.notice])
    yield listed(words.next_steps, [f"- {step.says}" for step in composed.next_steps])
    yield listed(words.if_ignored, [composed.if_ignored] if composed.if_ignored else [])
    yield listed(words.evidence, [f"- {shown(item.says, item.value)}" for item in composed.evidence])
    yield listed(words.answers, [part for item in composed.answers for part in (item.question, item.answer)])
    yield flowed(words.check.format(code=message.code.replace(" ", NO_BREAK), address=links.check))
    yield "-- \r\n" + flowed(words.why, links.why)
    yield listed(words.preferences, [links.preferences] if links.preferences else [])
    yield listed(words.stop, [links.stop] if links.stop else [])
    yield flowed(message.letterhead.name, message.letterhead.postal_address, words.help)


def listed(title: str, lines: list[str]) -> str:
    """A titled part, or nothing when it has no lines."""
    return flowed(title if title.endswith("?") else f"{title}:", *lines) if lines else ""


def shown(says: str, value: str) -> str:
    return f"{says}: {value}" if says and value else says or value


def flowed(*paragraphs: str) -> str:
    """Paragraphs, one under the other, wrapped so that a reader may join them again; a long word stays whole."""
    return "\r\n".join(line for paragraph in paragraphs for line in lines(paragraph))


def lines(paragraph: str) -> Iterator[str]:
    for hard in paragraph.splitlines():
        line = ""
        for word in hard.split():
            if line and len(line) + len(word) >= WIDTH:
                yield stuffed(line) + " "
                line = word
            else:
                line = f"{line} {word}" if line else word
        if line:
            yield stuffed(line)


def stuffed(line: str) -> str:
    """RFC 3676 4.4: a line that would read as a quote or an envelope is moved in by a space."""
    return f" {line}" if line.startswith((">", "From ", " ")) else line
