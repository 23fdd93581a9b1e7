"""`tidings rules`: the laws and the company's own policy, as data: look them up, check packs, and see what a change does."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
as_json = click.option("--json", "in_json", is_flag=True, help="Print JSON.")


@click.group("rules")
def command() -> None:
    """Laws and company policy: data with a place, a source and dates."""


@command.command("list")
@click.option("--place", default="", help="Only what binds there, for example us-fl.")
@click.option(
    "--on", default="", help="Only what is in force on that day (2027-01-31); else all, past and coming."
)
@as_json
def list_them(place: str, on: str, in_json: bool) -> None:
    """Every rule of law that is loaded: id, status, dates and title."""
    with room():
        from tidings.core.rules.binding import holding_in
        from tidings.site import rules_output as output

        rules = holding_in(output.book("current").policy, place, output.a_day(on) if on else None)
        click.echo(output.as_json(rules) if in_json else output.lines(rules))


@command.command("show")
@click.argument("id")
@as_json
def show(id: str, in_json: bool) -> None:
    """One rule as its pack states it."""
    with room():
        from tidings.site import rules_output as output

        stated = output.stated(id)
        click.echo(json.dumps(stated, default=str, indent=2) if in_json else output.in_full(stated))


@command.command("check")
@click.option("--packs", "folder", type=FOLDER, help="A folder of packs; else the packaged ones.")
@as_json
def check(folder: Path | None, in_json: bool) -> None:
    """Read all packs and try the tests they bring; needs no database. Ends with 1 when something does not hold."""
    from tidings.core.rules.trying import try_packs
    from tidings.ground.packs import PACKAGED, packs_in

    with refusals():
        tried = try_packs(packs_in(folder or PACKAGED))
    failed = [one for one in tried if one.otherwise]
    if in_json:
        click.echo(json.dumps({"tests": len(tried), "failed": [vars(one) for one in failed]}, indent=2))
    else:
        for one in failed:
            click.echo(f"{one.pack}: {one.says}: {'; '.join(one.otherwise)}")
        click.echo(
            f"{len(tried)} tests of {len({one.pack for one in tried})} packs, {len(failed)} do not hold"
        )
    raise SystemExit(bool(failed))


@command.command("diff")
@click.argument("old")
@click.argument("new", default="")
@click.option(
    "--audience", default="", help="Whom to decide: a file of ids, sql:SELECT ..., or segment:NAME."
)
@click.option("--all", "everyone", is_flag=True, help="Decide every customer we know.")
@click.option("--campaign", "campaigns", multiple=True, help="In which campaigns; else in all that are live.")
@as_json
def diff(
    old: str, new: str, audience: str, everyone: bool, campaigns: tuple[str, ...], in_json: bool
) -> None:
    """What differs between OLD and NEW rules, and whom it touches; nothing is written.

    OLD and NEW are each: current, a day (2027-01-31), a folder of packs, one pack's file, or the first letters of a
    version's hash. Two days may be written as one: 2027-01-30..2027-01-31.
    """
    with room():
        from tidings.site import rules_output as output

        before, _, after = (old, "", new) if new else old.partition("..")
        found = output.compare(before, after or "current")
        touched = output.touched(found, audience, campaigns) if audience or everyone else None
        click.echo(output.diff_as_json(found, touched) if in_json else output.diff_lines(found, touched))


@contextmanager
def room() -> Iterator[None]:
    from tidings.site import setup

    with setup.database(migrate=True), refusals():
        yield


@contextmanager
def refusals() -> Iterator[None]:
    """What cannot be read or is not there ends the command with its mend."""
    from tidings.core.rules.fields import PolicyRefused

    try:
        yield
    except (PolicyRefused, LookupError) as refused:
        raise click.ClickException(str(refused).strip("'\"")) from None
    except ValueError as refused:
        raise click.ClickException(str(refused)) from None
