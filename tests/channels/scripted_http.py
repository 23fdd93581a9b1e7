"""A small real HTTP server on loopback that does once what a test plans, at any stage of a request."""

import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Stage = Literal["before reading", "after the head", "after the request", "before the answer"]


@dataclass(frozen=True, kw_only=True)
class Asked:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer; `raw` instead of everything else goes out as it is. `after_s` waits first, `cut` ends the wire after it."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes = b""
    after_s: float = 0
    cut: bool = False

    def octets(self) -> bytes:
        if self.raw:
            return self.raw
        named = {"Content-Length": str(len(self.body)), **self.headers}
        lines = [f"HTTP/1.1 {self.status} Said", *(f"{name}: {value}" for name, value in named.items())]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + self.body


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Ends the wire at a stage of the request, after being silent for a while.

    "before the answer": the request was acted on, and nobody is told.
    """

    stage: Stage
    after_s: float = 0


@dataclass(frozen=True, kw_only=True)
class Late:
    """The usual answer, after a while."""

    after_s: float


Planned = Said | Cut | Late


class ScriptedHttp:
    """`answer` says what it usually answers, `plan` what it does for the next requests, each once."""

    def __init__(self, answer: Callable[[Asked], Said] = lambda asked: Said()) -> None:
        self.answer = answer
        self.planned: list[Planned] = []
        self.asked: list[Asked] = []
        self.connections = 0
        self.open: list[socket.socket] = []
        self.ended = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def plan(self, *planned: Planned) -> None:
        self.planned += planned

    def hang_up_on_all(self) -> None:
        while self.open:
            shut(self.open.pop())

    def close(self) -> None:
        self.ended.set()
        shut(self.listener)
        self.hang_up_on_all()

    def _accept(self) -> None:
        while True:
            try:
                wire, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            self.open.append(wire)
            threading.Thread(target=self._serve, args=(wire,), daemon=True).start()

    def _serve(self, wire: socket.socket) -> None:
        with suppress(OSError, EOFError):
            lines = wire.makefile("rb")
            while self._one(wire, lines):
                pass
        shut(wire)

    def _one(self, wire: socket.socket, lines: Any) -> bool:
        self._cut_at("before reading")
        method, path, headers = head(lines)
        self._cut_at("after the head")
        body = lines.read(int(headers.get("content-length", "0")))
        asked = Asked(method=method, path=path, headers=headers, body=body)
        self.asked.append(asked)
        self._cut_at("after the request")
        said = self._said(asked)
        self._cut_at("before the answer")
        self.ended.wait(said.after_s)
        wire.sendall(said.octets())
        return not said.cut

    def _said(self, asked: Asked) -> Said:
        match self.planned[:1]:
            case [Said() as said]:
                self.planned.pop(0)
                return said
            case [Late(after_s=after_s)]:
                self.planned.pop(0)
                return replace(self.answer(asked), after_s=after_s)
        return self.answer(asked)

    def _cut_at(self, stage: Stage) -> None:
        if self.planned and isinstance(cut := self.planned[0], Cut) and cut.stage == stage:
            self.planned.pop(0)
            self.ended.wait(cut.after_s)
            raise EOFError


def head(lines: Any) -> tuple[str, str, dict[str, str]]:
    first = lines.readline()
    if not first:
        raise EOFError
    method, path, _ = first.decode("latin-1").split(" ")
    headers = {}
    while (line := lines.readline().rstrip(b"\r\n")) != b"":
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    return method, path, headers


def shut(wire: socket.socket) -> None:
    """Close it now, also under a thread that is reading from it."""
    with suppress(OSError):
        wire.shutdown(socket.SHUT_RDWR)
    wire.close()
