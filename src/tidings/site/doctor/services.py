"""What Tidings talks to: PostgreSQL, the channels (while the database is in reach) and the mail server."""

import os
import smtplib
import socket
import subprocess
from collections.abc import Iterator
from urllib.parse import urlsplit

from tidings.ground import postgres_home
from tidings.site import settings, setup
from tidings.site.doctor import calls, channels, senders
from tidings.site.doctor.check import Check


def databases() -> Iterator[Check]:
    given = os.environ.get("TIDINGS_DATABASE_URL")
    if not given:
        software = embedded_software()
        yield software
        if not software.ok:
            yield from channels.by_environment()
            return
        if not (settings.VAR / "pg" / "data").exists():
            yield Check("database", True, "not made yet; the first `tidings up` makes it")
            yield from channels.by_environment()
            return
    yield from database(given)


def embedded_software() -> Check:
    try:
        program = postgres_home.binaries() / "initdb"  # links what the server links, and more
    except postgres_home.NoServerSoftware as error:
        return Check("PostgreSQL program", False, str(error), "rm -rf .venv && ./run")
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    says = f"{said.stdout.strip() or said.stderr.strip()} in {program.parent}"
    return Check(
        "PostgreSQL program",
        said.returncode == 0,
        says,
        "Set TIDINGS_POSTGRES_BIN to PostgreSQL's bin folder",
    )


def database(given: str | None) -> Iterator[Check]:
    import psycopg

    try:
        with setup.database() as url, psycopg.connect(url, connect_timeout=10) as wire:
            number = wire.info.server_version // 10_000
            kind = "the one of TIDINGS_DATABASE_URL" if given else "embedded"
            mend = "Use PostgreSQL 15 or newer"
            yield Check("database", number >= 15, f"PostgreSQL {number}, {kind}, on {wire.info.host}", mend)
            applied = migrations()
            yield applied
            yield from evidence()
            yield from channels.channels()
            yield from senders.senders() if applied.ok else ()
            yield from calls.signed_calls() if applied.ok else ()
    except (psycopg.Error, OSError, RuntimeError) as error:
        mend = "Check TIDINGS_DATABASE_URL and that its server runs" if given else "Read var/pg/log"
        yield Check("database", False, str(error).strip().splitlines()[0], mend)
        yield from channels.by_environment()


def migrations() -> Check:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    says = f"{len(missing)} not applied" if missing else "all applied"
    return Check("migrations", not missing, says, "tidings up (it applies them)")


def evidence() -> Iterator[Check]:
    """Whether what notices show is there, as it was kept; nothing is said where there is none."""
    from django.db import ProgrammingError

    from tidings.ground import clock
    from tidings.ground.evidence_keeping import faults

    try:
        found = faults(now=clock.now())
    except ProgrammingError:  # before the migrations
        return
    if found.objects or found.missing:
        says = f"{found.objects} kept; {found.altered} altered, {found.missing} missing"
        mend = "Upload the same files again (see the console's page Evidence), and look who can write to the database"
        yield Check("evidence", not (found.altered or found.missing), says, mend, needed=False)


def smtp() -> Check:
    """Whether mail can leave. The default address is the demonstration's own mailbox, up only while that runs."""
    parts = urlsplit(settings.SMTP_URL)
    where, needed = f"{parts.hostname}:{parts.port or 25}", bool(settings.text("TIDINGS_SMTP_URL"))
    mend = (
        "Set TIDINGS_SMTP_URL to your mail server" if needed else "./run starts the demonstration's mailbox"
    )
    try:
        code, words = greeting(parts.scheme, parts.hostname or "", parts.port or 25)
    except (OSError, smtplib.SMTPException) as error:
        return Check("mail server", False, f"{where}: {error}", mend, needed)
    return Check("mail server", code == 220, f"{where}: {code} {words}", mend, needed)


def greeting(scheme: str, host: str, port: int) -> tuple[int, str]:
    kind = smtplib.SMTP_SSL if scheme == "smtps" else smtplib.SMTP
    server = kind(timeout=5)
    try:
        code, words = server.connect(host, port)
    except socket.gaierror as error:
        raise OSError(error.strerror) from error
    finally:
        server.close()
    return code, words.decode(errors="replace").splitlines()[0]
