"""`tidings explain`: why a customer was contacted, or not, in plain words."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tidings.outreach.public import DecisionCard, OutreachCard

SAID = {"contact": "contact", "later": "contact, later", "hold_out": "held out", "refuse": "not contacted"}


@click.command("explain")
@click.argument("which")
@click.option("--decision", is_flag=True, help="WHICH is a decision's id (refusals have no outreach).")
@click.option("--language", default="en", show_default=True, help="en or pt.")
@click.option("--json", "as_json", is_flag=True, help="All that was seen, for programs.")
def command(which: str, decision: bool, language: str, as_json: bool) -> None:
    """Why: the decision behind WHICH, an outreach's id or check code, and its story."""
    from tidings.site import setup

    with setup.database(migrate=True):
        from tidings.outreach import public as outreach

        card = None if decision else find(which)
        decided = decision_of(which) if card is None else outreach.decision(id=card.decision_id)
        if as_json:
            click.echo(json.dumps(asdict(decided), default=str, indent=2))
            return
        say_why(decided, language)
        for line in outreach.story(id=card.id) if card else []:
            click.echo(f"{line.at:%Y-%m-%d %H:%M:%S} UTC  {line.says}")


def find(which: str) -> "OutreachCard":
    """The outreach with this id or check code; a mistake is told with its mend."""
    from tidings.outreach import public as outreach

    try:
        card = outreach.by_code(code=which) or (outreach.outreach(id=int(which)) if which.isdigit() else None)
    except outreach.NoSuchOutreach:
        card = None
    if card is None:
        raise click.ClickException(f"There is no outreach {which}. Name its id or its check code.")
    return card


def decision_of(which: str) -> "DecisionCard":
    from tidings.outreach import public as outreach

    try:
        return outreach.decision(id=int(which))
    except (outreach.NoSuchOutreach, ValueError):
        raise click.ClickException(f"There is no decision {which}. Name its id.") from None


def say_why(decided: "DecisionCard", language: str) -> None:
    """The verdict, every reason in plain words, and whether it comes out the same again."""
    from tidings.outreach import public as outreach

    codes = ", ".join(decided.reasons)
    click.echo(f"{decided.customer_external_id}, {decided.campaign}: {SAID[decided.verdict]} ({codes})")
    for line in outreach.explain(reasons=decided.reasons, seen=decided.seen, language=language):
        click.echo(f"  - {line}")
    same = "comes out the same again" if outreach.replays(decided) else "DOES NOT COME OUT THE SAME"
    click.echo(f"  Under policy {decided.pack[:12]}; decided from what it saw, it {same}.")
