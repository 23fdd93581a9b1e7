"""The ways to reach someone: one folder each, found by itself, no shared list to edit.

A company's own channels can stand outside: every folder in the folder named by TIDINGS_CHANNELS is a channel like those here.
"""

import os
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from tidings.channels.contract import Channel
from tidings.core.campaign_files.surfaces import Check

if own := os.environ.get("TIDINGS_CHANNELS"):
    __path__.append(str(Path(own).resolve()))


@cache
def discover() -> dict[str, Channel]:
    """Every channel that has a folder with a `channel.py`, by its declared name; ours win over a company's of that name."""
    folders = sorted({file.parent.name for place in __path__ for file in Path(place).glob("*/channel.py")})
    found = [cast(Channel, import_module(f"{__name__}.{folder}.channel").CHANNEL) for folder in folders]
    return {channel.declaration.name: channel for channel in found}


def surfaces() -> dict[str, Check]:
    """How each channel checks what a campaign says for it alone."""
    return {name: channel.surface for name, channel in discover().items()}
