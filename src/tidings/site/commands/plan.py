"""`tidings plan`: rehearse a campaign for an audience, then write its outreaches."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tidings.site.written_files import WRITTEN

if TYPE_CHECKING:
    from tidings.outreach.public import Offers, PlanCard


@click.command("plan")
@click.argument("campaigns", nargs=-1, required=True)
@click.option(
    "--audience",
    required=True,
    help="A CSV or Parquet file of customers' ids, sql:SELECT ..., or segment:NAME.",
)
@click.option(
    "--at", type=click.DateTime(), help="Rehearse as if it were this moment (UTC); nothing is written."
)
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
@click.option("--out", type=WRITTEN, help="Also a Parquet file, a row a customer.")
@click.option("--live", is_flag=True, help="The live version, even while another waits for approval.")
@click.option("--write", is_flag=True, help="Then write the decisions and outreaches (of the live version).")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--as", "email", default="", help="The user on whose behalf; else the command itself.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True)
@click.option("--master", default="local[*]", show_default=True, help="The Spark master's address.")
def command(
    campaigns: tuple[str, ...],
    audience: str,
    at: datetime | None,
    in_json: bool,
    out: Path | None,
    live: bool,
    write: bool,
    yes: bool,
    email: str,
    engine: str,
    master: str,
) -> None:
    """Who would be contacted, when and how, who not and why; with --write also for good.

    Several CAMPAIGNS take turns, what is worth most to customers first: what one would send counts against the caps of the next.
    """
    if write and at:
        raise click.UsageError(
            "--at only rehearses: what is written is decided as of now. Leave one of them out."
        )
    if engine == "spark" and write:
        raise click.UsageError(
            "--engine spark rehearses. Write with the local engine; the answers are the same."
        )
    from tidings.site import plan_output as output
    from tidings.site import setup

    with setup.database(migrate=True):
        from tidings.outreach.public import Offers

        cards, offers = [], Offers()
        for name in ordered(campaigns):
            cards.append(
                rehearsed(name, audience, at, out, email, (engine, master), offers, live=live or write)
            )
            if not in_json:
                output.show_rehearsal(cards[-1])
        for place, card in enumerate(cards):
            if write and (yes or click.confirm(f"Write {output.planned(card)}?", err=True)):
                cards[place] = write_it(card, email)
                if not in_json:
                    output.show_outcome(cards[place])
        if in_json:
            output.show_json(*cards)


def ordered(names: tuple[str, ...]) -> list[str]:
    """The campaigns in the order in which they come to the shared caps."""
    from tidings.campaigns import public as campaigns
    from tidings.outreach import public as outreach

    try:
        return outreach.by_worth(names)
    except (campaigns.NoSuchCampaign, campaigns.NotSendable) as refused:
        raise click.ClickException(str(refused)) from None


def rehearsed(
    name: str,
    audience: str,
    at: datetime | None,
    out: Path | None,
    email: str,
    engine: tuple[str, str],
    offers: "Offers",
    *,
    live: bool,
) -> "PlanCard":
    """The run, made and rehearsed; what cannot be is told with its mend."""
    from tidings.campaigns import public as campaigns
    from tidings.ground import clock
    from tidings.outreach import public as outreach
    from tidings.site.commands.campaign import acting

    now = clock.now()
    try:
        opened = outreach.open_audience(audience)
        card = outreach.make_plan(
            campaign=name, audience=opened, actor=acting(email, "launch.campaigns"), now=now, live=live
        )
        moment = at.replace(tzinfo=UTC) if at else now
        return outreach.rehearse_plan(
            id=card.id, now=moment, out=out, engine=engine_of(*engine), offers=offers
        )
    except (
        outreach.AudienceRefused,
        outreach.PlanRefused,
        campaigns.NoSuchCampaign,
        campaigns.NotSendable,
    ) as refused:
        raise click.ClickException(str(refused)) from None


def engine_of(kind: str, master: str) -> Any:
    """Where the answers come from: this process (None), or a Spark cluster."""
    if kind == "local":
        return None
    from tidings.site import spark

    return spark.engine(master)


def write_it(card: "PlanCard", email: str) -> "PlanCard":
    from tidings.ground import clock
    from tidings.outreach import public as outreach
    from tidings.site.commands.campaign import acting
    from tidings.site.plan_output import progress

    try:
        outreach.approve_plan(id=card.id, actor=acting(email, "launch.campaigns"), now=clock.now())
    except outreach.PlanRefused as refused:
        raise click.ClickException(str(refused)) from None
    with progress(card) as told:
        outreach.write_plan(id=card.id, clock=clock.current(), told=told)
    return outreach.plan(id=card.id)
