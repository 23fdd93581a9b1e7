"""What the channels of one social network's Graph API share: its signature, its handshake, its errors and its window."""

import hashlib
import hmac
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tidings.channels.contract import Answer, CannotCompose, Message, NotGenuine, Outcome, Raw, Unreadable
from tidings.channels.http import Client, Lost, Response, base_url, meaning

WINDOW = timedelta(hours=24)
# Nothing a person means to read: controls, and halves of characters that no UTF-8 can carry.
UNSPEAKABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
LONG_NUMBER = re.compile(r"\d{7,}")


def inside_window(message: Message) -> bool:
    """Whether the customer wrote to us less than 24 hours before the moment of sending."""
    return message.heard_at is not None and message.at - message.heard_at < WINDOW


def speakable(text: str, *, at_most: int, what: str) -> str:
    """The text with plain line ends; raises `CannotCompose` when it is too long or holds what nobody can read."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := UNSPEAKABLE.search(text):
        raise CannotCompose(f"{what} holds the control character U+{ord(found[0]):04X}")
    if len(text) > at_most:
        raise CannotCompose(f"{what} has {len(text)} characters, {at_most} are taken")
    return text


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


@dataclass(frozen=True, kw_only=True)
class Fault:
    """An error as the Graph API states it."""

    code: int
    subcode: int = 0
    says: str = ""

    @classmethod
    def read(cls, error: Mapping[str, Any]) -> "Fault":
        """From an `error` object, without any number that could be somebody's."""
        details = text_in(error, "error_data", "details")
        said = ": ".join(
            dict.fromkeys(
                part for part in (text_in(error, "message") or text_in(error, "title"), details) if part
            )
        )
        code, subcode = text_in(error, "code"), text_in(error, "error_subcode")
        return cls(
            code=int(code) if code.isdecimal() else -1,
            subcode=int(subcode) if subcode.isdecimal() else 0,
            says=f"{code or 'no code'} {LONG_NUMBER.sub('…', said)}"[:300],
        )


def fault_in(response: Response) -> Fault | None:
    """What is wrong, in the other side's words; None when it states no error."""
    said = response.json()
    error = said.get("error") if isinstance(said, dict) else None
    return Fault.read(error) if isinstance(error, dict) else None


@dataclass(frozen=True, kw_only=True)
class Faults:
    """How the errors of one API are to be read: by code, or by code and subcode. What is in no set is refused for good."""

    throttled: frozenset[int]
    way: frozenset[int]
    transient: frozenset[int]
    dead: frozenset[int | tuple[int, int]]
    refused: frozenset[int | tuple[int, int]] = frozenset()

    def outcome(self, fault: Fault, *, retry_after_s: float | None = None) -> Outcome:
        """What an error means for the message it answers."""
        names = {fault.code, (fault.code, fault.subcode)}
        outcome = Outcome(state="transient", says=fault.says)
        if names & self.dead:
            return replace(outcome, state="permanent", address_dead=True)
        if names & self.refused:
            return replace(outcome, state="permanent")
        if fault.code in self.throttled:
            return replace(outcome, throttled=True, retry_after_s=retry_after_s)
        if fault.code in self.way or 200 <= fault.code <= 299:
            return replace(outcome, unreachable=True)
        return outcome if fault.code in self.transient else replace(outcome, state="permanent")


class Graph:
    """Calls to the Graph API on a kept-open connection, by one access token."""

    def __init__(self, *, url: str, setting: str, token: str, patience_s: float) -> None:
        self.url = base_url(setting, url)
        if not (token.isascii() and token.isprintable()):
            raise ValueError("the access token must be printable ASCII: was it copied whole?")
        self.token = token
        self.client = Client(patience_s=patience_s)

    def post(self, path: str, body: Mapping[str, Any]) -> Response:
        """Raises `Lost`."""
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        return self.client.call("POST", f"{self.url}/{path}", body=json.dumps(body).encode(), headers=headers)

    def get(self, path: str) -> Response:
        """Raises `Lost`."""
        return self.client.call(
            "GET", f"{self.url}/{path}", headers={"authorization": f"Bearer {self.token}"}
        )

    def hand_over(self, path: str, body: Mapping[str, Any], faults: Faults) -> "Handed":
        """One message, sent at most once."""
        try:
            response = self.post(path, body)
        except Lost as lost:
            return Handed(outcome=lost.outcome)
        fault = fault_in(response)
        if fault and 400 <= response.status < 600:
            return Handed(outcome=faults.outcome(fault, retry_after_s=response.retry_after_s), fault=fault)
        return Handed(outcome=meaning(response), said=response.json())

    def close(self) -> None:
        self.client.close()


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What came of handing a message over: the outcome, and the error or the body it was read from."""

    outcome: Outcome
    fault: Fault | None = None
    said: Any = None

    def named(self, provider_id: str) -> Outcome:
        """The outcome with the other side's name for the message; an acceptance without one cannot be believed."""
        if self.outcome.state != "accepted":
            return self.outcome
        if not provider_id:
            return Outcome(state="unknown", says="the answer does not name the message")
        return replace(self.outcome, provider_id=provider_id)


def patience(setting: str, said: str) -> float:
    """Seconds; raises ValueError with the setting's name."""
    try:
        seconds = float(said)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 600:
        raise ValueError(f"{setting} must be a number of seconds up to 600, like 30")
    return seconds
