"""`tidings import`: takes in what the company knows already."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidings.site.written_files import WRITTEN

if TYPE_CHECKING:
    from tidings.people.public import FileReport

SHOWN = 20  # refused rows on the screen; all of them are in the file


@click.group()
def command() -> None:
    """Take in what the company knows already."""


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="YAML: column to field."
)
@click.option("--refused", type=WRITTEN, help="Where refused rows are written.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def customers(file: Path, mapping: Path | None, refused: Path | None, as_json: bool) -> None:
    """Import customers from a CSV, JSONL or Parquet FILE; running it again changes nothing.

    Rows that cannot be taken are written to a file of the same format with the reasons beside them: correct it and
    import it.
    """
    from tidings.site.setup import database

    with database(migrate=True):
        from tidings.people.public import FileRefused, MappingRefused

        try:
            outcome = imported(file, mapping.read_text("utf-8") if mapping else "", refused, quiet=as_json)
        except (FileRefused, MappingRefused, UnicodeDecodeError) as wrong:
            raise click.ClickException(str(wrong)) from None
        if as_json:
            refused_to = str(outcome.refused) if outcome.refused else None
            click.echo(json.dumps(asdict(outcome.report) | {"refused_rows": refused_to}))
        else:
            show(outcome)


def imported(file: Path, mapping: str, refused: Path | None, *, quiet: bool) -> "FileReport":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from tidings.ground import clock
    from tidings.people.public import import_file, row_count

    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    with Progress(*columns, console=Console(stderr=True), disable=quiet, transient=True) as bar:
        task = bar.add_task(file.name, total=row_count(file))
        return import_file(
            path=file,
            mapping=mapping,
            refused_to=refused,
            actor="command",
            now=clock.now(),
            progress=lambda rows: bar.advance(task, rows),
        )


def show(outcome: "FileReport") -> None:
    report = outcome.report
    click.echo(
        f"{report.read} {'row' if report.read == 1 else 'rows'}: {report.created} new, {report.updated} changed, "
        f"{report.unchanged} as before, {report.refused} refused"
    )
    if report.repeated:
        click.echo(f"Ids that came more than once: {report.repeated}; the later row counts")
    if report.skipped:
        click.echo(f"Events passed over: {report.skipped}; `tidings events send` takes them")
    if outcome.refused:
        show_refused(report.run_id)
        click.echo(
            f"All {report.refused} refused rows are in {outcome.refused}: correct and import that file."
        )


def show_refused(run_id: int) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from tidings.people.public import refused_rows

    table = Table("line", "field", "is wrong because it", "mend")
    for refused in refused_rows(run_id, limit=SHOWN):
        for problem in refused.problems:
            table.add_row(str(refused.line), *map(escape, (problem.field, problem.says, problem.mend)))
    Console().print(table)
