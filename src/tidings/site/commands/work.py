"""`tidings work`: the loops that decide, deliver, take up what comes back and tell the company's own systems."""

import signal
import threading
from contextlib import nullcontext

import click

LOOPS = (
    "decide",
    "plan",
    "digest",
    "urgent",
    "deliver",
    "next-channel",
    "reconcile",
    "take-over",
    "sweep",
    "evidence",
    "inbound",
    "say",
    "checks",
    "listen",
    "webhooks",
    "learn",
    "urgency",
)


@click.command("work")
@click.option(
    "--loops",
    default=",".join(LOOPS),
    show_default=True,
    help="Which loops to run here; any number of workers may share the work.",
)
def command(loops: str) -> None:
    """Decide, deliver, take up what comes back and send webhooks until Ctrl-C or SIGTERM; what is under way is finished first."""
    wanted = [name.strip() for name in loops.split(",") if name.strip()]
    if unknown := sorted(set(wanted) - set(LOOPS)):
        raise click.UsageError(f"There is no loop {unknown[0]}. Use some of: {', '.join(LOOPS)}.")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    from tidings.site import setup

    setup.insist_on_a_secret_key()
    with setup.database(migrate=True, patiently=stop.wait) as url:
        run(wanted, url, stop)


def run(wanted: list[str], url: str, stop: threading.Event) -> None:
    from tidings.conversations import public as conversations
    from tidings.ground import clock, garbage, webhooks, workers
    from tidings.insight import public as insight
    from tidings.outreach import public as outreach

    ours = [*outreach.loops(stopping=stop.is_set), *conversations.loops()]
    known = [*ours, webhooks.loop(), insight.loop(), insight.urgency_loop()]
    loops = [loop for loop in known if loop.name in wanted]
    click.echo(f"Working: {', '.join(wanted)}")
    listening = conversations.Holding(clock=clock.current(), url=url) if "listen" in wanted else nullcontext()
    garbage.keep_what_is_loaded()
    with listening:
        workers.work(loops, clock=clock.current(), url=url, stop=stop)
