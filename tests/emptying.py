"""What a test committed is gone before the next one begins.

Django truncates every table and writes its permissions anew, a second each time on a busy machine; most tests filled
few tables with few rows.
"""

from functools import cache
from typing import Any

KEPT = ("django_migrations", "django_content_type", "auth_permission")  # the same whatever a test does
TABLES = (
    "SELECT oid::regclass::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    " AND NOT relispartition"
)
MADE = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'people_registryentry'::regclass"
NO_TRIGGERS = (
    "SET LOCAL session_replication_role = replica"  # neither the ledgers' that forbid it nor foreign keys'
)


def emptied(case: Any) -> None:
    """In the place of `TransactionTestCase._fixture_teardown`."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        let_go(*tables())
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables())
        )
        filled = [row[0] for row in cursor.fetchall()]
        cursor.execute(MADE)
        made = [row[0] for row in cursor.fetchall()]  # a list of numbers is a table of its own
        gone = [*(f"DELETE FROM {table}" for table in filled), *(f"DROP TABLE {table}" for table in made)]
        cursor.execute("; ".join([NO_TRIGGERS, *gone]))


def bury_the_dead(table: str) -> None:
    """Returns when no other holds rows of it: PostgreSQL notices a killed client, and lets go of its rows, a moment later."""
    from django.db import transaction

    with transaction.atomic():
        let_go(table)


def let_go(*tables: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN EXCLUSIVE MODE")


@cache
def tables() -> tuple[str, ...]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return tuple(name for (name,) in cursor.fetchall() if name not in KEPT)
