"""`tidings preferences`: what we believe our customers want, against what they say and what they do."""

import json
from typing import TYPE_CHECKING, Any

import click

from tidings.site.setup import database

if TYPE_CHECKING:
    from rich.table import Table

ACTOR = "command"


@click.group("preferences")
def command() -> None:
    """What we believe our customers want, against what they say and do."""


@command.command("report")
@click.option("--topic", default=None, help="Only this topic; 'all' for all of them together.")
@click.option("--json", "as_json", is_flag=True, help="Everything, with intervals, for programs.")
def report(topic: str | None, as_json: bool) -> None:
    """Belief and truth by topic and channel, existing and prospective customers apart, as of now."""
    with database(migrate=True):
        from tidings.ground import clock
        from tidings.insight import public as insight

        found = insight.preference_report(now=clock.now()).as_json()
        wanted = "" if topic == "all" else topic
        found["groups"] = [one for one in found["groups"] if topic is None or one["topic"] == wanted]
        click.echo(json.dumps(found, indent=2)) if as_json else show(found["groups"])


@command.command("learn")
def learn() -> None:
    """Read the newest answers now and write down what they show; a worker does so once a day."""
    with database(migrate=True):
        from tidings.ground import clock
        from tidings.insight import public as insight

        insight.learn_now(now=clock.now())
        click.echo("Learned. See: tidings preferences report")


@command.command("believe")
@click.option("--topic", default="", help="Default: all topics together.")
@click.option("--relationship", default="customer", show_default=True, help="customer, prospect or former.")
@click.option("--channel", required=True, help="The channel they are believed to want first.")
@click.option("--percent", required=True, type=float, help="Of so many of these people.")
@click.option("--asked", default=0, help="How many colleagues said so; leave it out if it is one figure.")
def believe(topic: str, relationship: str, channel: str, percent: float, asked: int) -> None:
    """Write down what the company believes, before it looks."""
    with database(migrate=True):
        from tidings.ground import clock
        from tidings.insight import public as insight

        try:
            insight.believe(
                topic=topic,
                relationship=relationship,
                channel=channel,
                percent=percent,
                asked=asked,
                actor=ACTOR,
                now=clock.now(),
            )
        except insight.BeliefRefused as refused:
            raise click.ClickException(f"{refused.field}: {refused}") from refused
        click.echo(f"Written down: {percent:g} % of {relationship}s want {channel} first.")


def show(groups: list[dict[str, Any]]) -> None:
    from rich.console import Console

    if not groups:
        click.echo("Nothing is known yet. Import what customers told you, or let notices ask them.")
    for group in groups:
        Console().print(table(group))


def table(group: dict[str, Any]) -> "Table":
    from rich.table import Table

    title = f"{group['topic'] or 'all topics'}, {group['relationship']}: {group['heard']:,} of {group['people']:,} told us"
    drawn = Table("channel", "we believe", "they say", "they do", "gap to what they say", title=title)
    for line in group["channels"]:
        estimates = [estimate(line[name]) for name in ("believed", "said", "done")]
        drawn.add_row(line["channel"], *estimates, gap(line["gap_to_said"]))
    return drawn


def estimate(found: dict[str, float] | None) -> str:
    if found is None:
        return ""
    known = found["low"] == found["high"]
    return f"{found['percent']:g} %" + ("" if known else f" ({found['low']:g} to {found['high']:g})")


def gap(found: dict[str, Any] | None) -> str:
    if found is None:
        return ""
    sure = "clear" if found["clear"] else "may be chance"
    return f"{found['points']:+g} points ({found['low']:+g} to {found['high']:+g}), {sure}"
