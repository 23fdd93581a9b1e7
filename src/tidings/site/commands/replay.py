"""`tidings replay`: an example's whole data through the whole system, on a simulated clock."""

import json
import sys
from pathlib import Path

import click


@click.command("replay")
@click.argument("example", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The example's data (default: its own data/).",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the evidence here: messages/*.eml, *.jsonl.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.option("--fresh", is_flag=True, help="Forget an earlier replay of the same data first.")
def command(example: Path, data: Path | None, out: Path | None, as_json: bool, fresh: bool) -> None:
    """Drive EXAMPLE's data through decisions, composing and real SMTP, and report what became of it.

    A replay that was killed goes on where it was when you start it again; one that is complete adds nothing.
    """
    from tidings.site.replay.run import replay
    from tidings.site.replay.stopped import ReplayStopped

    try:
        report = replay(folder=example, data=data or example / "data", out=out, fresh=fresh)
    except ReplayStopped as stopped:
        raise click.ClickException(str(stopped)) from stopped
    if as_json:
        click.echo(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        show(report)
    sys.exit(0)


def show(report: dict[str, object]) -> None:
    width = max(map(len, report))
    for name, value in report.items():
        if isinstance(value, dict):
            click.echo(f"{name}:")
            for part, count in sorted(value.items(), key=lambda entry: -entry[1]):
                click.echo(f"  {part:<{width}} {count:>8}")
        else:
            click.echo(f"{name:<{width + 2}} {value:>8}")
