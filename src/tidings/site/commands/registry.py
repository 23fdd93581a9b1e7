"""`tidings registry`: do-not-call lists and answers about numbers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidings.site.setup import database
from tidings.site.written_files import WRITTEN

if TYPE_CHECKING:
    from tidings.people.public import RegistryReport


@click.group("registry")
def command() -> None:
    """Load do-not-call lists and answers about numbers, and see which are in use."""


@command.command("load")
@click.argument("name")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--dated", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day its keeper gave it out."
)
@click.option("--changes", is_flag=True, help="The file holds changes to the list in use, not a whole list.")
@click.option("--refused", type=WRITTEN, help="Where bad lines are written.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def load(name: str, file: Path, dated: datetime, changes: bool, refused: Path | None, as_json: bool) -> None:
    """Load FILE (text, CSV or XML; plain, .gz or .zip) as the registry NAME, as in us-national-dnc or gb-tps."""
    with registries():
        from tidings.ground import clock
        from tidings.people import public as people

        report = people.load_registry(
            name=name,
            path=file,
            dated=dated.date(),
            full=not changes,
            actor="command",
            now=clock.now(),
            refused_to=refused,
        )
        show(report, as_json)


def show(report: "RegistryReport", as_json: bool) -> None:
    import json
    from dataclasses import asdict

    if as_json:
        click.echo(json.dumps(asdict(report), default=str))
        return
    if report.known:
        click.echo(f"{report.name} of {report.dated}: this very file is in use already; nothing was done.")
        return
    click.echo(
        f"{report.name} of {report.dated}: {report.lines:,} lines, {report.added:,} numbers added, "
        f"{report.removed:,} removed, {report.numbers:,} on the list now, {report.bad:,} lines not understood"
    )
    for line, text, why in report.bad_lines:
        click.echo(f"  line {line}: {text!r} {why}")


@command.command("list")
@click.option("--all", "everything", is_flag=True, help="Older versions too: the proof of what was used.")
def list_versions(everything: bool) -> None:
    """The version of each registry that is in use, with its day and the fingerprint of its file."""
    with registries():
        from rich.console import Console
        from rich.table import Table

        from tidings.people.public import registry_versions

        table = Table()
        for heading in ("registry", "dated", "numbers", "in use", "loaded", "file", "SHA-256"):
            table.add_column(heading, overflow="fold", no_wrap=heading == "dated")
        for card in registry_versions():
            if card.current or everything:
                loaded, used = f"{card.loaded_at:%Y-%m-%d %H:%M}", "yes" if card.current else "no"
                table.add_row(
                    card.name, f"{card.dated}", f"{card.numbers:,}", used, loaded, card.file, card.sha256[:16]
                )
        Console().print(table)


@contextmanager
def registries() -> Iterator[None]:
    """The database ready; a file that is refused ends the command with its words and exit code 1."""
    with database(migrate=True):
        from tidings.people.public import RegistryRefused

        try:
            yield
        except RegistryRefused as refused:
            raise click.ClickException(str(refused)) from None
