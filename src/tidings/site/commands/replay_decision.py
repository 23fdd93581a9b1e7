"""`tidings replay-decision`: a decision decided again, years later, to the same bytes; or as of today."""

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tidings.outreach.public import DecisionCard, Replay


@click.command("replay-decision")
@click.argument("which")
@click.option("--today", is_flag=True, help="Also what today's policy and laws would say, and what differs.")
@click.option("--json", "as_json", is_flag=True, help="The answers and digests, for programs.")
def command(which: str, today: bool, as_json: bool) -> None:
    """Decide WHICH (a check code, an outreach's id, or decision:ID) again from what it saw, under the rules of its day.

    Prints the answer's canonical JSON and its SHA-256; fails when it is not what was kept.
    """
    from tidings.site import setup
    from tidings.site.commands.explain import decision_of

    with setup.database(migrate=True):
        from tidings.outreach import public as outreach

        decided = decision_of(which)
        try:
            again = outreach.replay(decided)
            now = said_today(decided) if today else None
        except outreach.NotKept as missing:
            raise click.ClickException(f"It cannot be decided again: {missing}.") from None
        show = show_json if as_json else show_words
        show(decided, again, now)
    if again.problems:
        raise SystemExit(1)


def said_today(decided: "DecisionCard") -> dict[str, Any]:
    """What today's rules say of the same case, and the difference in words."""
    from tidings.ground import clock
    from tidings.outreach import public as outreach

    now = outreach.today(decided, now=clock.now())
    return {
        "answer": dict(now.answer),
        "at": now.at.isoformat(),
        "uncounted": now.uncounted,
        "differences": outreach.differences(decided, now),
    }


def show_json(decided: "DecisionCard", again: "Replay", now: dict[str, Any] | None) -> None:
    told = {
        "decision": decided.id,
        "same": again.same,
        "problems": list(again.problems),
        "answer": dict(again.again),
        "sha256": again.digest_again,
        "sha256_kept": again.checked,
    }
    click.echo(json.dumps(told | ({"today": now} if now else {}), indent=2, ensure_ascii=False))


def show_words(decided: "DecisionCard", again: "Replay", now: dict[str, Any] | None) -> None:
    click.echo(again.bytes_again.decode())
    click.echo(f"SHA-256 {again.digest_again}")
    if again.same:
        kept = (
            "as was kept with it" if again.checked else "no digest was kept in its day; its row says the same"
        )
        click.echo(f"The same, byte for byte ({kept}).")
    for problem in again.problems:
        click.echo(f"NOT THE SAME: {problem}")
    if now:
        click.echo(
            f"Under today's policy {now['answer']['pack'][:12]}, as if it happened on {now['at'][:10]}:"
        )
        for line in now["differences"] or ["nothing would be different."]:
            click.echo(f"  - {line}")
        if now["uncounted"]:
            click.echo("  - Today's rules count contacts in windows nobody counted then: taken as empty.")
