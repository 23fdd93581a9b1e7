"""A small channel for what comes in: JSON signed by a shared secret, and a wire that keeps what goes out."""

import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest

from tidings.channels import discover
from tidings.channels.contract import (
    Answer,
    Channel,
    Declaration,
    Heard,
    Listener,
    Message,
    NotGenuine,
    Outcome,
    Ports,
    Raw,
    Receipt,
    Reply,
    Sender,
    Setting,
    Stopped,
    Unreadable,
)

SECRET = "toy-secret"
NEWS: dict[str, Callable[..., Heard]] = {"reply": Reply, "receipt": Receipt, "stopped": Stopped}


class Wire:
    """Both ends: what was sent, the outcomes to come (the last stays), the listener that is open."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.outcomes = [Outcome(state="accepted")]
        self.listeners: list[ToyListener] = []

    def send(self, message: Message) -> Outcome:
        self.sent.append(message)
        return self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]

    def close(self) -> None:
        """Nothing to give back."""


class ToyListener:
    """Open until it is stopped or breaks."""

    def __init__(self, ports: Ports) -> None:
        self.ports, self.ended, self.broken = ports, threading.Event(), False

    def run(self) -> None:
        self.ended.wait(30)
        if self.broken:
            raise ConnectionError("cut")

    def stop(self) -> None:
        self.ended.set()

    def breaks(self) -> None:
        self.broken = True
        self.ended.set()


class Toy(Channel):
    """Numbers that write to each other."""

    def __init__(self, *abilities: str) -> None:
        self.wire = Wire()
        self.declaration = Declaration(
            name="sms",
            says="A channel for tests",
            address_kind="mobile",
            abilities=frozenset({"replies", "receipts", *abilities}),
            settings=(Setting(name="TOY_SECRET", says="Signs what comes in", secret=True, required=True),),
        )

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        return self.wire

    def answer(self, raw: Raw, settings: Mapping[str, str]) -> Answer:
        if raw.method == "GET":
            return Answer(body=b"pong", keep=False)
        if not hmac.compare_digest(raw.headers.get("x-toy", ""), signature(raw.body)):
            raise NotGenuine("the signature does not fit")
        return Answer(body=b"kept")

    def read(self, raw: Raw, settings: Mapping[str, str]) -> Sequence[Heard]:
        try:
            said = json.loads(raw.body)
        except ValueError as wrong:
            raise Unreadable("this is no JSON") from wrong
        if "bug" in said:
            raise KeyError("a mistake of ours")
        return [
            NEWS[kind](**{"at": raw.at, "key": str(place)} | one)
            for place, (kind, one) in enumerate(said["news"])
        ]

    def listen(self, settings: Mapping[str, str], ports: Ports) -> Listener | None:
        self.wire.listeners.append(ToyListener(ports))
        return self.wire.listeners[-1]


def signature(body: bytes) -> str:
    return hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()


def body(*news: tuple[str, dict[str, Any]]) -> bytes:
    return json.dumps({"news": news}).encode()


def raw(key: str, *news: tuple[str, dict[str, Any]], at: datetime) -> Raw:
    return Raw(kind="http", key=key, body=body(*news), at=at)


@contextmanager
def installed(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Iterator[Toy]:
    """The channel in the place of the text channel, with its secret stated."""
    monkeypatch.setenv("TOY_SECRET", SECRET)
    monkeypatch.setitem(discover(), "sms", toy)
    yield toy
