"""A message as the Cloud API takes it: an approved template, or free words inside the customer's window."""

from collections.abc import Iterator, Mapping, Sequence
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
from tidings.channels.whatsapp.number import reachable
from tidings.channels.whatsapp.parts import LINKS, PARTS
from tidings.core.notice import NextStep

TEXT = 4096
BODY = 1024
TITLE = 20
BUTTONS = 3
PARAMETER = 1024
ID = 512

Body = Mapping[str, Any]


def compose(message: Message) -> Body:
    """The body for this moment; raises `CannotCompose` where nothing may be said now."""
    if inside_window(message):
        return in_session(message)
    if not message.surface.get("template"):
        raise CannotCompose(
            "the customer has not written to us within 24 hours and the campaign names no template: "
            "add `surfaces: {whatsapp: {template: ...}}`"
        )
    return by_template(message)


def in_session(message: Message) -> Body:
    """Free words, with a button for each next step where they fit."""
    text = speakable(in_paragraphs(paragraphs(message)), at_most=TEXT, what="the text")
    steps = message.composed.next_steps
    if len(text) <= BODY and each_a_button(steps, at_most=BUTTONS, characters=TITLE):
        return addressed(message, type="interactive", interactive=with_buttons(text, steps))
    whole = speakable(in_paragraphs([text, listed(steps)]), at_most=TEXT, what="the text")
    return addressed(message, type="text", text={"preview_url": False, "body": whole})


def paragraphs(message: Message) -> Iterator[str]:
    yield from told(message)
    yield "\n".join(f"{shown.says}: {shown.value}" for shown in message.composed.evidence)
    yield from ways_on(message)


def by_template(message: Message) -> Body:
    """The campaign's template with its places filled from the notice."""
    surface = message.surface
    if marketing(message) and message.to.startswith("+1"):
        raise CannotCompose("WhatsApp delivers no marketing templates to numbers of +1")
    template = {
        "name": surface["template"],
        "language": {"code": locale(message)},
        "components": [*body_component(message), *button_components(message)],
    }
    return addressed(message, type="template", template=template)


def marketing(message: Message) -> bool:
    return "marketing" in (message.purpose, message.surface.get("category"))


def locale(message: Message) -> str:
    """The template's language: as the campaign maps it, else the notice's own with an underscore."""
    language = message.composed.language
    return str(message.surface.get("language", {}).get(language) or language.replace("-", "_"))


def addressed(message: Message, **content: Any) -> Body:
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": reachable(message.to),
        "biz_opaque_callback_data": speakable(message.message_id, at_most=ID, what="the message's id"),
        **content,
    }


def with_buttons(text: str, steps: Sequence[NextStep]) -> Body:
    buttons = [
        {
            "type": "reply",
            "reply": {"id": step.id, "title": speakable(step.says.strip(), at_most=TITLE, what="a button")},
        }
        for step in steps
    ]
    return {"type": "button", "body": {"text": text}, "action": {"buttons": buttons}}


def body_component(message: Message) -> list[Body]:
    """The template's own places, in their order or by name; none when it has none."""
    said = message.surface.get("parameters", [])
    if isinstance(said, Mapping):
        filled = [{**filling(message, part), "parameter_name": str(place)} for place, part in said.items()]
    else:
        filled = [filling(message, part) for part in said]
    return [{"type": "body", "parameters": filled}] if filled else []


def filling(message: Message, part: str) -> dict[str, str]:
    """A part on one line: a template's place takes no line breaks (Meta refuses them with 132012)."""
    text = " ".join(speakable(PARTS[part](message), at_most=TEXT * 4, what=f"the part {part}").split())
    if not text:
        raise CannotCompose(f"the part {part} is empty, and the template has a place for it")
    return {"type": "text", "text": speakable(text, at_most=PARAMETER, what=f"the part {part}")}


def button_components(message: Message) -> Iterator[Body]:
    for index, name in enumerate(message.surface.get("buttons", [])):
        if name in LINKS:
            last = LINKS[name](message).rpartition("/")[2]
            if not last:
                raise CannotCompose(f"there is no {name} link for the template's button")
            yield button("url", index, {"type": "text", "text": last})
        else:
            yield button("quick_reply", index, {"type": "payload", "payload": name})


def button(kind: str, index: int, parameter: Body) -> Body:
    return {"type": "button", "sub_type": kind, "index": str(index), "parameters": [parameter]}
