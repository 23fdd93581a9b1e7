"""`tidings keys`: the keys that sign the records of what we send."""

import click

from tidings.site.setup import database


@click.group("keys")
def command() -> None:
    """List and rotate the keys that sign the record of every message."""


@command.command("list")
def list_keys() -> None:
    """Every key that ever signed, by its published name; the public halves are at /.well-known/tidings-keys.json."""
    with database(migrate=True):
        from rich.console import Console
        from rich.table import Table

        from tidings.ground import clock
        from tidings.outreach import public as outreach

        table = Table("key", "since", "until", "state")
        for card in outreach.key_cards(now=clock.now()):
            until = f"{card.ended_at:%Y-%m-%d}" if card.ended_at else ""
            table.add_row(card.id, f"{card.made_at:%Y-%m-%d}", until, "signs" if card.signs else "checks")
        Console().print(table)


@command.command("rotate")
def rotate() -> None:
    """Make a new key. Workers sign with it from their next batch on; records under the old ones stay checkable."""
    with database(migrate=True):
        from tidings.ground import clock
        from tidings.outreach import public as outreach

        try:
            card = outreach.rotate_key(actor="command", now=clock.now())
        except outreach.KeyIsStated as stated:
            raise click.ClickException(str(stated)) from stated
        click.echo(f"The key {card.id} signs now.")
