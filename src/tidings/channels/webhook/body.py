"""The notice as the JSON that is posted (version 1; see the README for every field)."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tidings.channels.contract import CannotCompose, Message
from tidings.core.notice import Composed
from tidings.core.plain import page_text

VERSION = 1
MOST_OCTETS = 256_000
LONGEST_ADDRESS = 200


def compose(message: Message) -> bytes:
    """The body, the same octets for the same message; raises `CannotCompose`."""
    if not message.to or len(message.to) > LONGEST_ADDRESS or not message.to.isprintable():
        raise CannotCompose(f"the address must be 1 to {LONGEST_ADDRESS} printable characters")
    try:
        body = json.dumps(envelope(message), ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError as broken:
        raise CannotCompose("the notice holds half a character (a lone surrogate)") from broken
    if len(body) > MOST_OCTETS:
        raise CannotCompose(f"the notice makes {len(body)} octets; {MOST_OCTETS} is the most")
    return body


def envelope(message: Message) -> dict[str, Any]:
    return {
        "type": "notice",
        "version": VERSION,
        "timestamp": message.at.isoformat(),
        "data": {
            "message_id": message.message_id,
            "to": message.to,
            "to_name": message.to_name,
            "code": message.code,
            "campaign": message.campaign,
            "topic": message.topic_title,
            "purpose": message.purpose,
            "urgency": message.urgency,
            "language": message.language,
            "expires_at": message.expires_at.isoformat(),
            "notice": notice(message.composed),
            "text": page_text(message.composed),
            "company": asdict(message.letterhead),
            "links": asdict(message.links),
            "surface": plain(message.surface),
        },
    }


def notice(composed: Composed) -> dict[str, Any]:
    parts = asdict(composed)
    parts["next_steps"] = [{"id": step.id, "says": step.says} for step in composed.next_steps]
    return parts


def plain(surface: Mapping[str, Any]) -> dict[str, Any]:
    """What the campaign says about this channel alone, as JSON has it; what JSON lacks is said as text."""
    return {name: json.loads(json.dumps(value, default=str)) for name, value in surface.items()}


def readable(body: bytes) -> str:
    return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
