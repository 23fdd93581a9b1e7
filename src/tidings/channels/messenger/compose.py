"""A message as the Send API takes it: only where the customer wrote first, or asked to be written to."""

import re
from collections.abc import Mapping
from typing import Any

from tidings.channels.contract import CannotCompose, Message
from tidings.channels.meta import (
    each_a_button,
    in_paragraphs,
    inside_window,
    listed,
    speakable,
    told,
    ways_on,
)

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
    text = in_paragraphs([*told(message), *ways_on(message)])
    steps = message.composed.next_steps
    metadata = speakable(message.message_id, at_most=METADATA, what="the message's id")
    if each_a_button(steps, at_most=QUICK_REPLIES, characters=TITLE):
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
    whole = in_paragraphs([text, listed(steps)])
    return {"text": speakable(whole, at_most=TEXT, what="the text"), "metadata": metadata}
