"""`tidings work`: the loops that decide, deliver and tell the company's own systems."""

import signal
import threading

import click

LOOPS = ("decide", "plan", "digest", "urgent", "deliver", "webhooks", "learn", "urgency")


@click.command("work")
@click.option(
    "--loops",
    default=",".join(LOOPS),
    show_default=True,
    help="Which loops to run here; any number of workers may share the work.",
)
def command(loops: str) -> None:
    """Decide, deliver and send webhooks until Ctrl-C or SIGTERM; what is under way is finished first."""
    wanted = [name.strip() for name in loops.split(",") if name.strip()]
    if unknown := sorted(set(wanted) - set(LOOPS)):
        raise click.UsageError(f"There is no loop {unknown[0]}. Use some of: {', '.join(LOOPS)}.")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    from tidings.site import setup

    setup.insist_on_a_secret_key()
    with setup.database(migrate=True) as url:
        run(wanted, url, stop)


def run(wanted: list[str], url: str, stop: threading.Event) -> None:
    from tidings.ground import clock, webhooks, workers
    from tidings.insight import public as insight
    from tidings.outreach import public as outreach

    known = [*outreach.loops(stopping=stop.is_set), webhooks.loop(), insight.loop(), insight.urgency_loop()]
    loops = [loop for loop in known if loop.name in wanted]
    click.echo(f"Working: {', '.join(loop.name for loop in loops)}")
    workers.work(loops, clock=clock.current(), url=url, stop=stop)
