"""The way out over HTTP, for the channels that have one: connections kept open, everything bounded, errors read honestly.

Until the last byte of a request has left us the other side cannot have acted on it. From then to its answer nobody
knows: the outcome is `unknown`.
"""

import json
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx

from tidings.channels.contract import Outcome

MOST_OCTETS = 1_000_000
LONGEST_WAIT_S = 24 * 3600.0
BEFORE_A_CONNECTION = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
# The other side does not know us, or has moved: every message would fail alike until a setting is mended.
BLAMES_THE_WAY = frozenset({401, 403, 407})
TRY_AGAIN = frozenset({408, 425})


class Lost(Exception):
    """No answer came; `written` when the whole request had left us by then."""

    def __init__(self, says: str, *, written: bool) -> None:
        super().__init__(says)
        self.written = written

    @property
    def outcome(self) -> Outcome:
        """`unknown` once the request was written, else `transient`; the way is to blame in both."""
        return Outcome(
            state="unknown" if self.written else "transient", says=str(self)[:500], unreachable=True
        )


@dataclass(frozen=True, kw_only=True)
class Response:
    """What the other side answered. `headers` in lower case; not `whole`: the body was cut or is too big."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    whole: bool = True

    def json(self) -> Any:
        """The body as JSON, or None when it is not that."""
        with suppress(ValueError, RecursionError):
            return json.loads(self.body)
        return None

    @property
    def retry_after_s(self) -> float | None:
        """`Retry-After` in seconds (RFC 9110 10.2.3); a date is read against the answer's own `Date`."""
        said = self.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdigit():
            return min(float(said[:9]), LONGEST_WAIT_S)
        until, at = dated(said), dated(self.headers.get("date", ""))
        return min(max(0.0, (until - at).total_seconds()), LONGEST_WAIT_S) if until and at else None


class Client:
    """Calls one other side over connections that stay open; follows no redirect, reads no environment.

    `patience_s` bounds the wait for every single step, and the reading of an answer's body as a whole.
    """

    def __init__(self, *, patience_s: float = 30, ca: str = "", connections: int = 1) -> None:
        self.patience_s = patience_s
        self.ca = ca
        self.connections = connections
        self.open: httpx.Client | None = None

    def call(
        self, method: str, url: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Response:
        """One request, sent at most once; raises `Lost` when no answer came."""
        self.open = self.open or self._connected()
        leaving = Leaving()
        asked = self.open.build_request(
            method, url, content=body, headers=dict(headers or {}), extensions={"trace": leaving}
        )
        try:
            return self._read(self.open.send(asked, stream=True))
        except httpx.TransportError as error:
            written = leaving.whole and not isinstance(error, BEFORE_A_CONNECTION)
            raise Lost(f"{type(error).__name__}: {error}", written=written) from error

    def close(self) -> None:
        """Ends the connections; the next call makes new ones."""
        client, self.open = self.open, None
        if client is not None:
            client.close()

    def _connected(self) -> httpx.Client:
        return httpx.Client(
            verify=ssl.create_default_context(cafile=self.ca or None),
            timeout=self.patience_s,
            limits=httpx.Limits(max_connections=self.connections, keepalive_expiry=60),
            headers={"accept-encoding": "identity", "user-agent": "tidings"},
            trust_env=False,
        )

    def _read(self, answer: httpx.Response) -> Response:
        until = monotonic() + self.patience_s
        pieces, octets = [], 0
        whole = True
        try:
            for piece in answer.iter_bytes():
                pieces.append(piece)
                octets += len(piece)
                if octets > MOST_OCTETS or monotonic() > until:
                    whole = False
                    break
        except httpx.RequestError:
            whole = False
        finally:
            answer.close()
        return Response(
            status=answer.status_code,
            headers={name.lower(): value for name, value in answer.headers.items()},
            body=b"".join(pieces)[:MOST_OCTETS],
            whole=whole,
        )


class Leaving:
    """Watches a request leave. It counts as gone unless its writing is known to have failed."""

    def __init__(self) -> None:
        self.whole = True

    def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        if event.endswith(("send_request_headers.failed", "send_request_body.failed")):
            self.whole = False


def meaning(response: Response, *, says: str = "") -> Outcome:
    """What an answer's status means for a message, where the channel knows nothing more precise from its body."""
    status = response.status
    outcome = Outcome(state="transient", says=(says or f"HTTP {status}")[:500])
    if 200 <= status < 300:
        return replace(outcome, state="accepted")
    if status == 429:
        return replace(outcome, throttled=True, retry_after_s=response.retry_after_s)
    if status in BLAMES_THE_WAY or status < 400:
        return replace(outcome, unreachable=True)
    if status == 504:
        # A gateway handed it on and heard nothing: as if the answer had not come.
        return replace(outcome, state="unknown")
    if status >= 500 or status in TRY_AGAIN:
        return replace(outcome, retry_after_s=response.retry_after_s)
    return replace(outcome, state="permanent")


def base_url(setting: str, url: str) -> str:
    """A setting's URL without the slash at its end; raises ValueError where secrets would cross a network in clear."""
    parts = urlsplit(url)
    here = parts.hostname in ("localhost", "::1") or (parts.hostname or "").startswith("127.")
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and here)):
        raise ValueError(f"{setting} must be like https://host/path (http:// only to this machine)")
    return url.rstrip("/")


def dated(text: str) -> datetime | None:
    """An HTTP date; None where it is none."""
    with suppress(ValueError, TypeError):
        at = parsedate_to_datetime(text)
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    return None
