"""A small real SMTP server on loopback that does what a test tells it: refuse, fall silent, hang up at any point."""

import contextlib
import socket
import ssl
import threading
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

HANG_UP = "hang up"
SILENCE = "silence"
PIPELINING = "250-scripted\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES"
SLOWLY = "slowly"  # the usual answer, after a while
DEFAULTS = {
    "greeting": "220 scripted",
    "EHLO": "250-scripted\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES",
    "MAIL": "250 2.1.0 sender ok",
    "RCPT": "250 2.1.5 recipient ok",
    "DATA": "354 go on",
    "message": "250 2.0.0 taken",
    "RSET": "250 2.0.0 fresh start",
    "NOOP": "250 2.0.0 still here",
    "QUIT": "221 2.0.0 bye",
    "STARTTLS": "220 go ahead",
    "AUTH": "235 2.7.0 welcome",
}


class ScriptedServer:
    """`say` plans the next answers to a command (or "greeting", or "message": the end of a text); then the usual ones."""

    def __init__(
        self, context: ssl.SSLContext | None = None, *, tls_at_once: bool = False, cuts: Sequence[int] = ()
    ) -> None:
        self.context, self.tls_at_once, self.cuts = context, tls_at_once, list(cuts)
        self.careless = False  # asks for the text though it refused the recipient (RFC 2920 3.1 warns of it)
        self.groups = 0
        self.planned: dict[str, list[str]] = defaultdict(list)
        self.usual = dict(DEFAULTS)
        self.commands: list[str] = []
        self.received: list[bytes] = []
        self.connections = 0
        self.open: list[socket.socket] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def say(self, command: str, *answers: str) -> None:
        self.planned[command] += answers

    def hang_up_on_all(self, goodbye: str = "") -> None:
        """Closes every open connection, as a server does with idle ones."""
        while self.open:
            wire = self.open.pop()
            if goodbye:
                wire.sendall(f"{goodbye}\r\n".encode())
            shut(wire)

    def close(self) -> None:
        shut(self.listener)
        self.hang_up_on_all()

    def _accept(self) -> None:
        while True:
            try:
                wire, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(wire,), daemon=True).start()

    def _serve(self, wire: socket.socket) -> None:
        try:
            wire = self._secured(wire) if self.tls_at_once else wire
            self.open.append(wire)
            self._talk(wire)
        except (OSError, EOFError):
            pass
        finally:
            shut(wire)

    def _talk(self, wire: Any) -> None:
        lines = Lines(wire, self, self.cuts.pop(0) if self.cuts else None)
        refused = False
        self._answer(wire, "greeting")
        while line := lines.readline():
            said = line.decode("utf-8").rstrip("\r\n")
            command = said.split(" ")[0].split(":")[0].upper()
            self.commands.append(said)
            refused = refused and command != "MAIL"
            if command in ("RCPT", "DATA") and refused and not (self.careless and command == "DATA"):
                wire.sendall(b"503 5.5.1 bad sequence\r\n")
                continue
            answer = self._answer(wire, command)
            refused = refused or (command in ("MAIL", "RCPT") and not answer.startswith("2"))
            if command == "QUIT":
                return
            if command == "STARTTLS":
                wire = self._secured(wire)
                lines = Lines(wire, self)
            if command == "DATA" and answer.startswith("354"):
                self._take(wire, lines)

    def _take(self, wire: socket.socket, lines: Any) -> None:
        if self.planned["text"]:
            self._answer(wire, "text")
        octets = bytearray()
        while (line := lines.readline()) != b".\r\n":
            if not line:
                raise EOFError
            octets += line.removeprefix(b".")
        self.received.append(bytes(octets))
        self._answer(wire, "message")

    def _answer(self, wire: socket.socket, command: str) -> str:
        planned = self.planned[command]
        answer = planned.pop(0) if planned else self.usual.get(command, "502 5.5.1 what?")
        if answer == HANG_UP:
            raise EOFError
        if answer == SILENCE:
            threading.Event().wait(3)
            raise EOFError
        if answer == SLOWLY:
            threading.Event().wait(0.4)
            answer = self.usual[command]
        wire.sendall(f"{answer}\r\n".encode())
        return answer

    def _secured(self, wire: socket.socket) -> socket.socket:
        assert self.context is not None
        return self.context.wrap_socket(wire, server_side=True)


class Lines:
    """A connection's lines; `cut` octets are heard of it, then it is closed as if the wire were cut."""

    def __init__(self, wire: Any, server: ScriptedServer, cut: int | None = None) -> None:
        self.wire, self.server, self.cut = wire, server, cut
        self.heard = bytearray()

    def readline(self) -> bytes:
        seen = 0
        while self.heard.find(b"\n", seen) < 0:
            seen = len(self.heard)
            if self.cut is not None and self.cut <= 0:
                raise EOFError
            octets = self.wire.recv(65_536 if self.cut is None else min(self.cut, 65_536))
            if not octets:
                return b""
            self.server.groups += 1
            self.cut = None if self.cut is None else self.cut - len(octets)
            self.heard += octets
        end = self.heard.index(b"\n") + 1
        line = bytes(self.heard[:end])
        del self.heard[:end]
        return line


def shut(wire: socket.socket) -> None:
    """Close it now, also under a thread that is reading from it."""
    with contextlib.suppress(OSError):
        wire.shutdown(socket.SHUT_RDWR)
    wire.close()
