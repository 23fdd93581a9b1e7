"""What `tidings campaign` reads from files."""

import json
from pathlib import Path
from typing import Any

import click

from tidings.core.campaign_files.campaign import parse


def named(name: str) -> str:
    """The campaign's name, also when its file is named."""
    campaign = parse(read(Path(name))).campaign if Path(name).is_file() else None
    return campaign.campaign if campaign else name


def topics_of(file: Path) -> list[Path]:
    """The topics.yaml beside a campaign file or in the folder above it; none or one."""
    near = [folder / "topics.yaml" for folder in (file.resolve().parent, file.resolve().parent.parent)]
    return [path for path in near if path.is_file()][:1]


def read(file: Path) -> str:
    """The text of a file."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise click.ClickException(f"{file} is not text in UTF-8") from None


def read_event(file: Path) -> dict[str, Any]:
    """A CloudEvent, or its data alone, from a JSON file."""
    try:
        event = json.loads(read(file))
    except ValueError as error:
        raise click.ClickException(f"{file} is not JSON: {error}") from None
    if not isinstance(event, dict):
        raise click.ClickException(f"{file} must hold one JSON object: a CloudEvent or its data")
    return event
