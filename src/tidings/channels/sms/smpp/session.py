"""One bind over one connection: requests out, units in, and what the centre asks of its own accord answered."""

import select
import ssl
from collections.abc import Iterator
from time import monotonic

from tidings.channels.contract import Ports
from tidings.channels.sms.smpp import answers
from tidings.channels.sms.smpp.binding import Lost, bind_body, connected
from tidings.channels.sms.smpp.pdu import (
    BIND_RECEIVER,
    BIND_TRANSCEIVER,
    BIND_TRANSMITTER,
    DELIVER_SM,
    ENQUIRE_LINK,
    GENERIC_NACK,
    RESPONSE,
    UNBIND,
    Garbled,
    Pdu,
    Stream,
)
from tidings.channels.sms.smpp.receiving import take
from tidings.channels.sms.way import Way

BINDS = {"receiver": BIND_RECEIVER, "transmitter": BIND_TRANSMITTER, "transceiver": BIND_TRANSCEIVER}
UNKNOWN_COMMAND, TEMPORARY_ERROR = 0x03, 0x64
LAST_SEQUENCE = 0x7FFF_FFFF


class Session:
    """A bound connection; not shared between threads. Every method raises `Lost` once it is gone.

    `enqueued` and `written` count octets, so that it can be told whether a request has left us whole. What the
    centre delivers goes to `ports`; `failure` is why something of it could not be kept.
    """

    def __init__(self, way: Way, kind: str, ports: Ports | None = None) -> None:
        self.way, self.kind, self.ports = way, kind, ports
        self.stream = Stream()
        self.unsent = bytearray()
        self.sequence = self.enqueued = self.written = 0
        self.heard_at = monotonic()
        self.failure: Exception | None = None
        self.wire = connected(way)
        self.name = f"{kind} {ports.now().isoformat() if ports else ''} {self.wire.getsockname()[1]}"
        try:
            self._bind()
        except BaseException:
            self.wire.close()
            raise

    def request(self, command: int, body: bytes = b"") -> int:
        """Puts a request in line; its sequence number. It leaves with the next `turn`."""
        self.sequence = self.sequence % LAST_SEQUENCE + 1
        self._enqueue(Pdu(command, self.sequence, body))
        return self.sequence

    def turn(self, wait_s: float) -> list[Pdu]:
        """Writes what is in line and reads what is there, waiting at most so long for any of it.

        Gives back responses; what the centre delivers or asks of its own accord is kept and answered here.
        """
        ready = select.poll()
        ready.register(self.wire, select.POLLIN | (select.POLLOUT if self.unsent else 0))
        pending = isinstance(self.wire, ssl.SSLSocket) and self.wire.pending() > 0
        events = ready.poll(0 if pending else max(0, int(wait_s * 1000)))
        asked = events[0][1] if events else 0
        if asked & select.POLLOUT:
            self.write()
        if pending or asked & ~select.POLLOUT:
            return list(self._read())
        return []

    def write(self, *, at_least: int = 1) -> None:
        """Writes as much of what is in line as the connection takes now, unless it is too little to be worth it."""
        if len(self.unsent) < at_least:
            return
        try:
            sent = self.wire.send(self.unsent)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return
        except OSError as error:
            raise Lost(f"{type(error).__name__}: {error}") from error
        self.written += sent
        del self.unsent[:sent]

    def ask(self, command: int, body: bytes = b"") -> Pdu:
        """A request and its response."""
        sequence, until = self.request(command, body), monotonic() + self.way.patience_s
        while (left := until - monotonic()) > 0:
            for pdu in self.turn(left):
                if pdu.command & RESPONSE and pdu.sequence == sequence:
                    return pdu
        raise Lost("no answer in time")

    def is_well(self) -> bool:
        """Whether the other end is still there: nothing it said meanwhile ended the bind, and it answers when asked."""
        try:
            self.turn(0)
            if monotonic() - self.heard_at > self.way.patience_s:
                self.ask(ENQUIRE_LINK)
        except Lost:
            return False
        return True

    def close(self) -> None:
        """Unbinds, without waiting long for the answer."""
        try:
            self.request(UNBIND)
            until = monotonic() + 1
            while monotonic() < until:
                if any(pdu.command == UNBIND | RESPONSE for pdu in self.turn(0.2)):
                    break
        except Lost:
            pass
        self.wire.close()

    def drop(self) -> None:
        self.wire.close()

    def _bind(self) -> None:
        body = bind_body(self.way)
        answered = self.ask(BINDS[self.kind], body)
        if answered.status:
            says = answers.meaning(answered.status, command=f"bind_{self.kind}").says
            raise Lost(says, refused=answered.status in answers.BLAMES_THE_WAY)

    def _read(self) -> Iterator[Pdu]:
        try:
            octets = self.wire.recv(262_144)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return
        except OSError as error:
            raise Lost(f"{type(error).__name__}: {error}") from error
        if not octets:
            raise Lost("the message centre closed the connection")
        self.heard_at = monotonic()
        try:
            for pdu in self.stream.feed(octets):
                yield from self._attended(pdu)
        except Garbled as error:
            raise Lost(f"the message centre sent {error}") from error

    def _attended(self, pdu: Pdu) -> Iterator[Pdu]:
        if pdu.command & RESPONSE:
            yield pdu
        elif pdu.command == DELIVER_SM:
            self._enqueue(self._taken(pdu))
        elif pdu.command == ENQUIRE_LINK:
            self._enqueue(pdu.answer())
        elif pdu.command == UNBIND:
            self._enqueue(pdu.answer())
            self.write()
            raise Lost("the message centre ended the session")
        else:
            self._enqueue(Pdu(GENERIC_NACK, pdu.sequence, status=UNKNOWN_COMMAND))

    def _taken(self, pdu: Pdu) -> Pdu:
        if self.ports is None:
            return pdu.answer(b"\0", status=TEMPORARY_ERROR)
        try:
            take(pdu, self.name, self.ports)
        except Exception as error:
            # The centre keeps what we could not, and delivers it again.
            self.failure = error
            return pdu.answer(b"\0", status=TEMPORARY_ERROR)
        return pdu.answer(b"\0")

    def _enqueue(self, pdu: Pdu) -> None:
        octets = pdu.octets()
        self.unsent += octets
        self.enqueued += len(octets)
