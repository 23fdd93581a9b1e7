"""The wires between two hosts, cut and mended: a network namespace stands for the other host, else proxies that cut.

There are two: the other host's wire to the database, and the one to the far ends.
"""

import asyncio
import os
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tests.chaos.company import HERE, Place

WIRES = ("database", "far ends")


class Wires(Protocol):
    """`hosts` are our addresses as the other host knows them, by wire; `before` begins each command that runs there."""

    hosts: Mapping[str, str]
    before: Sequence[str]

    def places(self, wanted: Mapping[str, Place]) -> Mapping[str, Place]:
        """Where the other host finds "database" and the far ends."""
        ...

    def cut(self, wire: str) -> None: ...

    def mend(self, wire: str) -> None: ...

    def close(self) -> None: ...


@contextmanager
def wires() -> Iterator[Wires]:
    """Namespaces where we may make them, which is tried; gone afterwards."""
    made: Wires
    try:
        made = Namespace()
    except (OSError, subprocess.CalledProcessError):
        made = Proxies()
    try:
        yield made
    finally:
        made.close()


def wire_of(name: str) -> str:
    return "database" if name == "database" else "far ends"


class Namespace:
    """A host of its own in the kernel's eyes, with a pair of virtual cards for each wire."""

    def __init__(self) -> None:
        self.name, net = f"chaos-{os.getpid()}", f"10.{os.getpid() // 250 % 250}.{os.getpid() % 250}"
        self.cards = {wire: f"chaos{os.getpid()}{wire[0]}" for wire in WIRES}
        self.before = ("ip", "netns", "exec", self.name)
        self.hosts = {"database": f"{net}.1", "far ends": f"{net}.5"}
        sweep()
        ip("netns", "add", self.name)
        try:
            for wire, first in (("database", 1), ("far ends", 5)):
                self._lay(self.cards[wire], f"{net}.{first}/30", f"{net}.{first + 1}/30")
        except BaseException:
            self.close()
            raise

    def _lay(self, card: str, ours: str, theirs: str) -> None:
        ip("link", "add", card, "type", "veth", "peer", "name", f"{card}x", "netns", self.name)
        ip("addr", "add", ours, "dev", card)
        ip("link", "set", card, "up")
        ip("-n", self.name, "addr", "add", theirs, "dev", f"{card}x")
        ip("-n", self.name, "link", "set", f"{card}x", "up")

    def places(self, wanted: Mapping[str, Place]) -> Mapping[str, Place]:
        return {name: (self.hosts[wire_of(name)], port) for name, (_, port) in wanted.items()}

    def cut(self, wire: str) -> None:
        ip("link", "set", self.cards[wire], "down")

    def mend(self, wire: str) -> None:
        ip("link", "set", self.cards[wire], "up")

    def close(self) -> None:
        with suppress(subprocess.CalledProcessError):
            ip("netns", "delete", self.name)  # with it go its cards, and their other ends


def sweep() -> None:
    """Those that a run left behind which was killed."""
    for name in Path("/run/netns").glob("chaos-*"):
        if not Path(f"/proc/{name.name.removeprefix('chaos-')}").exists():
            ip("netns", "delete", name.name)


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=20)


@dataclass(eq=False)
class Proxies:
    """A proxy before each server. While its wire is cut nothing passes; what was written meanwhile passes afterwards."""

    hosts: Mapping[str, str] = field(default_factory=lambda: HERE)
    before: Sequence[str] = ()

    def __post_init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.passes = {wire: asyncio.Event() for wire in WIRES}
        for wire in WIRES:
            self.mend(wire)

    def places(self, wanted: Mapping[str, Place]) -> Mapping[str, Place]:
        return {
            name: (self.hosts[wire_of(name)], self._stands_before(name, place))
            for name, place in wanted.items()
        }

    def _stands_before(self, name: str, place: Place) -> int:
        passes = self.passes[wire_of(name)]

        async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await passes.wait()
            with suppress(OSError):
                their_reader, their_writer = await asyncio.open_connection(*place)
                await asyncio.gather(pump(reader, their_writer, passes), pump(their_reader, writer, passes))
            writer.close()

        serving = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(met, self.hosts[wire_of(name)], 0), self.loop
        )
        return int(serving.result(10).sockets[0].getsockname()[1])

    def cut(self, wire: str) -> None:
        self.loop.call_soon_threadsafe(self.passes[wire].clear)

    def mend(self, wire: str) -> None:
        self.loop.call_soon_threadsafe(self.passes[wire].set)

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, passes: asyncio.Event) -> None:
    with suppress(OSError):
        while octets := await reader.read(65_536):
            await passes.wait()
            writer.write(octets)
            await writer.drain()
    writer.close()
