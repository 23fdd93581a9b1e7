"""Our own SMTP server: it takes every message and keeps it as one file, for the demonstration, replays and tests.

Files are `<seq>-<sha of Message-ID>.eml`, the octets as received; the same sha twice is a message handed over again.
"""

import asyncio
import contextlib
import hashlib
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from tidings.channels.email.mailbox import Mailbox as Mailbox
from tidings.channels.email.mailbox import sequence

MESSAGE_ID = re.compile(rb"^message-id:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
LARGEST = 20 * 1024 * 1024


class Keeper:
    """Puts each message into the folder, whole or not at all, before the sender is told "250"."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for half in folder.glob(".*.part"):
            half.unlink()
        self.last = max((sequence(file.name) for file in folder.iterdir()), default=0)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        octets = envelope.content
        assert isinstance(octets, bytes)
        name = self.keep(octets)
        return f"250 2.0.0 kept as {name}"

    def keep(self, octets: bytes) -> str:
        """The new file's name. A reader never sees half a file: it is renamed into place."""
        self.last += 1
        name = f"{self.last:08d}-{fingerprint(octets)}.eml"
        part = self.folder / f".{name}.part"
        part.write_bytes(octets)
        part.rename(self.folder / name)
        return name


def fingerprint(octets: bytes) -> str:
    """The same for every hand-over of the same Message-ID (the whole text where there is none)."""
    head = octets.partition(b"\r\n\r\n")[0]
    found = MESSAGE_ID.search(head)
    return hashlib.sha256(found[1] if found else octets).hexdigest()[:16]


async def serve(folder: Path, listener: socket.socket, stop: asyncio.Event) -> None:
    """Take mail on `listener` (already bound) until `stop`."""
    keeper = Keeper(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(keeper, enable_SMTPUTF8=True, hostname="mailbox", data_size_limit=LARGEST, loop=loop),
        sock=listener,
    )
    await stop.wait()
    server.close()


@contextlib.contextmanager
def running(folder: Path, *, port: int = 0) -> Iterator[str]:
    """A sink on a thread of this process; gives the URL for `TIDINGS_SMTP_URL`."""
    listener = socket.create_server(("127.0.0.1", port))
    started = threading.Event()
    ends: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def live() -> None:
        stop = asyncio.Event()
        ends.append((asyncio.get_running_loop(), stop))
        started.set()
        await serve(folder, listener, stop)

    thread = threading.Thread(target=asyncio.run, args=(live(),), name="mailbox", daemon=True)
    thread.start()
    started.wait(10)
    try:
        yield f"smtp://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        loop, stop = ends[0]
        loop.call_soon_threadsafe(stop.set)
        thread.join(5)
