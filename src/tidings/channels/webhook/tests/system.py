"""A small system of a company on loopback: takes signed notices, keeps each once by its webhook-id, does what a test plans."""

import contextlib
import json
import socket
import threading
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tidings.core import webhooks

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
CUT, SILENCE, SLOW = "cut", "silence", "slow"


@dataclass
class Posted:
    """One request that was taken."""

    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> dict[str, Any]:
        return json.loads(self.body)["data"]


@dataclass
class System:
    """`planned` are answers (status, headers, body), or what else to do, for the coming requests."""

    planned: list[Any] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
    wires: list[socket.socket] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        system = self

        class Handler(Door):
            pass

        Handler.system = system
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/notices"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        while self.wires:
            shut(self.wires.pop())


class Door(BaseHTTPRequestHandler):
    """One connection of the system's."""

    system: System
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self.system.connections += 1
        self.system.wires.append(self.request)

    def do_POST(self) -> None:
        plan = self.system.planned.pop(0) if self.system.planned else (200, {}, {})
        if plan == CUT:
            return self.hang_up()
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers["content-length"]))
        sent = datetime.fromisoformat(json.loads(body)["timestamp"])
        webhooks.verify(secret=SECRET, headers=headers, body=body, now=sent)
        if plan == SLOW:
            threading.Event().wait(0.3)
            plan = (200, {}, {})
        if plan == SILENCE or plan[0] < 300:
            self.system.posted.append(Posted(headers, body))
        return self.hang_up() if plan == SILENCE else self.say(*plan)

    def say(self, status: int, headers: dict[str, str], body: Any) -> None:
        said = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(said))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said)

    def hang_up(self) -> None:
        self.close_connection = True
        shut(self.request)

    def finish(self) -> None:
        with contextlib.suppress(OSError):
            super().finish()

    def log_message(self, *args: object) -> None:
        """Quiet."""


def shut(wire: socket.socket) -> None:
    with contextlib.suppress(OSError):
        wire.shutdown(socket.SHUT_RDWR)
    wire.close()
