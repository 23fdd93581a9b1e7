"""The ways to reach someone: one folder each, found by itself, no shared list to edit."""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from tidings.channels.contract import Channel
from tidings.core.campaign_files.surfaces import Check


@cache
def discover() -> dict[str, Channel]:
    """Every channel that has a folder here with a `channel.py`, by its declared name."""
    folders = sorted(file.parent.name for file in Path(__file__).parent.glob("*/channel.py"))
    found = [cast(Channel, import_module(f"{__name__}.{folder}.channel").CHANNEL) for folder in folders]
    return {channel.declaration.name: channel for channel in found}


def surfaces() -> dict[str, Check]:
    """How each channel checks what a campaign says for it alone."""
    return {name: channel.surface for name, channel in discover().items()}
