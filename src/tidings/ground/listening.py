"""One LISTEN connection for a whole process, and an ear for each of its readers."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import psycopg
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

AGAIN_AFTER = 0.5  # seconds between two tries to connect
# A listener never speaks first.
KEEPALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}


class Ear:
    """What one reader has not taken yet: a set of ids, so a thousand notices of one thing are one."""

    def __init__(self, closing: asyncio.Future[None]) -> None:
        self.waiting: set[str] = set()
        self.some = asyncio.Event()
        self.closing = closing

    def tell(self, payload: str) -> None:
        self.waiting.add(payload)
        self.some.set()

    async def heard(self, seconds: float) -> set[str]:
        """The ids told since the last call; none after `seconds` of silence, or when it is time to go."""
        some = asyncio.ensure_future(self.some.wait())
        try:
            await asyncio.wait([some, self.closing], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            some.cancel()
        taken, self.waiting = self.waiting, set()
        self.some.clear()
        return taken


class Listener:
    """Listens while somebody has an ear open; a lost connection tells every ear, for what was missed is unknown."""

    def __init__(self, channels: Iterable[str]) -> None:
        self.ears: dict[str, set[Ear]] = {channel: set() for channel in channels}
        self.closing: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.listening: asyncio.Task[None] | None = None
        self.connected = False

    @property
    def closed(self) -> bool:
        return self.closing.done()

    @contextmanager
    def subscribed(self, channel: str) -> Iterator[Ear]:
        ear = Ear(self.closing)
        self.ears[channel].add(ear)
        if self.connected:
            ear.tell("")  # otherwise it is told as soon as the connection listens
        if self.listening is None or self.listening.done():
            self.listening = asyncio.ensure_future(self.listen())
        try:
            yield ear
        finally:
            self.ears[channel].discard(ear)

    async def close(self) -> None:
        """Sends every reader home and gives the connection back."""
        if not self.closed:
            self.closing.set_result(None)
        if self.listening:
            self.listening.cancel()
            await asyncio.gather(self.listening, return_exceptions=True)

    async def listen(self) -> None:
        while not self.closed:
            try:
                await self.listen_once()
            except psycopg.Error:
                self.connected = False
                await asyncio.sleep(AGAIN_AFTER)

    async def listen_once(self) -> None:
        async with await psycopg.AsyncConnection.connect(address(), autocommit=True) as wire:
            for channel in self.ears:
                await wire.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
            self.connected = True
            self.tell_everyone()
            async for heard in wire.notifies():
                for ear in self.ears[heard.channel]:
                    ear.tell(heard.payload)

    def tell_everyone(self) -> None:
        for ears in self.ears.values():
            for ear in ears:
                ear.tell("")


def address() -> str:
    known = connections["default"].settings_dict
    parts = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    return make_conninfo("", **{name: known[key] for name, key in parts.items() if known[key]}, **KEEPALIVE)
