"""What a message says in free words, and whether it may say them now."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from tidings.channels.contract import CannotCompose, Message
from tidings.core.notice import NextStep
from tidings.core.words import phrases

WINDOW = timedelta(hours=24)
# Nothing a person means to read: controls, and halves of characters that no UTF-8 can carry.
UNSPEAKABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def inside_window(message: Message) -> bool:
    """Whether the customer wrote to us less than 24 hours before the moment of sending."""
    return message.heard_at is not None and message.at - message.heard_at < WINDOW


def speakable(text: str, *, at_most: int, what: str) -> str:
    """The text with plain line ends; raises `CannotCompose` when it is too long or holds what nobody can read."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := UNSPEAKABLE.search(text):
        raise CannotCompose(f"{what} holds the control character U+{ord(found[0]):04X}")
    if len(text) > at_most:
        raise CannotCompose(f"{what} has {len(text)} characters, {at_most} are taken")
    return text


def told(message: Message) -> Iterator[str]:
    """What happened, what it means, what was done, and what follows from doing nothing; a paragraph may be empty."""
    composed, said = message.composed, phrases(message.language)
    yield from (composed.what, composed.means, composed.done)
    yield from (f"{item.title}: {item.what} {item.means}\n{item.open}" for item in composed.items)
    yield composed.if_ignored and f"{said['if_ignored']}: {composed.if_ignored}"


def ways_on(message: Message) -> Iterator[str]:
    """Where to read on, how to check that it is really us, and how to stop it."""
    said = phrases(message.language)
    if message.links.notice:
        yield f"{said['open']}: {message.links.notice}"
    if message.code and message.links.check:
        yield said["check_short"].format(code=message.code, address=message.links.check)
    if message.links.stop:
        yield f"{said['stop'].format(topic=message.topic_title)}: {message.links.stop}"


def in_paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def each_a_button(steps: Sequence[NextStep], *, at_most: int, characters: int) -> bool:
    """Whether each step can be a button of its own: few, short, told apart by their words, and none a link."""
    titles = {step.says.strip() for step in steps}
    return (
        0 < len(steps) <= at_most
        and len(titles) == len(steps)
        and all(0 < len(title) <= characters for title in titles)
        and not any("://" in step.does for step in steps)
    )


def listed(steps: Sequence[NextStep]) -> str:
    """The steps as lines, where they cannot be buttons."""
    return "\n".join(f"- {step.says}" for step in steps)
