"""`tidings events`: send a file of events in."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidings.site.written_files import WRITTEN

if TYPE_CHECKING:
    from tidings.site.event_sending import Report, Sender

SHOWN = 20
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Events: what happened at the company, as CloudEvents."""


@command.command()
@click.argument("file", type=FILE)
@click.option("--to", "address", help="Another installation's address; without it, into this one's database.")
@click.option("--key", envvar="TIDINGS_KEY", help="A key with the scope send.events (better in TIDINGS_KEY).")
@click.option("--refused", type=WRITTEN, help="Where refused lines go.")
@click.option("--json", "in_json", is_flag=True, help="Print the report as JSON.")
def send(file: Path, address: str | None, key: str | None, refused: Path | None, in_json: bool) -> None:
    """Send the CloudEvents of FILE (JSONL, plain or .gz). Each is taken once, however often it is sent."""
    report = sent_on(file, address, key) if address else stored(file)
    path = refused or file.with_name(file.name.removesuffix(".gz").removesuffix(".jsonl") + ".refused.jsonl")
    if report.refused:
        from tidings.site.event_sending import write_refused

        write_refused(report, path)
    click.echo(json.dumps(figures(report)) if in_json else "\n".join(told(report, path)))
    raise SystemExit(1 if report.refused else 0)


def stored(file: Path) -> "Report":
    from tidings.site.setup import database

    with database(migrate=True):
        from tidings.site.event_sending import into_database

        return with_progress(file, into_database)


def sent_on(file: Path, address: str, key: str | None) -> "Report":
    if not key:
        raise click.UsageError("--to needs a key: set TIDINGS_KEY, or give --key.")
    import httpx

    from tidings.site.setup import ready

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.site.settings")
    ready()
    from tidings.site.event_sending import NotSent, ToAddress

    door = address.rstrip("/") if address.rstrip("/").endswith("/events") else address.rstrip("/") + "/events"
    with httpx.Client(headers={"Authorization": f"Bearer {key}"}, timeout=60) as client:
        try:
            return with_progress(file, ToAddress(client, door))
        except NotSent as error:
            raise click.ClickException(
                f"{error}. Send the file again: what was taken is not taken twice."
            ) from None


def with_progress(file: Path, sender: "Sender") -> "Report":
    from rich.console import Console
    from rich.progress import Progress

    from tidings.site.event_sending import send_file

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(
            f"Sending {file.name}", total=None if file.suffix == ".gz" else file.stat().st_size
        )
        return send_file(file, sender, progress=lambda read: bar.advance(task, read))


def figures(report: "Report") -> dict[str, object]:
    return {
        "stored": report.stored,
        "duplicate": report.duplicate,
        "refused": [
            {"line": number, "field": each.field, "says": each.says, "mend": each.mend}
            for number, _, problems in report.refused
            for each in problems
        ],
    }


def told(report: "Report", refused: Path) -> list[str]:
    lines = [f"{report.stored} stored, {report.duplicate} known already, {len(report.refused)} refused"]
    for number, _, problems in report.refused[:SHOWN]:
        lines += [f"  line {number}: {each.field} {each.says}; {each.mend}" for each in problems]
    if len(report.refused) > SHOWN:
        lines.append(f"  ... and {len(report.refused) - SHOWN} more")
    if report.refused:
        lines.append(f"Mend and send again: {refused}")
    return lines
