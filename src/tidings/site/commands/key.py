"""`tidings key`: the keys of the company's own programs."""

import click

from tidings.site.staff_room import staff_room

ACTOR = "command"


@click.group("key")
def command() -> None:
    """Make, list and revoke the keys with which programs send events and customers."""


@command.command("create")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    default=["send.events"],
    show_default=True,
    help="What it may do; can be given several times.",
)
def create(name: str, scopes: tuple[str, ...]) -> None:
    """Make a key for the program NAME. Only the key itself goes to standard output, this once."""
    with staff_room():
        from tidings.ground import clock
        from tidings.staff import public as staff

        card, raw = staff.create_key(name=name, scopes=scopes, actor=ACTOR, now=clock.now())
        click.echo(
            f"The key {card.prefix} of {card.name} may: {', '.join(sorted(card.scopes))}. It is shown once:",
            err=True,
        )
        click.echo(raw)


@command.command("list")
def list_keys() -> None:
    """Every key, without its secret."""
    with staff_room():
        from rich.console import Console
        from rich.table import Table

        from tidings.staff.public import keys

        table = Table("key", "program", "may", "state")
        for card in keys():
            table.add_row(
                card.prefix,
                card.name,
                ", ".join(sorted(card.scopes)),
                "revoked" if card.revoked_at else "live",
            )
        Console().print(table)


@command.command("revoke")
@click.argument("prefix")
def revoke(prefix: str) -> None:
    """End a key, at once and for good."""
    with staff_room():
        from tidings.ground import clock
        from tidings.staff import public as staff

        staff.revoke_key(prefix=prefix, actor=ACTOR, now=clock.now())
        click.echo(f"The key {prefix} no longer opens anything.")
