"""Trials on the screen: links, shares with their bounds, what the gate says."""

import json
from dataclasses import asdict
from typing import Any

import click
from django.conf import settings

from tidings.campaigns.public import TrialCard
from tidings.core.trials import Standing, Statement, Verdict
from tidings.staff import public as staff


def statements_in(text: str) -> tuple[Statement, ...]:
    """Lines of `true: ...` and `false: ...`; raises ClickException naming another."""
    return tuple(statement(line.strip()) for line in text.splitlines() if line.strip())


def statement(line: str) -> Statement:
    mark, colon, says = line.partition(":")
    if not colon or mark.strip() not in ("true", "false"):
        raise click.ClickException(f"begin each statement with `true:` or `false:`, not {line!r}")
    return Statement(says=says.strip(), true=mark.strip() == "true")


def show_links(card: TrialCard, own: list[str], in_json: bool) -> None:
    home = (staff.company().public_url or settings.PUBLIC_URL).rstrip("/")
    open_link, links = f"{home}/trial/join/{card.link}", [f"{home}/trial/{token}" for token in own]
    if in_json:
        click.echo(json.dumps({"trial": card.id, "open_link": open_link, "links": links}))
        return
    click.echo(f"trial {card.id} of {card.campaign} is open until {card.closes_at:%Y-%m-%d}")
    click.echo(f"open link: {open_link}")
    for link in links:
        click.echo(f"for one panellist: {link}")


def show_results(card: TrialCard, verdict: Verdict, in_json: bool) -> None:
    if in_json:
        click.echo(json.dumps({"trial": asdict(card), **as_json(verdict)}, default=str))
        return
    state = "closed" if card.closed_at else "open"
    click.echo(
        f"trial {card.id} of {card.campaign}, {state}: {card.done} of {card.limits.panellists} have answered"
    )
    for number, standing in zip(card.versions, (verdict.a, verdict.b), strict=False):
        if standing:
            click.echo(line(number, standing))
    if verdict.difference:
        click.echo(f"the first is understood better by {points(verdict.difference.share)}")


def as_json(verdict: Verdict) -> dict[str, Any]:
    return {"verdict": asdict(verdict), "stopped": list(verdict.stopped)}


def line(number: int, standing: Standing) -> str:
    shares = ", ".join(
        f"{name} {getattr(standing, name).share:.0%}" for name in ("understood", "acts", "calls", "doubts")
    )
    said = "passes" if standing.passed else f"stopped: {', '.join(standing.reasons)}"
    return f"version {number}: {shares}; {said}"


def points(share: float) -> str:
    return f"{share * 100:.0f} points"
