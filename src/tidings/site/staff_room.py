"""What commands about staff share: the database ready, refusals said in one line."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from tidings.site.setup import database


@contextmanager
def staff_room() -> Iterator[None]:
    """The database ready and migrated; what the room refuses ends the command with its words and exit code 1."""
    with database(migrate=True):
        from tidings.staff import public as staff

        try:
            yield
        except (staff.UserRefused, staff.KeyRefused, staff.UnknownRole) as refused:
            raise click.ClickException(str(refused)) from refused
