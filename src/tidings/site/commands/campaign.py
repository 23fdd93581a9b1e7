"""`tidings campaign`: check, preview, launch, approve, pause and list campaigns from their files."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tidings.site.campaign_input import named, read, read_event, topics_of

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
PLACE = click.Path(exists=True, readable=True, path_type=Path)
as_json = click.option("--json", "in_json", is_flag=True, help="Print JSON.")
acting_as = click.option(
    "--as", "email", default="", help="The user on whose behalf; else the command itself."
)


@click.group("campaign")
def command() -> None:
    """What we want to tell: campaign files and the campaigns they make."""


@command.command("check")
@click.argument("places", metavar="FILE|DIR...", nargs=-1, required=True, type=PLACE)
@as_json
@click.option("--sarif", "in_sarif", is_flag=True, help="Print SARIF 2.1.0, for code hosts and editors.")
@click.option(
    "--exercise",
    is_flag=True,
    help="Try links and actions, too: asks the company's own pages; takes seconds.",
)
@click.option(
    "--database", "in_database", is_flag=True, help="Look up in the database the evidence that files name."
)
def check(places: tuple[Path, ...], in_json: bool, in_sarif: bool, exercise: bool, in_database: bool) -> None:
    """Find every mistake in campaign files, and whatever their readers would find unclear; needs no database by itself.

    A folder means every campaign in it. Topics and company are read from topics.yaml and company.yaml beside a campaign,
    or in the folder above. Ends with 1 when a launch would be refused.
    """
    with room() if in_database else without_database():
        from tidings.ground.evidence import evidence_here
        from tidings.site import campaign_output as output
        from tidings.site.campaign_check import found_in, nothing_known
        from tidings.site.sarif import sarif

        found = found_in(places, exercise=exercise, evidence=evidence_here if in_database else nothing_known)
    if in_sarif:
        output.show_json(sarif(found))
    elif in_json:
        output.show_json({name: output.filed(name, findings) for name, findings in found.items()})
    else:
        output.show_found(found)
    raise SystemExit(any(each.severity == "block" for findings in found.values() for each in findings))


@command.command("preview")
@click.argument("file", type=FILE)
@click.option(
    "--event", "event_file", type=FILE, help="A CloudEvent or its data, in JSON; else one is made up."
)
@click.option(
    "--html", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write pages to open."
)
@as_json
def preview(file: Path, event_file: Path | None, folder: Path | None, in_json: bool) -> None:
    """Show FILE on every surface, in each of its languages; needs no database."""
    with without_database(), refusals(file):
        from tidings.campaigns import public as campaigns
        from tidings.ground import clock
        from tidings.site import campaign_output as output
        from tidings.staff.public import CompanyCard

        text = read(file)
        event = read_event(event_file) if event_file else campaigns.sample_event(text=text, now=clock.now())
        topics = [card for path in topics_of(file) for card in campaigns.read_topics(text=read(path))]
        views = campaigns.preview(
            text=text, event=event, company=CompanyCard(), now=clock.now(), topics=topics
        )
    if in_json:
        output.show_json(output.as_json(views))
    elif folder:
        for path in output.write_html(views, folder):
            click.echo(path)
    else:
        output.show_surfaces(views)


@command.command("launch")
@click.argument("file", type=FILE)
@acting_as
@as_json
def launch(file: Path, email: str, in_json: bool) -> None:
    """Save and propose FILE; it goes live at once if the company needs no second person.

    A topics.yaml beside the file, or in the folder above, is taken in first.
    """
    from tidings.site import campaign_output as output

    with room(), refusals(file):
        from tidings.campaigns import public as campaigns
        from tidings.ground import clock

        actor = acting(email, "launch.campaigns")
        for topics in topics_of(file):
            campaigns.sync_topics(text=read(topics), actor=actor, now=clock.now())
        launched = campaigns.launch(text=read(file), actor=actor, now=clock.now())
        if in_json:
            output.show_json(vars(launched))
        else:
            click.echo(launched.says)


@command.command("approve")
@click.argument("name")
@click.option("--version", "number", type=int, help="Its number; else the one that waits.")
@click.option("--as", "email", required=True, help="The user who approves.")
def approve(name: str, number: int | None, email: str) -> None:
    """Approve a proposed version of campaign NAME; it is live then."""
    with room(), refusals(name):
        from tidings.campaigns import public as campaigns
        from tidings.ground import clock

        number = number or campaigns.campaign(name=name).waiting
        if number is None:
            raise click.ClickException(f"no version of {name} waits for approval")
        actor = acting(email, "approve.campaigns")
        campaigns.approve(campaign=name, number=number, actor=actor, now=clock.now())
        click.echo(f"{name} version {number} is live")


@command.command("pause")
@click.argument("name")
@acting_as
def pause(name: str, email: str) -> None:
    """Stop campaign NAME at once; NAME may be its file."""
    with room(), refusals(name):
        from tidings.campaigns import public as campaigns
        from tidings.ground import clock

        campaigns.pause(campaign=named(name), actor=acting(email, "launch.campaigns"), now=clock.now())
        click.echo(f"{named(name)} is paused")


@command.command("resume")
@click.argument("name")
@acting_as
def resume(name: str, email: str) -> None:
    """Let a paused campaign NAME go on; NAME may be its file."""
    with room(), refusals(name):
        from tidings.campaigns import public as campaigns
        from tidings.ground import clock

        campaigns.resume(campaign=named(name), actor=acting(email, "launch.campaigns"), now=clock.now())
        click.echo(f"{named(name)} is live")


@command.command("list")
@as_json
def list_them(in_json: bool) -> None:
    """Every campaign, its state and versions."""
    with room():
        from dataclasses import asdict

        from tidings.campaigns import public as campaigns
        from tidings.site import campaign_output as output

        cards = campaigns.list_campaigns()
        if in_json:
            output.show_json([asdict(card) for card in cards])
        else:
            output.show_campaigns(cards)


@contextmanager
def without_database() -> Iterator[None]:
    """Django's models can be imported; nothing is asked of a database."""
    from tidings.site.setup import ready

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.site.settings")
    ready()
    yield


@contextmanager
def room() -> Iterator[None]:
    from tidings.site.setup import database

    with database(migrate=True):
        yield


@contextmanager
def refusals(of: Path | str) -> Iterator[None]:
    """Turns what the room refuses into findings on the screen and an exit code of 1."""
    from tidings.campaigns import public as campaigns
    from tidings.site import campaign_output as output

    try:
        yield
    except campaigns.CampaignRefused as refused:
        output.show_findings(str(of), refused.findings)
        raise SystemExit(1) from None
    except (campaigns.NotAllowed, campaigns.NoSuchCampaign) as refused:
        raise click.ClickException(str(refused)) from None


def acting(email: str, capability: str) -> str:
    """Who acts, as the audit trail names them; a user must have the capability."""
    from tidings.staff import public as staff

    if not email:
        return "command"
    card = staff.user(email=email)
    if card is None or not card.active or capability not in staff.capabilities(card.roles):
        raise click.ClickException(
            f"{email} may not do this: it takes {' or '.join(staff.roles_with(capability))}"
        )
    return f"user:{card.email}"
