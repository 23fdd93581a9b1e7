"""What a browser is told: a few words for the lock screen, and where the whole notice is."""

import json
from typing import Any
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec

from tidings.channels.contract import CannotCompose, Message
from tidings.channels.push.keys import Identity
from tidings.channels.push.subscription import Subscription

LARGEST = 4096  # octets of a request's body every push service takes (RFC 8030 7.2)
OVERHEAD = 16 + 4 + 1 + 65 + 1 + 16  # RFC 8188 header with our key, the delimiter, the tag
TITLE, BODY = 80, 240
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi"})


def payload(message: Message, identity: Identity, *, shows: str) -> bytes:
    """JSON for our service worker. `shows` is "notice", or "topic" for people whose screens others see."""
    said: dict[str, Any] = {
        "title": shortened(message.letterhead.name, TITLE),
        "body": shortened(message.topic_title if shows == "topic" else first_words(message), BODY),
        "lang": message.language,
        "dir": "rtl" if message.language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        "tag": message.message_id,
        "url": message.links.notice,
        "now": message.urgency == "now",
        "tell": {
            "url": f"{origin(message.links.notice)}/in/push/main",
            "token": identity.token(message.message_id),
        },
    }
    octets = json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode()
    if len(octets) + OVERHEAD > LARGEST:
        raise CannotCompose("the notice's own address is too long for a push message")
    return octets


def first_words(message: Message) -> str:
    return message.composed.subject or message.composed.what


def shortened(text: str, most: int) -> str:
    """One line, cut between words."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def sealed(octets: bytes, subscription: Subscription) -> bytes:
    """Encrypted so that only that browser reads it (RFC 8291, one record of aes128gcm)."""
    body: bytes = http_ece.encrypt(
        octets,
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=subscription.public,
        auth_secret=subscription.secret,
        version="aes128gcm",
    )
    return body
