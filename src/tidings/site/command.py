"""The command `tidings`: every file in `commands/` is one command, loaded only when it is asked for."""

from importlib import import_module
from pathlib import Path
from typing import cast

import click

COMMANDS = Path(__file__).parent / "commands"


class OnePerFile(click.Group):
    """Finds its commands as files, so that adding one edits no list and starting one imports no other."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(file.stem.replace("_", "-") for file in COMMANDS.glob("[a-z]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"tidings.site.commands.{cmd_name.replace('-', '_')}")
        return cast(click.Command, module.command)


@click.command(cls=OnePerFile, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Tidings: proactive customer contact that people welcome."""
