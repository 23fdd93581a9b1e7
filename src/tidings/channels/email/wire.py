"""A greeted connection to a mail server: octets out, answers in, and how much had left us when it died."""

import contextlib
import select
import smtplib
import socket
import ssl
from collections.abc import Iterator, Mapping

from tidings.channels.email.answers import Answer
from tidings.channels.email.way import features

LONGEST_ANSWER = 65_536  # octets of an unfinished answer that we keep


class Cut(Exception):
    """The connection died or fell silent; `left_us` octets of what was being written had been taken from us by then."""

    def __init__(self, says: str, *, left_us: int = 0, silent: bool = False) -> None:
        super().__init__(says)
        self.left_us, self.silent = left_us, silent


class Wire:
    """`used`: a message has gone through it, so that its end is the server's habit and not a refusal."""

    def __init__(self, greeted: smtplib.SMTP, patience_s: float) -> None:
        assert greeted.sock is not None
        self.greeted = greeted
        self.sock: socket.socket = greeted.sock
        self.sock.settimeout(patience_s)
        with contextlib.suppress(OSError):
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.offers: Mapping[str, str] = features(greeted)
        self.pipelining = "pipelining" in self.offers
        self.used = False
        self.half = b""

    def fileno(self) -> int:
        return self.sock.fileno()

    def write(self, octets: bytes) -> None:
        """All of it; raises `Cut`. Under TLS what had left us cannot be told, so all of it may have."""
        protected, left_us, rest = isinstance(self.sock, ssl.SSLSocket), 0, memoryview(octets)
        try:
            while rest:
                took = self.sock.send(rest)
                left_us, rest = left_us + took, rest[took:]
        except OSError as error:
            raise Cut(
                named(error),
                left_us=len(octets) if protected else left_us,
                silent=isinstance(error, TimeoutError),
            ) from error

    def answers(self) -> Iterator[Answer]:
        """The answers that are there, having waited for some octets; raises `Cut`."""
        self.half += self._octets()
        lines = self.half.split(b"\n")
        self.half = lines.pop()
        begun: list[bytes] = []
        for line in lines:
            begun.append(line.rstrip(b"\r"))
            if line[3:4] != b"-":
                yield answer(begun)
                begun = []
        self.half = b"".join(line + b"\n" for line in begun) + self.half
        if len(self.half) > LONGEST_ANSWER:
            raise Cut("the server's answer has no end")

    def speaks(self) -> bool:
        """Whether something waits to be read. Between messages a server has nothing to say but goodbye."""
        waiting = select.poll()
        waiting.register(self.sock, select.POLLIN)
        return bool(waiting.poll(0))

    def close(self) -> None:
        self.greeted.close()

    def quit(self) -> None:
        """Says goodbye, without waiting long for the answer."""
        try:
            self.sock.settimeout(1)
            self.greeted.quit()
        except OSError:
            self.close()

    def _octets(self) -> bytes:
        try:
            octets = self.sock.recv(LONGEST_ANSWER)
            while octets and isinstance(self.sock, ssl.SSLSocket) and self.sock.pending():
                octets += self.sock.recv(LONGEST_ANSWER)
        except OSError as error:
            raise Cut(named(error), silent=isinstance(error, TimeoutError)) from error
        if not octets:
            raise Cut("the server hung up")
        return octets


def answer(lines: list[bytes]) -> Answer:
    code = lines[0][:3]
    if not code.isdigit():
        raise Cut("the server does not speak SMTP")
    return Answer(int(code), "\n".join(line[4:].decode("utf-8", "replace").strip() for line in lines))


def named(error: OSError) -> str:
    return f"{type(error).__name__}: {error}"
