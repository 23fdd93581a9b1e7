"""The page docs/reference/commands.md, written from what each command says of itself.

Renew it after a change: `.venv/bin/python -m tidings.site.commands_page docs/reference/commands.md`.
"""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tidings.site.command import main

TOP = """# The command line

`tidings` is `.venv/bin/tidings`. This page is written from the commands themselves (`python -m tidings.site.commands_page`); a test
fails when it is out of date. Every command has `--help`. Commands that need the database use the one of
[`TIDINGS_DATABASE_URL`](settings.md), else they start the embedded one in `var`, or join it where it runs.
"""


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join(
        [TOP, *(section(context) for context in leaves(click.Context(main, info_name="tidings")))]
    )


def leaves(context: click.Context) -> Iterator[click.Context]:
    """Every command that does something, each in the context of the groups above it."""
    if not isinstance(context.command, click.Group):
        yield context
        return
    for name in context.command.list_commands(context):
        command = context.command.get_command(context, name)
        assert command is not None
        yield from leaves(click.Context(command, info_name=name, parent=context))


def section(context: click.Context) -> str:
    usage = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
    parts = [f"## {context.command_path}\n", f"    {usage}\n", inspect.cleandoc(context.command.help or "")]
    options = [option(each) for each in context.command.params if isinstance(each, click.Option)]
    if options:
        parts += ["\n| option | |\n| --- | --- |", *options]
    return "\n".join(parts) + "\n"


def option(each: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in each.opts)
    says = [each.help or ""]
    if each.show_default and each.default not in (None, ""):
        value = ", ".join(each.default) if isinstance(each.default, list | tuple) else each.default
        says.append(f"Default: `{value}`.")
    return f"| {names} | {' '.join(filter(None, says))} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
