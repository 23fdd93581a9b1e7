"""`tidings plans`: the runs of plans; pause, resume, cancel one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

acting_as = click.option(
    "--as", "email", default="", help="The user on whose behalf; else the command itself."
)
as_json = click.option("--json", "in_json", is_flag=True, help="Print JSON.")


@click.group("plans")
def command() -> None:
    """The runs of plans, newest first; pause, resume or cancel one by its number."""


@command.command("list")
@as_json
def list_them(in_json: bool) -> None:
    """Every run: whose campaign, which audience, how far it is."""
    with room() as outreach:
        from tidings.site import plan_output as output

        cards = outreach.plans()
        if in_json:
            output.show_json(*cards)
        else:
            output.show_plans(cards)


@command.command("show")
@click.argument("run", type=int)
@as_json
def show(run: int, in_json: bool) -> None:
    """One run: its rehearsal and what came of it."""
    with room() as outreach:
        from tidings.site import plan_output as output

        card = outreach.plan(id=run)
        if in_json:
            output.show_json(card)
        else:
            output.show_rehearsal(card)
            output.show_outcome(card)


@command.command("problems")
@click.argument("run", type=int)
def problems(run: int) -> None:
    """The lines of the audience that are not part of the run, and how to mend them."""
    with room() as outreach:
        outreach.plan(id=run)
        after = 0
        while lines := outreach.plan_problems(id=run, after=after, limit=500):
            for line in lines:
                click.echo(f"line {line.line}: {line.external_id}: {line.field} {line.says}; {line.mend}")
            after = lines[-1].line


@command.command("write")
@click.argument("run", type=int)
@acting_as
def write(run: int, email: str) -> None:
    """Approve a rehearsed run and write it, or go on where an earlier writer died."""
    with room() as outreach:
        from tidings.ground import clock
        from tidings.site import plan_output as output

        card = act(outreach.approve_plan, run, email)
        with output.progress(card) as told:
            outreach.write_plan(id=run, clock=clock.current(), told=told)
        output.show_outcome(outreach.plan(id=run))


@command.command("pause")
@click.argument("run", type=int)
@acting_as
def pause(run: int, email: str) -> None:
    """Write no further part of a run."""
    with room() as outreach:
        act(outreach.pause_plan, run, email)
        click.echo(f"plan {run} is paused; what is written goes out")


@command.command("resume")
@click.argument("run", type=int)
@acting_as
def resume(run: int, email: str) -> None:
    """Let a paused run go on: a worker takes it up (`tidings work`)."""
    with room() as outreach:
        act(outreach.resume_plan, run, email)
        click.echo(f"plan {run} goes on")


@command.command("cancel")
@click.argument("run", type=int)
@acting_as
def cancel(run: int, email: str) -> None:
    """Write nothing more of a run and withdraw what has not gone out; for good."""
    with room() as outreach:
        act(outreach.cancel_plan, run, email)
        click.echo(f"plan {run} is cancelled; what had not gone out is withdrawn")


def act(what: Callable[..., Any], run: int, email: str) -> Any:
    from tidings.ground import clock
    from tidings.site.commands.campaign import acting

    return what(id=run, actor=acting(email, "launch.campaigns"), now=clock.now())


@contextmanager
def room() -> Iterator[Any]:
    """The journey's public face on the database; its refusals become messages."""
    from tidings.site import setup

    with setup.database(migrate=True):
        from tidings.outreach import public as outreach

        try:
            yield outreach
        except (outreach.NoSuchPlan, outreach.PlanRefused) as refused:
            raise click.ClickException(str(refused)) from None
