"""`tidings up`: everything in one terminal."""

from pathlib import Path

import click


@click.command("up")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Where the site answers (8000, or the next free one)."
)
@click.option("--demo", is_flag=True, help="Load the demonstration company; its mail and letters stay here.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(port: int | None, demo: bool, files: tuple[Path, ...]) -> None:
    """Run PostgreSQL, the site and the worker until Ctrl-C. FILES: your own customers and events (JSONL), with --demo."""
    if files and not demo:
        raise click.UsageError(
            "FILES go with --demo. Elsewhere use `tidings import customers` and `tidings events send`."
        )
    from tidings.site.up import up

    up(port=port, demo=demo, files=list(files))
