"""The database of one replay: its own by name, on the server that is there, with one run in it at a time."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tidings.site.replay.stopped import ReplayStopped


@contextmanager
def database(name: str, *, fresh: bool) -> Iterator[Path]:
    """Django ready on a database of this replay's own, which nobody else is replaying into; gives the var folder."""
    # A simulation: the same codes and links every time.
    os.environ["TIDINGS_SECRET_KEY"] = f"replay of {name}"
    os.environ.pop("TIDINGS_SECRET_KEY_FILE", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.site.settings")
    from tidings.site import settings, setup

    with server() as url, alone(url, name), psycopg.connect(url, autocommit=True) as wire:
        make(wire, name, fresh=fresh)
        own = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        os.environ["TIDINGS_DATABASE_URL"] = own
        settings.DATABASES["default"] = settings.database(own)
        setup.ready(migrate=True)
        yield settings.VAR


@contextmanager
def server() -> Iterator[str]:
    """The URL of a database on the server that the environment names, else on the embedded one."""
    from tidings.ground import postgres
    from tidings.site import settings

    if url := os.environ.get("TIDINGS_DATABASE_URL"):
        yield url
        return
    with postgres.running(settings.VAR) as embedded:
        yield embedded.url("postgres")


@contextmanager
def alone(url: str, name: str) -> Iterator[None]:
    """Hold this replay's lock; a run killed a moment ago may still hold it, so wait a little before refusing."""
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:7])
    with psycopg.connect(url, autocommit=True) as wire:
        wire.execute("SET lock_timeout = '10s'")
        try:
            wire.execute("SELECT pg_advisory_lock(%s)", [key])
        except psycopg.errors.LockNotAvailable as held:
            raise ReplayStopped(
                "The same data is being replayed already. Wait for that run to end."
            ) from held
        yield


def make(wire: psycopg.Connection[Any], name: str, *, fresh: bool) -> None:
    """Make the database unless it is there; `fresh` drops it first."""
    known = psycopg.sql.Identifier(name)
    if fresh:
        wire.execute(psycopg.sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(known))
    if not wire.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        wire.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(known))
