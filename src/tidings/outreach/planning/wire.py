"""Connections of a plan's own, beside the one that Django keeps."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

WRITING = 7_410_031  # with the run's id: the advisory lock of whoever writes it


def connect(**more: Any) -> psycopg.Connection:
    """A new connection to the database in use."""
    known = connection.get_connection_params()
    named = {name: known[name] for name in ("dbname", "user", "password", "host", "port") if known.get(name)}
    return psycopg.connect(**named, **more)


@contextmanager
def sole_writer(run_id: int) -> Iterator[bool]:
    """Whether this process writes the run now; the lock ends with the process, however that ends."""
    with connect(autocommit=True) as wire:
        row = wire.execute("SELECT pg_try_advisory_lock(%s, %s)", [WRITING % 2**31, run_id]).fetchone()
        yield bool(row and row[0])
