"""`tidings user`: the people who sign in, from the command line (the first one always is)."""

import click

from tidings.site.staff_room import staff_room

ACTOR = "command"


@click.group("user")
def command() -> None:
    """Make, list and change the people who sign in to the console."""


@command.command("create")
@click.argument("email")
@click.option("--name", default="", help="As colleagues know them.")
@click.option(
    "--role", "roles", multiple=True, help="Can be given several times; `tidings user roles` lists them."
)
@click.option("--zone", default="", help="Like Europe/Berlin; empty: the company's own.")
@click.password_option(help="Asked for when left out.")
def create(email: str, name: str, roles: tuple[str, ...], zone: str, password: str) -> None:
    """Make a user who can sign in."""
    with staff_room():
        from tidings.ground import clock
        from tidings.staff import public as staff

        card = staff.create_user(
            email=email, name=name, roles=roles, zone=zone, password=password, actor=ACTOR, now=clock.now()
        )
        click.echo(
            f"{card.email} can sign in now, as {', '.join(card.roles) or 'nobody in particular (no role)'}."
        )


@command.command("list")
def list_users() -> None:
    """Everybody who has an account, and their roles."""
    with staff_room():
        from rich.console import Console
        from rich.table import Table

        from tidings.staff import public as staff

        table = Table("address", "name", "roles", "account")
        for card in staff.users():
            table.add_row(card.email, card.name, ", ".join(card.roles), "open" if card.active else "closed")
        Console().print(table)


@command.command("roles")
@click.argument("email", required=False)
@click.argument("roles", nargs=-1)
def roles(email: str | None, roles: tuple[str, ...]) -> None:
    """Give a user exactly these ROLES; with no user, say which roles there are."""
    with staff_room():
        from tidings.ground import clock
        from tidings.staff import public as staff

        if email is None:
            for role, says in staff.ROLE_SAYS.items():
                click.echo(f"{role:<16}{says}")
            return
        card = staff.change_user(email=email, roles=roles, actor=ACTOR, now=clock.now())
        click.echo(f"{card.email}: {', '.join(card.roles) or 'no role'}.")


@command.command("password")
@click.argument("email")
@click.password_option(help="Asked for when left out.")
def password(email: str, password: str) -> None:
    """Give a user another password; their sessions end."""
    with staff_room():
        from tidings.ground import clock
        from tidings.staff import public as staff

        staff.set_password(email=email, password=password, actor=ACTOR, now=clock.now())
        click.echo(f"{email} signs in with the new password from now on.")
