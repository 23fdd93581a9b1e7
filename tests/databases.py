"""A database for each pytest worker, copied from a template that is migrated once for each set of migrations.

Every worker keeps a connection to its own database; a test database that nobody is connected to belongs to
a run that died, and the next run drops it.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.emptying import emptied
from tidings.ground import postgres, postgres_home

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("TIDINGS_VAR", ROOT / "var"))
SETTINGS = {"fsync": "off", "full_page_writes": "off"}


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    if url := os.environ.get("TIDINGS_TEST_DATABASE_URL"):
        parts = urlsplit(url)
        yield postgres.Server(
            parts.hostname or "", parts.port or 5432, parts.username or "", parts.password or "", Path()
        )
        return
    postgres_home.settle(VAR)
    with postgres.running(VAR / "test", settings=SETTINGS) as server:
        yield server


@pytest.fixture(scope="session")
def database_url(django_db_setup: None, postgres_server: postgres.Server, worker_database: str) -> str:
    return postgres_server.url(worker_database)


@pytest.fixture(autouse=True)
def no_settings_of_channels_remembered() -> None:
    """What another test's rolled-back transaction said is no longer true, though it was said a second ago."""
    from tidings.ground import channel_stated

    channel_stated.forget()


@pytest.fixture(scope="session")
def worker_database() -> str:
    return f"tidings_test_{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    postgres_server: postgres.Server,
    worker_database: str,
) -> Iterator[None]:
    from django.test import TransactionTestCase

    with psycopg.connect(postgres_server.url("postgres"), autocommit=True) as wire:
        with one_at_a_time(wire):
            drop_leftovers(wire)
            with django_db_blocker.unblock():
                template = migrated_template(postgres_server, wire)
            copy_database(wire, template, worker_database)
            holder = psycopg.connect(postgres_server.url(worker_database), autocommit=True)
        point_django_at(postgres_server.url(worker_database))
        TransactionTestCase._fixture_teardown = emptied
        yield
        with django_db_blocker.unblock():
            disconnect_django()
        holder.close()
    postgres.drop_database(postgres_server, worker_database)


@contextmanager
def one_at_a_time(wire: psycopg.Connection) -> Iterator[None]:
    wire.execute("SELECT pg_advisory_lock(7410001)")
    yield
    wire.execute("SELECT pg_advisory_unlock(7410001)")


def drop_leftovers(wire: psycopg.Connection) -> None:
    unused = wire.execute(
        "SELECT datname FROM pg_database d WHERE datname LIKE 'tidings\\_test\\_%' "
        "AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = d.datname)"
    )
    for (name,) in unused.fetchall():
        wire.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def migrated_template(server: postgres.Server, wire: psycopg.Connection) -> str:
    """The name of a migrated database; templates of other migrations than today's are dropped."""
    name = f"tidings_template_{migrations_hash()}"
    kept = [
        row[0]
        for row in wire.execute("SELECT datname FROM pg_database WHERE datname LIKE 'tidings\\_template\\_%'")
    ]
    if name not in kept:
        for stale in kept:
            postgres.drop_database(server, stale)
        partial = "tidings_template_partial"
        postgres.drop_database(server, partial)
        postgres.ensure_database(server, partial)
        migrate(server.url(partial))
        wire.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(partial), sql.Identifier(name))
        )
    return name


def migrations_hash() -> str:
    files = [*(ROOT / "src").glob("tidings/**/migrations/*"), ROOT / "setup" / "requirements.lock"]
    found = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        found.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return found.hexdigest()[:12]


def migrate(url: str) -> None:
    from django.core.management import call_command

    point_django_at(url)
    call_command("migrate", verbosity=0, interactive=False)
    disconnect_django()


def copy_database(wire: psycopg.Connection, template: str, name: str) -> None:
    wire.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )


def point_django_at(url: str) -> None:
    """Makes this process, and every child it starts, use the database."""
    from django.conf import settings
    from django.db import connections

    from tidings.site.settings import database

    disconnect_django()
    os.environ["TIDINGS_DATABASE_URL"] = url
    for known in (settings.DATABASES["default"], connections["default"].settings_dict):
        known.update(database(url))


def disconnect_django() -> None:
    from django.db import connections

    connections.close_all()
    if hasattr(connections["default"], "close_pool"):
        connections["default"].close_pool()
