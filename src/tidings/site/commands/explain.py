"""`tidings explain`: why a customer was contacted, or not, in plain words."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tidings.outreach.public import DecisionCard, RuleSaid, Why

TITLES = {
    "en": {
        "because": "Because",
        "channel": "Why this channel",
        "shown": "What their answers say by now",
        "moment": "Why this moment",
        "others": "The other channels",
        "counted": "How often",
        "changes": "What would change it",
        "rules": "Rules that bound it",
        "same": "Decided again from what it saw, under policy {pack}, it comes out the same, byte for byte.",
        "differs": "THIS DECISION DOES NOT REPLAY: {problems}",
    },
    "pt": {
        "because": "Porque",
        "channel": "Por que este canal",
        "shown": "O que suas respostas dizem até agora",
        "moment": "Por que neste momento",
        "others": "Os outros canais",
        "counted": "Com que frequência",
        "changes": "O que mudaria isto",
        "rules": "Regras que valeram",
        "same": "Decidido de novo com o que se viu, sob a política {pack}, o resultado é o mesmo, byte a byte.",
        "differs": "ESTA DECISÃO NÃO SE REPETE: {problems}",
    },
}


@click.command("explain")
@click.argument("which")
@click.option("--decision", is_flag=True, help="WHICH is a decision's id (refusals have no outreach).")
@click.option("--language", default="en", show_default=True, help="en or pt.")
@click.option("--json", "as_json", is_flag=True, help="All of it, with all that was seen, for programs.")
def command(which: str, decision: bool, language: str, as_json: bool) -> None:
    """Why: the decision behind WHICH (a check code, an outreach's id, or decision:ID), and its story."""
    from tidings.site import setup

    with setup.database(migrate=True):
        from tidings.outreach import public as outreach

        decided = decision_of(f"decision:{which}" if decision else which)
        try:
            told = outreach.why(decided, language=language)
        except outreach.NotKept as missing:
            raise click.ClickException(f"It cannot be explained: {missing}.") from None
        if as_json:
            click.echo(json.dumps(asdict(decided) | {"why": asdict(told)}, default=str, indent=2))
            return
        say_why(decided, told, language)
        for line in outreach.story(id=decided.outreach_id) if decided.outreach_id else []:
            click.echo(f"{line.at:%Y-%m-%d %H:%M:%S} UTC  {line.says}")


def decision_of(which: str) -> "DecisionCard":
    """The decision that is meant; a mistake is told with its mend."""
    from tidings.outreach import public as outreach

    try:
        return outreach.decision_named(which)
    except outreach.NoSuchOutreach:
        raise click.ClickException(
            f"There is no outreach or decision {which}. Name its id or its check code."
        ) from None


def say_why(decided: "DecisionCard", told: "Why", language: str) -> None:
    """The verdict, every part that has something to say, and whether it comes out the same again."""
    from tidings.outreach import public as outreach

    titles = TITLES["pt" if language.split("-")[0] == "pt" else "en"]
    click.echo(f"{decided.customer_external_id}, {decided.campaign}: {told.verdict}")
    part(titles["because"], [f"{says} ({code})" for code, says in told.because])
    part(titles["channel"], told.channel)
    part(titles["shown"], shown(decided, language))
    for name in ("moment", "others", "counted", "changes"):
        part(titles[name], getattr(told, name))
    part(titles["rules"], [rule_line(rule) for rule in told.rules])
    again = outreach.replay(decided)
    says = titles["same" if again.same else "differs"]
    click.echo(says.format(pack=decided.pack[:12], problems=" ".join(again.problems)))


def shown(decided: "DecisionCard", language: str) -> list[str]:
    """Where answers, and nobody's word, chose the channel: what they say of this customer."""
    if not {"channel_shown", "channel_like_them"} & set(decided.reasons):
        return []
    from tidings.ground import clock
    from tidings.insight import public as insight

    told = insight.evidence(customer_id=decided.customer_id, language=language, now=clock.now())
    return [f"{one.because}." for one in told if not one.topic]


def part(title: str, lines: "list[str] | tuple[str, ...]") -> None:
    if lines:
        click.echo(f"{title}:")
    for line in lines:
        click.echo(f"  - {line}")


def rule_line(rule: "RuleSaid") -> str:
    source = f"; {rule.source} [{rule.status}]" if rule.source else ""
    return f"{rule.id} ({rule.place}): {rule.title}{source}"
