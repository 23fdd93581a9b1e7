"""Files that a command writes: refused before any work is done when they cannot be written."""

import os
from pathlib import Path
from typing import Any

import click


class WrittenFile(click.Path):
    """A file to write: its folder is there and open to us."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, writable=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not path.parent.is_dir():
            self.fail(f"There is no folder {path.parent}.", param, ctx)
        if not os.access(path.parent, os.W_OK):
            self.fail(f"Nothing may be written in the folder {path.parent}.", param, ctx)
        return path


WRITTEN = WrittenFile()
