"""A message as the Send API takes it: only where the customer wrote first, or asked to be written to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tidings.channels.contract import CannotCompose, Message
from tidings.channels.meta import inside_window, speakable
from tidings.core.notice import NextStep
from tidings.core.words import phrases

TEXT = 2000
TITLE = 20
QUICK_REPLIES = 13
METADATA = 1000
# Whoever asked for news in the network's own way is named by the token of that asking, not by a page-scoped id.
ASKED = "asked:"
PAGE_SCOPED = re.compile(r"\d{5,30}", re.ASCII)
TOKEN = re.compile(r"[A-Za-z0-9_-]{5,300}", re.ASCII)

Body = Mapping[str, Any]


def compose(message: Message) -> Body:
    """The body for this moment; raises `CannotCompose` where nothing may be said now."""
    return {"recipient": recipient(message.to), **permission(message), "message": words(message)}


def recipient(address: str) -> Body:
    token = address.removeprefix(ASKED)
    if token != address and TOKEN.fullmatch(token):
        return {"notification_messages_token": token}
    if not PAGE_SCOPED.fullmatch(address):
        raise CannotCompose("the address is not a page-scoped id (digits), nor `asked:` and a token")
    return {"id": address}


def permission(message: Message) -> Body:
    """By what right we speak: the window, what the customer asked for, or a tag."""
    if message.to.startswith(ASKED):
        return {}
    if inside_window(message):
        return {"messaging_type": "UPDATE"}
    tag = message.surface.get("tag")
    if not tag:
        raise CannotCompose(
            "the customer has not written to us within 24 hours and the campaign names no tag: "
            "add `surfaces: {messenger: {tag: ...}}` if one fits"
        )
    if message.purpose == "marketing":
        raise CannotCompose(
            "no tag is for offers: they may go only within 24 hours of the customer's own words"
        )
    return {"messaging_type": "MESSAGE_TAG", "tag": tag}


def words(message: Message) -> Body:
    """The text, with a quick reply for each next step where they fit."""
    text = "\n\n".join(part for part in paragraphs(message) if part)
    steps = message.composed.next_steps
    metadata = speakable(message.message_id, at_most=METADATA, what="the message's id")
    if fit(steps):
        replies = [
            {
                "content_type": "text",
                "title": speakable(step.says.strip(), at_most=TITLE, what="a quick reply"),
                "payload": step.id,
            }
            for step in steps
        ]
        text = speakable(text, at_most=TEXT, what="the text")
        return {"text": text, "metadata": metadata, "quick_replies": replies}
    listed = "\n".join(f"- {step.says}" for step in steps)
    whole = f"{text}\n\n{listed}" if listed else text
    return {"text": speakable(whole, at_most=TEXT, what="the text"), "metadata": metadata}


def paragraphs(message: Message) -> Iterator[str]:
    composed, said = message.composed, phrases(message.language)
    yield from (composed.what, composed.means, composed.done)
    yield from (f"{item.title}: {item.what} {item.means}\n{item.open}" for item in composed.items)
    yield composed.if_ignored and f"{said['if_ignored']}: {composed.if_ignored}"
    if message.links.notice:
        yield f"{said['open']}: {message.links.notice}"
    if message.code and message.links.check:
        yield said["check_short"].format(code=message.code, address=message.links.check)
    if message.links.stop:
        yield f"{said['stop'].format(topic=message.topic_title)}: {message.links.stop}"


def fit(steps: Sequence[NextStep]) -> bool:
    """Whether each step can be a quick reply of its own: few, short, told apart by their words, and none a link."""
    titles = {step.says.strip() for step in steps}
    return (
        0 < len(steps) <= QUICK_REPLIES
        and len(titles) == len(steps)
        and all(0 < len(title) <= TITLE for title in titles)
        and not any("://" in step.does for step in steps)
    )
