"""One replay from its command to its report: the data lived through, the mail server kept alive, the figures counted."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from tidings.site.example import Example, ExampleRefused, read_example
from tidings.site.replay.database import database
from tidings.site.replay.mail_server import mail_server
from tidings.site.replay.stopped import ReplayStopped

MAIL_SERVER_STARTS = 5


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


def live_through(example: Example, data: Path, mail: Path, out: Path | None) -> dict[str, Any]:
    """Drive the clock through the data, starting the mail server again if it dies, and count what became of it."""
    from tidings.outreach import public as outreach
    from tidings.site.replay.drive import drive

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
    from tidings.site.replay import evidence

    decisions, outreaches, mailbox = evidence.decision_lines(), evidence.outreach_lines(), Mailbox(mail)
    if out:
        evidence.write_out(out, decisions, outreaches, mailbox)
    own_figures = example.report(data, decisions, outreaches) if example.report else {}
    return {"events": events, **evidence.figures(decisions, outreaches, mailbox), **own_figures}


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
