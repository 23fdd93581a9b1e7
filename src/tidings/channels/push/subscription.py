"""A browser's subscription: where its push service takes messages, and the keys only the browser can open."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tidings.channels.contract import CannotCompose

PUBLIC_OCTETS, SECRET_OCTETS = 65, 16


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """`public` and `secret` are the browser's own (RFC 8291 2.1 and 3.2)."""

    endpoint: str
    public: bytes
    secret: bytes

    @property
    def origin(self) -> str:
        """The push service: its scheme, host and port."""
        parts = urlsplit(self.endpoint)
        return f"{parts.scheme}://{parts.netloc}"


def read(address: str, *, services: tuple[str, ...]) -> Subscription:
    """From the JSON a browser gives; raises `CannotCompose`.

    Anybody can state a subscription, so we call nobody but `services`: hosts, or their ends (".push.example").
    """
    try:
        said = json.loads(address)
        keys = said["keys"]
        found = Subscription(
            endpoint=said["endpoint"], public=octets(keys, "p256dh"), secret=octets(keys, "auth")
        )
        host = host_of(found.endpoint)
    except (ValueError, KeyError, TypeError) as wrong:
        raise CannotCompose("the address is no push subscription") from wrong
    if not any(host == service or (service[:1] == "." and host.endswith(service)) for service in services):
        raise CannotCompose(f"{host[:80]!r} is none of the push services in TIDINGS_PUSH_SERVICES")
    if len(found.public) != PUBLIC_OCTETS or found.public[0] != 4 or len(found.secret) != SECRET_OCTETS:
        raise CannotCompose("the subscription's keys are not a P-256 point and 16 octets")
    return found


def host_of(endpoint: str) -> str:
    """The push service's host; raises ValueError for what is no https address (http only to this machine)."""
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    if (
        not host
        or "@" in parts.netloc
        or (parts.scheme != "https" and (parts.scheme, host) != ("http", "127.0.0.1"))
    ):
        raise ValueError("not the https address of a push service")
    return host


def octets(keys: Mapping[str, Any], name: str) -> bytes:
    return decoded(str(keys[name]))


def decoded(text: str) -> bytes:
    """Base64 of the URL kind, with or without its padding."""
    return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def encoded(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()
