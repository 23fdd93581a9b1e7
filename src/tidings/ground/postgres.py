"""An embedded PostgreSQL: started by whoever comes first, shared by all, stopped by whoever leaves last.

The shipped launchers of such packages take any process with the remembered number for the server, run it
without fsync or never stop it after a crash; hence this one (docs/decisions).
"""

import fcntl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import psycopg
from psycopg import sql

from tidings.ground import postgres_data, postgres_home, postgres_server
from tidings.ground.postgres_home import NoServerSoftware, ServerFailed
from tidings.ground.postgres_server import Server

__all__ = [
    "NoServerSoftware",
    "Server",
    "ServerFailed",
    "drop_database",
    "ensure_database",
    "revive",
    "running",
]

SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "max_connections": "200",
        "shared_buffers": "128MB",
        "max_wal_size": "2GB",
        "jit": "off",
        "random_page_cost": "1.1",  # no disk turns: a hundred rows are looked up, not a table read for them
        "timezone": "UTC",
        "log_timezone": "UTC",
        # Rows hold personal data, and an error's detail or statement would copy it into the log.
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length_on_error": "0",
    }
)


@contextmanager
def running(var: Path, *, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[Server]:
    """Starts the server of folder `var`, or joins it; stops it when the last user leaves.

    Settings of a server that already runs stay as they are. Raises ServerFailed, NoServerSoftware.
    """
    postgres_home.settle(var)
    home = postgres_home.settle(var / "pg")
    with (var / "pg.users").open("a") as users:
        with turn(var):
            fcntl.flock(users, fcntl.LOCK_SH)
            server = started(home, {**SETTINGS, **settings})
        try:
            yield server
        finally:
            with turn(var):
                stop_unless_used(users.fileno(), home)


def revive(var: Path, *, settings: Mapping[str, str] = MappingProxyType({})) -> bool:
    """Starts the server again if it died under its users (a kill, no memory); says whether it had to."""
    home = (var / "pg").resolve()
    if postgres_server.live_process(home / "data") is not None:
        return False
    with turn(var):
        started(home, {**SETTINGS, **settings})
    return True


@contextmanager
def turn(var: Path) -> Iterator[None]:
    """One process at a time starts or stops the server. A killed one loses its turn by itself."""
    with (var / "pg.turn").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def started(home: Path, settings: Mapping[str, str]) -> Server:
    if not (home / "data").exists():
        postgres_data.make(home, sync=settings.get("fsync") != "off")
    return postgres_server.start(home, settings)


def stop_unless_used(users: int, home: Path) -> None:
    fcntl.flock(users, fcntl.LOCK_UN)
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # somebody else still works on it and will stop it
    postgres_server.stop(home / "data")


def ensure_database(server: Server, name: str) -> None:
    """Makes the database unless it exists."""
    try:
        command(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):  # or made at the same moment
        return


def drop_database(server: Server, name: str) -> None:
    """Drops the database if it exists, cutting the connections to it."""
    command(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def command(server: Server, statement: sql.Composed) -> None:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(statement)
