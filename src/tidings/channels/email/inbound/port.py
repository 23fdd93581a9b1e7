"""Our own port for mail to us, SMTP or LMTP: it takes what is for an address of ours, and says so once it is kept."""

import asyncio
import contextlib
import hashlib
import queue
import socket
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from tidings.channels.contract import Ports, Raw
from tidings.channels.email.return_path import ReturnPath

LARGEST = 8 * 1024 * 1024  # octets of one mail
MOST_AT_ONCE = 100  # connections
MOST_RECIPIENTS = 100
IDLE_S, LOOK_EVERY_S = 60, 0.5
NOT_OURS = "550 5.1.1 no such address here"
LATER = "451 4.3.0 cannot be kept just now; come again"


class BadPort(ValueError):
    """A setting of the port that cannot be right; says which and the mend."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where we listen."""

    scheme: str
    host: str
    port: int

    @classmethod
    def read(cls, url: str) -> "Place":
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "lmtp") or not parts.hostname or parts.port is None:
            raise BadPort("TIDINGS_MAIL_IN must be like smtp://0.0.0.0:2526 or lmtp://127.0.0.1:2424")
        return cls(scheme=parts.scheme, host=parts.hostname, port=parts.port)


class MailPort:
    """Takes mail on a thread of its own; what is to be kept is kept on the thread that runs it."""

    def __init__(self, place: Place, path: ReturnPath, ports: Ports) -> None:
        self.place, self.path, self.ports = place, path, ports
        self.socket = socket.create_server((place.host, place.port))
        self.port: int = self.socket.getsockname()[1]
        self.asked: queue.Queue[tuple[Raw, asyncio.Future[bool]] | None] = queue.Queue()
        self.stopped = threading.Event()

    def run(self) -> None:
        """Until `stop`, or until the port dies; raises what keeping raises, so that whoever runs it starts anew."""
        thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="mail port", daemon=True)
        thread.start()
        try:
            while not self.stopped.is_set() and thread.is_alive():
                self._keep_next()
        finally:
            self.stopped.set()
            thread.join(5)

    def stop(self) -> None:
        self.stopped.set()
        self.asked.put(None)

    def _keep_next(self) -> None:
        try:
            asked = self.asked.get(timeout=LOOK_EVERY_S)
        except queue.Empty:
            return
        if asked is None:
            return
        raw, told = asked
        try:
            self.ports.keep(raw)
        except BaseException:
            tell(told, False)
            raise
        tell(told, True)

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        kind = LMTP if self.place.scheme == "lmtp" else SMTP
        server = await loop.create_server(
            lambda: Visitor(kind, self, loop).protocol(), sock=self.socket, backlog=MOST_AT_ONCE
        )
        try:
            while not self.stopped.is_set():
                await asyncio.sleep(LOOK_EVERY_S / 5)
        finally:
            server.close()  # whoever is in the middle was told nothing, and comes again

    async def keep(self, raw: Raw) -> bool:
        told: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.asked.put((raw, told))
        return await told


class Visitor:
    """One connection's rules: our own recipients only, and no more of anything than we can bear."""

    def __init__(self, kind: type[SMTP], port: MailPort, loop: asyncio.AbstractEventLoop) -> None:
        self.kind, self.port, self.loop = kind, port, loop

    def protocol(self) -> SMTP:
        return self.kind(
            self,
            hostname=self.port.path.domain,
            ident="Tidings",
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            timeout=IDLE_S,
            loop=self.loop,
        )

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.port.path.read(address) is None:
            return NOT_OURS
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 one of ours"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """One answer for all recipients: each is kept apart, and the same mail again is the same key."""
        for recipient in envelope.rcpt_tos:
            if not await self.port.keep(self.raw(envelope, recipient)):
                return LATER
        answer = "250 2.0.0 kept"
        return "\r\n".join([answer] * len(envelope.rcpt_tos)) if self.kind is LMTP else answer

    def raw(self, envelope: Envelope, recipient: str) -> Raw:
        octets = envelope.content
        assert isinstance(octets, bytes)
        seal = hashlib.sha256(recipient.lower().encode("utf-8", "replace") + b"\0" + octets)
        headers = {"envelope-from": (envelope.mail_from or "").strip("<>"), "envelope-to": recipient}
        return Raw(kind="mail", key=seal.hexdigest(), body=octets, at=self.port.ports.now(), headers=headers)


def tell(told: asyncio.Future[bool], kept: bool) -> None:
    """Whoever asked may be gone by now."""

    def settle() -> None:
        if not told.done():
            told.set_result(kept)

    with contextlib.suppress(RuntimeError):
        told.get_loop().call_soon_threadsafe(settle)
