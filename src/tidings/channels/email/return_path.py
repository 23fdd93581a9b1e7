"""Addresses of ours that say which message they belong to, and that nobody else can make.

`bounce+TOKEN@` is where the returned mail goes (variable envelope return path), `reply+TOKEN@` where an answer goes,
`stop+TOKEN@` where a mail program's unsubscription goes. The token is the left part of the Message-ID, how the sender's
domain lies to ours, and a keyed hash of both.
"""

import hmac
import re
from dataclasses import dataclass
from typing import Literal

Use = Literal["bounce", "reply", "stop", "complaints", "check"]
LONGEST_LEFT = 38  # of a Message-ID, so that the whole keeps to 64 octets (RFC 5321 4.5.3.1.1)
TOKEN = re.compile(r"(bounce|reply|stop)\+([a-z0-9.\-_]+)\.([0-9])([0-9a-f]{16})")
COMPLAINTS, CHECK = "complaints", "check"


@dataclass(frozen=True, kw_only=True)
class Ours:
    """An address of ours that mail came to: its use, and the message it belongs to ("" for none)."""

    use: Use
    message_id: str = ""


@dataclass(frozen=True, kw_only=True)
class ReturnPath:
    """Where what comes back arrives: the domain whose MX leads to our port, and the key of its tokens."""

    domain: str
    key: bytes

    def address(self, use: Use, message_id: str) -> str:
        """The address for that message; "" where none can be made (its domain is neither ours nor above it)."""
        left, _, domain = message_id.lower().partition("@")
        above = self._above(domain)
        if above is None or not left or len(left) > LONGEST_LEFT:
            return ""
        return f"{use}+{left}.{above}{self._seal(use, left, above)}@{self.domain}"

    def read(self, address: str) -> Ours | None:
        """Whose address that is; None when it is not ours or its token is forged."""
        local, _, domain = address.strip("<> ").lower().rpartition("@")
        if domain != self.domain:
            return None
        if local == COMPLAINTS:
            return Ours(use="complaints")
        if local == CHECK:
            return Ours(use="check")
        found = TOKEN.fullmatch(local)
        if not found or not hmac.compare_digest(found[4], self._seal(found[1], found[2], int(found[3]))):
            return None
        right = ".".join(self.domain.split(".")[int(found[3]) :])
        return Ours(use=use_of(found[1]), message_id=f"{found[2]}@{right}")

    def _above(self, domain: str) -> int | None:
        """How many labels of our domain stand before the sender's."""
        if domain == self.domain:
            return 0
        if not domain or not self.domain.endswith(f".{domain}"):
            return None
        above = self.domain.count(".") - domain.count(".")
        return above if above < 10 else None

    def _seal(self, use: str, left: str, above: int) -> str:
        return hmac.digest(self.key, f"{use}|{left}|{above}|{self.domain}".encode(), "sha256").hex()[:16]


def use_of(word: str) -> Use:
    uses: dict[str, Use] = {"bounce": "bounce", "reply": "reply", "stop": "stop"}
    return uses[word]
