"""Getting Django ready for a command, on the database the settings name or on the embedded one."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import click

MIGRATING = 7410002  # the advisory lock's number
LOOK_EVERY_S = 1.0  # whether the database is there
Pause = Callable[[float], bool | None]  # so many seconds; true when it is time to end


@contextmanager
def database(
    name: str = "tidings", *, migrate: bool = False, patiently: Pause | None = None
) -> Iterator[str]:
    """Django ready on PostgreSQL: `TIDINGS_DATABASE_URL` if set, else database `name` of the embedded server.

    A database that is away raises, or is waited for with pauses where those are given (`patiently`).
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.site.settings")
    from tidings.site import settings

    if url := settings.text("TIDINGS_DATABASE_URL"):
        ready_patiently(patiently) if patiently else ready(migrate=migrate)
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


def ready_patiently(pause: Pause) -> None:
    """Migrated and ready as soon as the database is there; says once that it waits. Exits when told to end."""
    from django.db import InterfaceError, OperationalError, connection

    waits = False
    while True:
        try:
            ready(migrate=True)
        except (OperationalError, InterfaceError) as away:
            if not waits:
                say(f"The database is not there: {first_line(away)}. Waiting for it.")
            waits = True
            with suppress(Exception):  # a broken connection may not even close
                connection.close()
            if pause(LOOK_EVERY_S):
                raise SystemExit(0) from None
        else:
            if waits:
                say("The database is there.")
            return


def say(text: str) -> None:
    click.echo(text, err=True)


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__


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
