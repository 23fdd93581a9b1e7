"""Getting Django ready for a command, on the database the settings name or on the embedded one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

MIGRATING = 7410002  # the advisory lock's number


@contextmanager
def database(name: str = "tidings", *, migrate: bool = False) -> Iterator[str]:
    """Django ready on PostgreSQL: `TIDINGS_DATABASE_URL` if set, else database `name` of the embedded server."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.site.settings")
    from tidings.site import settings

    if url := settings.text("TIDINGS_DATABASE_URL"):
        ready(migrate=migrate)
        yield url
        return
    from tidings.ground import postgres

    with postgres.running(settings.VAR) as server:
        postgres.ensure_database(server, name)
        os.environ["TIDINGS_DATABASE_URL"] = server.url(name)
        settings.DATABASES["default"] = settings.database(server.url(name))
        ready(migrate=migrate)
        yield server.url(name)


def insist_on_a_secret_key() -> None:
    """For processes that sign or read links: under a key that everybody can read here, anyone could forge them."""
    from tidings.site import settings

    if settings.SECRET_KEY == settings.UNSAFE_KEY:
        raise click.UsageError(
            "There is no secret key. Set TIDINGS_SECRET_KEY (or TIDINGS_SECRET_KEY_FILE) to the same "
            "32 characters or more for all processes of this installation."
        )


def ready(*, migrate: bool = False) -> None:
    import django

    django.setup()
    if migrate:
        migrate_in_turn()


def migrate_in_turn() -> None:
    """Apply what is new; processes that start at the same moment wait for one another."""
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
