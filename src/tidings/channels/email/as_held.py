"""The mail as its reader may hold it: the text face, and the words of the HTML face with or without the links behind them."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from tidings.channels.contract import Message
from tidings.channels.email.at_home import at_home
from tidings.channels.email.compose import subject_of
from tidings.channels.email.html import is_web_address
from tidings.channels.email.phrases import Phrases, phrases
from tidings.channels.email.text import paragraphs, shown
from tidings.core.evidence.pointing import OBJECT
from tidings.core.genuine.faces import Face, Said, checked, head, may, must


def faces(message: Message) -> Sequence[Face]:
    """Both faces of a mail; a mail program shows, quotes or copies either."""
    message = at_home(message)
    heads = list(
        head(
            sender=message.letterhead.sender_name or message.letterhead.name,
            address=message.letterhead.sender_address,
            subject=subject_of(message),
        )
    )
    lines = [line for block in paragraphs(message) for line in block]
    return [
        Face((*heads, *checked(lines, code=message.code))),
        Face((*heads, *html_words(message, phrases(message)))),
    ]


def html_words(message: Message, words: Phrases) -> Iterator[Said]:
    """As `layout.html` says them, in its order."""
    composed, links = message.composed, message.links
    yield from may(message.letterhead.name)
    yield from must(composed.what, composed.means, composed.done)
    yield from opened(message, words)
    if composed.next_steps:
        yield from must(words.next_steps)
        for step in composed.next_steps:
            yield from linked(step.says, f"{links.notice}#step-{quote(step.id)}")
    if composed.if_ignored:
        yield from must(words.if_ignored, composed.if_ignored)
    if composed.evidence:
        yield from must(words.evidence)
        for item in composed.evidence:
            if item.kind == OBJECT:  # what stands for its picture where that is not shown, and where it leads
                yield from may(item.says, f"[image: {item.says}]", item.value)
            if is_web_address(item.value):
                yield from linked(item.says or item.value, item.value)
            else:
                yield from must(shown(item.says, item.value))
    if composed.answers:
        yield from must(
            words.answers, *(part for each in composed.answers for part in (each.question, each.answer))
        )
    if links.check:
        yield from must(words.check.format(code=message.code, address=links.check))
    yield from foot(message, words)


def opened(message: Message, words: Phrases) -> Iterator[Said]:
    if message.composed.items:
        for item in message.composed.items:
            yield from must(item.title, item.what, item.means)
            yield from linked(words.open, item.open)
    elif message.links.notice:
        yield from linked(words.open, message.links.notice)


def foot(message: Message, words: Phrases) -> Iterator[Said]:
    head, links = message.letterhead, message.links
    yield from may(words.why, links.why)
    if links.preferences:
        yield from may(words.preferences, links.preferences)
    if links.stop:
        yield from may(words.stop, links.stop)
    yield from may(head.name, head.postal_address, words.help)


def linked(says: str, link: str) -> Iterator[Said]:
    """Words that lead somewhere: where to is not always shown."""
    yield from must(says)
    yield from may(link)
