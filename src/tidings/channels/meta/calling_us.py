"""What the network calls us with: its signature, its handshake, and the entries of a body."""

import hashlib
import hmac
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tidings.channels.contract import Answer, NotGenuine, Raw, Unreadable


def answered(raw: Raw, *, app_secret: str, verify_token: str) -> Answer:
    """To a call at our receipts address: the handshake (GET), or a signed body (POST); raises `NotGenuine`."""
    if raw.method.upper() == "GET":
        return shaken_hands(raw.url, verify_token)
    said = raw.headers.get("x-hub-signature-256", "")
    if not app_secret or not hmac.compare_digest(said.encode(), signature(raw.body, app_secret).encode()):
        raise NotGenuine("X-Hub-Signature-256 does not fit the body: is the app secret the app's own?")
    return Answer()


def signature(body: bytes, app_secret: str) -> str:
    """The header `X-Hub-Signature-256`: over the raw body, never over what was parsed from it."""
    return "sha256=" + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()


def shaken_hands(url: str, verify_token: str) -> Answer:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    token = asked.get("hub.verify_token", "")
    if not verify_token or not hmac.compare_digest(token.encode(), verify_token.encode()):
        raise NotGenuine("hub.verify_token is not ours")
    if asked.get("hub.mode") != "subscribe":
        raise NotGenuine("hub.mode is not subscribe")
    return Answer(body=asked.get("hub.challenge", "").encode(), keep=False)


def entries(raw: Raw, *, object: str) -> Iterator[Mapping[str, Any]]:
    """The entries of a webhook's body, which may hold many; raises `Unreadable`."""
    try:
        body = json.loads(raw.body)
    except (ValueError, RecursionError):
        raise Unreadable("the body is not JSON") from None
    if not isinstance(body, dict) or body.get("object") != object:
        raise Unreadable(f"the body's object is not {object}")
    yield from mappings(body.get("entry"))


def mappings(value: object) -> Iterator[Mapping[str, Any]]:
    """Those items of a list that are mappings; none where it is no list."""
    yield from (item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def text_in(value: object, *path: str) -> str:
    """The text at a path inside mappings; "" where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def moment(stamp: str, *, per_s: int = 1) -> datetime | None:
    """A Unix time stamp, in seconds or so many parts of one; None where it is none."""
    if not re.fullmatch(r"\d{9,14}", stamp, re.ASCII):
        return None
    seconds = int(stamp) / per_s
    return datetime.fromtimestamp(seconds, UTC) if seconds < 32503680000 else None
