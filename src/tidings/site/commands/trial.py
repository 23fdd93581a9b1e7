"""`tidings trial`: show versions of a notice to a panel before launch, and read what they made of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from tidings.site.campaign_input import read, read_event, topics_of
from tidings.site.commands.campaign import FILE, acting, acting_as, as_json

SURFACES = click.Choice(["email", "sms", "push", "letter", "page"])


@click.group("trial")
def command() -> None:
    """A trial before launch: what a panel understands of a notice, would do, ask and believe."""


@command.command("start")
@click.argument("file", type=FILE)
@click.option("--against", type=FILE, help="Another file of the same campaign, to compare it with.")
@click.option("--language", default="", help="One of the notice's languages; else its first.")
@click.option("--surface", type=SURFACES, default="email", help="As what the panel sees it.")
@click.option(
    "--statements", type=FILE, help="Lines that begin with `true:` or `false:`; else the notice's own."
)
@click.option(
    "--event",
    "event_file",
    type=FILE,
    help="An event (or its data) for the panel to read, in JSON; what it lacks is made up.",
)
@click.option("--panellists", type=int, help="How many have to answer; else the company's number.")
@click.option("--days", type=int, help="How long it is open; else the company's number.")
@click.option("--invite", type=int, default=0, help="Also print so many links for one panellist each.")
@acting_as
@as_json
def start(
    file: Path,
    against: Path | None,
    statements: Path | None,
    event_file: Path | None,
    invite: int,
    email: str,
    in_json: bool,
    **stated: Any,
) -> None:
    """Save FILE as a version and open a trial of it; prints the links."""
    with room() as campaigns:
        from tidings.ground import clock
        from tidings.site import trial_output as output

        actor, now = acting(email, "launch.campaigns"), clock.now()
        for topics in topics_of(file):
            campaigns.sync_topics(text=read(topics), actor=actor, now=now)
        saved = [
            campaigns.save_version(text=read(each), actor=actor, now=now) for each in (file, against) if each
        ]
        if len({version.campaign for version in saved}) > 1:
            raise click.ClickException("both files must be of the same campaign")
        card = campaigns.start_trial(
            campaign=saved[0].campaign,
            version=saved[0].number,
            against=saved[1].number if against else None,
            statements=output.statements_in(read(statements)) if statements else (),
            data=data_in(event_file) if event_file else None,
            actor=actor,
            now=now,
            **stated,
        )
        output.show_links(card, campaigns.invite(id=card.id, count=invite, now=now), in_json)


def data_in(file: Path) -> dict[str, Any]:
    """The data of a CloudEvent, or what is the data alone."""
    event = read_event(file)
    data = event.get("data", {}) if "specversion" in event else event
    return data if isinstance(data, dict) else {}


@command.command("results")
@click.argument("trial", type=int)
@as_json
def results(trial: int, in_json: bool) -> None:
    """What the panel made of it so far, and what the gate says."""
    with room() as campaigns:
        from tidings.ground import clock
        from tidings.site import trial_output as output

        output.show_results(
            campaigns.trial(id=trial, now=clock.now()), campaigns.trial_verdict(id=trial), in_json
        )


@command.command("export")
@click.argument("trial", type=int)
@click.option("--format", "kind", type=click.Choice(["csv", "json"]), default="csv", help="How to write it.")
def export(trial: int, kind: str) -> None:
    """Every answer, as it came and as it was scored."""
    with room() as campaigns:
        click.echo(campaigns.trial_export(id=trial, kind=kind), nl=False)


@contextmanager
def room() -> Iterator[Any]:
    """The campaigns' public face on the database; its refusals become messages."""
    from tidings.site import setup

    with setup.database(migrate=True):
        from tidings.campaigns import public as campaigns

        try:
            yield campaigns
        except (
            campaigns.NoSuchTrial,
            campaigns.TrialRefused,
            campaigns.CampaignRefused,
            campaigns.TrialClosed,
        ) as refused:
            raise click.ClickException(str(refused) or "the trial is closed") from None
