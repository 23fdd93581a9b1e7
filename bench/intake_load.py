"""A site of its own for the intake benchmark, on a database of its own, and a client that costs next to nothing."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg


@dataclass(frozen=True)
class Site:
    """A running `tidings web` with a key that may send events."""

    url: str
    key: str
    database_url: str
    pgbench: str

    def rows(self) -> int:
        with psycopg.connect(self.database_url) as wire:
            return wire.execute("SELECT count(*) FROM campaigns_event").fetchone()[0]

    def ids(self) -> set[str]:
        with psycopg.connect(self.database_url) as wire:
            return {row[0] for row in wire.execute("SELECT event_id FROM campaigns_event")}

    def empty(self) -> None:
        with psycopg.connect(self.database_url, autocommit=True) as wire:
            wire.execute("TRUNCATE campaigns_event CASCADE")
            wire.execute("CHECKPOINT")


class Client:
    """One kept connection that posts and reads the answer, nothing more."""

    def __init__(self, site: Site) -> None:
        parts = urlsplit(site.url)
        self.wire = socket.create_connection((parts.hostname, parts.port), timeout=60)
        self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.head = f"POST /events HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Bearer {site.key}\r\n"

    def post(self, body: bytes, content_type: str) -> None:
        head = f"{self.head}Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
        self.wire.sendall(head.encode() + body)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self.received()
        top, _, rest = answer.partition(b"\r\n\r\n")
        assert top.startswith(b"HTTP/1.1 202"), answer[:500]
        missing = int(top.lower().split(b"content-length:")[1].split(b"\r\n")[0]) - len(rest)
        while missing > 0:
            missing -= len(self.received())

    def received(self) -> bytes:
        if not (part := self.wire.recv(1 << 20)):
            raise ConnectionError("the site hung up")
        return part


@contextmanager
def served_site() -> Iterator[Site]:
    """A site on a fresh database of the embedded server, both gone afterwards."""
    from tidings.ground import postgres, postgres_home
    from tidings.site import settings

    name = f"tidings_bench_{os.getpid()}"
    with postgres.running(settings.VAR / "bench") as server:
        postgres.ensure_database(server, name)
        try:
            url = server.url(name)
            with web(url) as address:
                yield Site(address, made_key(url), url, str(Path(postgres_home.binaries(), "pgbench")))
        finally:
            postgres.drop_database(server, name)


@contextmanager
def web(database_url: str) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {"TIDINGS_DATABASE_URL": database_url, "TIDINGS_SECRET_KEY": secrets.token_urlsafe(48)}
    environment = os.environ | own
    process = subprocess.Popen([sys.executable, "-m", "tidings", "web", "--port", str(port)], env=environment)
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "the site did not start"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("the site did not answer in a minute")


def made_key(database_url: str) -> str:
    from tidings.site import settings, setup

    settings.DATABASES["default"] = settings.database(database_url)
    setup.ready()
    from django.db import connection

    from tidings.ground import clock
    from tidings.staff.public import create_key

    raw = create_key(name="bench", scopes=["send.events"], actor="command", now=clock.now())[1]
    connection.close()
    return raw
