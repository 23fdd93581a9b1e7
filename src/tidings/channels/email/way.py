"""The way out: which SMTP server, how the wire is protected, who we say we are."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Literal, cast
from urllib.parse import unquote, urlsplit

Protection = Literal["none", "starttls", "tls"]
SCHEMES: dict[str, tuple[Protection, int]] = {
    "smtp": ("none", 25),
    "smtp+starttls": ("starttls", 587),
    "smtps": ("tls", 465),
}


class BadWay(ValueError):
    """A setting of the way out that cannot be right; says which and the mend."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """Where mail goes. `patience_s` bounds one whole message, connecting included."""

    host: str
    port: int
    protection: Protection = "none"
    user: str = ""
    password: str = ""
    ca: str = ""
    patience_s: float = 30
    connections: int = 4

    @classmethod
    def read(cls, settings: Mapping[str, str]) -> "Way":
        """From `TIDINGS_SMTP_URL`, `TIDINGS_SMTP_CA` and `TIDINGS_SMTP_TIMEOUT`; raises `BadWay`."""
        parts = urlsplit(settings["TIDINGS_SMTP_URL"])
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise BadWay(
                "TIDINGS_SMTP_URL must be like smtp://host:25, smtp+starttls://user:password@host:587 or smtps://..."
            )
        protection, port = SCHEMES[parts.scheme]
        if parts.username and protection == "none" and not on_this_machine(parts.hostname):
            raise BadWay(
                "TIDINGS_SMTP_URL: a password would cross the network in clear; use smtp+starttls:// or smtps://"
            )
        return cls(
            host=parts.hostname,
            port=parts.port or port,
            protection=protection,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            ca=settings.get("TIDINGS_SMTP_CA", ""),
            patience_s=float(settings.get("TIDINGS_SMTP_TIMEOUT") or 30),
            connections=max(1, int(settings.get("TIDINGS_SMTP_CONNECTIONS") or 4)),
        )

    def connect(self, patience_s: float) -> smtplib.SMTP:
        """A greeted, protected and signed-in connection; raises OSError (smtplib's errors are of that kind)."""
        until = monotonic() + patience_s
        wire = self._dial(patience_s)
        try:
            for stage in (wire.ehlo_or_helo_if_needed, *self._further_stages(wire)):
                be_patient(wire, until)
                stage()
        except BaseException:
            wire.close()
            raise
        return wire

    def _dial(self, patience_s: float) -> smtplib.SMTP:
        if self.protection == "tls":
            return smtplib.SMTP_SSL(
                self.host, self.port, our_name(), timeout=patience_s, context=self._trust()
            )
        return smtplib.SMTP(self.host, self.port, our_name(), timeout=patience_s)

    def _further_stages(self, wire: smtplib.SMTP) -> Iterator[Callable[[], object]]:
        if self.protection == "starttls":
            yield lambda: wire.starttls(context=self._trust())
            yield wire.ehlo
        if self.user:
            yield lambda: wire.login(self.user, self.password)

    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.ca or None)


def be_patient(wire: smtplib.SMTP, until: float) -> None:
    """Let the next answer take until that reading of the monotonic clock, no longer."""
    left = until - monotonic()
    if left <= 0 or wire.sock is None:
        raise TimeoutError("the server took too long")
    wire.sock.settimeout(left)


def on_this_machine(host: str) -> bool:
    return host == "localhost" or host.startswith("127.") or host == "::1"


def our_name() -> str:
    """What EHLO says; never asks the DNS, which may keep a sender waiting for minutes (RFC 5321 4.1.4 allows a literal)."""
    name = socket.gethostname()
    return name if "." in name else "[127.0.0.1]"


def features(wire: smtplib.SMTP) -> Mapping[str, str]:
    """What the server offers, in lower case."""
    return cast("Mapping[str, str]", wire.esmtp_features)


def plain(error: OSError) -> str:
    """An error in words, without the library's wrapping."""
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return f"{error.smtp_code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"
    return f"{type(error).__name__}: {error}"
