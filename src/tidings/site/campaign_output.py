"""How `tidings campaign` shows findings and surfaces, to people and to programs."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:  # the rooms can be imported only once Django is ready
    from tidings.campaigns.public import CampaignCard, Finding, SurfaceView

COLOURS = {"block": "red", "warn": "yellow", "note": "cyan"}


def show_findings(name: str, findings: Iterable[Finding]) -> None:
    """`FILE:LINE: block: what is wrong (where)`, the mend below it: editors find the line."""
    for each in findings:
        severity = click.style(each.severity, fg=COLOURS[each.severity], bold=True)
        click.echo(f"{name}:{each.line}: {severity}: {each.says} ({each.where})\n    {each.mend}")


def show_found(found: Mapping[str, Iterable[Finding]]) -> None:
    """Every file's findings, or that there are none."""
    for name, findings in found.items():
        show_findings(name, findings)
        if not findings:
            click.echo(f"{name}: nothing to mend")


def filed(name: str, findings: Iterable[Finding]) -> list[dict[str, object]]:
    """A file's findings for programs, each with the file's name."""
    return [{"file": name} | asdict(each) for each in findings]


def show_json(value: object) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def as_json(items: Iterable[Finding | SurfaceView]) -> list[dict[str, object]]:
    return [asdict(item) | pictured(item) for item in items]


def pictured(item: Finding | SurfaceView) -> dict[str, object]:
    """A surface's picture as base64: JSON has no octets."""
    picture = getattr(item, "picture", None)
    return {} if picture is None else {"picture": b64encode(picture).decode()}


def show_surfaces(views: Iterable[SurfaceView]) -> None:
    for view in views:
        click.secho(
            f"== {view.surface}, {view.language}" + (f": {view.title}" if view.title else ""), bold=True
        )
        for note in view.notes:
            click.secho(f"({note})", dim=True)
        click.echo(f"{view.text.strip() or '(a picture: see it with --html)' * bool(view.picture)}\n")


def write_html(views: Iterable[SurfaceView], folder: Path) -> list[Path]:
    """One file a surface and language, to open in a browser; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for view in views:
        path = folder / f"{view.surface}-{view.language}.html"
        path.write_text(view.html or as_page(view), encoding="utf-8")
        written.append(path)
    return written


def as_page(view: SurfaceView) -> str:
    drawn = picture(view) if view.picture else f"<pre>{escape(view.text)}</pre>"
    notes = "".join(f"<p>{escape(note)}</p>" for note in view.notes)
    return (
        f'<!doctype html><html lang="{escape(view.language)}"><meta charset="utf-8">'
        f"<title>{escape(view.title or view.surface)}</title>{drawn}{notes}</html>"
    )


def picture(view: SurfaceView) -> str:
    source = f"data:{view.picture_type};base64,{b64encode(view.picture).decode()}"
    return f'<img src="{escape(source)}" alt="{escape(view.surface)}">'


def show_campaigns(cards: Iterable[CampaignCard]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("campaign", "topic", "state", "live", "waits for approval")
    for card in cards:
        numbers = [str(number) if number else "" for number in (card.live, card.waiting)]
        table.add_row(card.name, card.topic.name, card.state, *numbers)
    Console().print(table)
