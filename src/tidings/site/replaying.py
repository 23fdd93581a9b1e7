"""One replay from its command to its report: a database and a mailbox of its own, a mail server, one run at a time."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from tidings.site.example import Example, ExampleRefused, read_example

MAIL_SERVER_STARTS = 5


class ReplayStopped(Exception):
    """A replay that could not go on; the text says what to do."""


def replay(*, folder: Path, data: Path, out: Path | None, fresh: bool) -> dict[str, Any]:
    """Replay the example in `folder` over `data`; the report's figures are counted from what is stored and received."""
    started = time.monotonic()
    with mends():
        report = replayed(folder, data, out, fresh=fresh)
    return {**report, "seconds": round(time.monotonic() - started, 1)}


@contextmanager
def mends() -> Iterator[None]:
    """What may stop a replay from outside is said with its mend, not as a trace."""
    from django.db import InterfaceError, OperationalError

    from tidings.ground.postgres import NoServerSoftware, ServerFailed

    try:
        yield
    except KeyboardInterrupt as stopped:
        raise ReplayStopped("Stopped. Run the same command again: it goes on from here.") from stopped
    except (ExampleRefused, NoServerSoftware, ServerFailed) as refused:
        raise ReplayStopped(str(refused)) from refused
    except (psycopg.OperationalError, psycopg.InterfaceError, OperationalError, InterfaceError) as gone:
        why = str(gone).strip().partition("\n")[0]
        raise ReplayStopped(
            f"The database went away ({why}). Run the same command again: it goes on from here."
        ) from gone


def replayed(folder: Path, data: Path, out: Path | None, *, fresh: bool) -> dict[str, Any]:
    example = read_example(folder)
    name = f"replay_{example.name}_{fingerprint(example, data)}"
    with database(name, fresh=fresh) as var:
        folder_of_mail = var / "replays" / name
        if fresh:
            shutil.rmtree(folder_of_mail, ignore_errors=True)
        return live_through(example, data, folder_of_mail, out)


def fingerprint(example: Example, data: Path) -> str:
    """Eight letters that change with the data and with the example, so that two replays never mix."""
    known = hashlib.sha256()
    for folder in (example.folder, data):
        for file in sorted(
            path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
        ):
            known.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return known.hexdigest()[:8]


@contextmanager
def database(name: str, *, fresh: bool) -> Iterator[Path]:
    """Django ready on a database of this replay's own, which nobody else is replaying into; gives the var folder."""
    os.environ["TIDINGS_SECRET_KEY"] = (
        f"replay of {name}"  # a simulation: the same codes and links every time
    )
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


def live_through(example: Example, data: Path, mail: Path, out: Path | None) -> dict[str, Any]:
    """Drive the clock through the data, starting the mail server again if it dies, and count what became of it."""
    from tidings.outreach import public as outreach
    from tidings.site.replay import drive

    for _ in range(MAIL_SERVER_STARTS):
        with mail_server(mail) as url, progress() as tell:
            settings_of_mail(url)
            try:
                outreach.release_leases()
                events = drive(example, data, outreach.loops(stop_on_unreachable=True), tell)
                return account(example, data, events, mail, out)
            except outreach.Unreachable:
                continue
    raise ReplayStopped("The mail server kept dying. Run the same command again: it goes on from here.")


def account(example: Example, data: Path, events: int, mail: Path, out: Path | None) -> dict[str, Any]:
    """The report: the example's own figures and those that every example has."""
    from tidings.channels.email.sink import Mailbox
    from tidings.site import evidence

    decisions, outreaches, mailbox = evidence.decision_lines(), evidence.outreach_lines(), Mailbox(mail)
    if out:
        evidence.write_out(out, decisions, outreaches, mailbox)
    own_figures = example.report(data, decisions, outreaches) if example.report else {}
    return {"events": events, **evidence.figures(decisions, outreaches, mailbox), **own_figures}


@contextmanager
def mail_server(folder: Path) -> Iterator[str]:
    """Our SMTP server as a process of its own, keeping what it receives in `folder`; gives its URL."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "tidings", "mailbox", "--port", str(port), "--folder", str(folder)],
        env={**os.environ, "TIDINGS_PARENT": str(os.getpid())},
        stdout=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    try:
        wait_for(port, server)
        yield f"smtp://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise ReplayStopped(
        "The mail server of the replay does not start: try `tidings mailbox` by itself to see why."
    )


def settings_of_mail(url: str) -> None:
    from django.conf import settings

    os.environ["TIDINGS_SMTP_URL"] = settings.SMTP_URL = url


@contextmanager
def progress() -> Iterator[Any]:
    """A bar on the error stream that shows the simulated day."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} events"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("replay", total=None)

        def tell(done: int, at: datetime) -> None:
            bar.update(task, advance=done, description=f"{at:%Y-%m-%d}")

        yield tell
