"""`tidings person`: one person's data across all rooms, handed over or erased."""

import json
from pathlib import Path

import click

from tidings.site.written_files import WRITTEN

ACTOR = "command"


@click.group()
def command() -> None:
    """Hand a person all we hold about them, or erase them."""


@command.command()
@click.argument("id")
@click.option(
    "--out",
    type=WRITTEN,
    required=True,
    help="Where the JSON document is written (only its owner may read it).",
)
def export(id: str, out: Path) -> None:
    """Write everything held about customer ID, the company's own id, to one file; its `record` can be imported again."""
    from tidings.site.setup import database

    with database(migrate=True):
        from tidings.ground import clock
        from tidings.stewardship import public as stewardship

        document = stewardship.export(customer_id=customer(id), actor=ACTOR, now=clock.now())
    out.touch(mode=0o600)
    out.chmod(0o600)  # a file that was there before may be open to others
    out.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8")
    click.echo(f"All that is held about {id} is in {out}.")


@command.command()
@click.argument("id")
@click.option("--because", required=True, help="Who asked and how; kept in the audit trail, so name nobody.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
@click.option("--json", "as_json", is_flag=True, help="Print what was taken out as JSON.")
def erase(id: str, because: str, yes: bool, as_json: bool) -> None:
    """Erase customer ID in every room. This cannot be undone; stops stay, as hashes nobody can read."""
    from tidings.site.setup import database

    with database(migrate=True):
        from tidings.ground import clock
        from tidings.stewardship import public as stewardship

        customer_id = customer(id)
        if not yes:
            click.confirm(f"Erase everything about {id}? It cannot be undone", abort=True)
        try:
            erased = stewardship.erase(customer_id=customer_id, because=because, actor=ACTOR, now=clock.now())
        except stewardship.BecauseRefused as refused:
            raise click.ClickException(str(refused)) from None
    if as_json:
        click.echo(json.dumps({room: dict(counts) for room, counts in erased.counts.items()}))
        return
    click.echo("Erased. What was taken out or emptied:")
    for room, counts in erased.counts.items():
        for kind, count in counts.items():
            if count:
                click.echo(f"  {room}: {count} {kind.replace('_', ' ')}")


def customer(id: str) -> int:
    from tidings.people import public as people

    found = people.find(external_ids=[id])
    if id not in found:
        raise click.ClickException(f"There is no customer {id}. Name the id by which your systems know them.")
    return found[id]
