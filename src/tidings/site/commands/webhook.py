"""`tidings webhook`: which of the company's systems hear what customers answered and what became of an outreach."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from tidings.site.setup import database

ACTOR = "command"


@click.group("webhook")
def command() -> None:
    """Add, list, enable and remove the addresses that are told by signed webhooks; tell them again."""


@contextmanager
def ready() -> Iterator[None]:
    """The database ready; what is refused ends the command with its words and the mend."""
    with database(migrate=True):
        from tidings.ground.webhooks import EndpointRefused

        try:
            yield
        except EndpointRefused as refused:
            raise click.ClickException(f"{refused}; {refused.mend}") from refused


@command.command("add")
@click.argument("url")
@click.option(
    "--topic", "topics", multiple=True, help="Only this; can be given several times. Default: everything."
)
def add(url: str, topics: tuple[str, ...]) -> None:
    """Tell the address URL. Only the secret its messages are signed with goes to standard output."""
    with ready():
        from tidings.ground import clock, webhooks

        endpoint = webhooks.add_endpoint(url=url, topics=topics, now=clock.now())
        noted("webhook.added", endpoint.url)
        click.echo(f"Endpoint {endpoint.id} hears of {', '.join(endpoint.topics) or 'everything'}:", err=True)
        click.echo(endpoint.secret)


@command.command("list")
def list_endpoints() -> None:
    """Every endpoint, without its secret."""
    with ready():
        from rich.console import Console
        from rich.table import Table

        from tidings.ground import webhooks

        table = Table("endpoint", "address", "hears of", "state", "why")
        for one in webhooks.endpoints():
            table.add_row(str(one.id), one.url, ", ".join(one.topics) or "everything", one.state, one.reason)
        Console().print(table)


@command.command("enable")
@click.argument("endpoint", type=int)
def enable(endpoint: int) -> None:
    """Try a disabled endpoint again; what waited for it goes out."""
    with ready():
        from tidings.ground import webhooks

        webhooks.enable_endpoint(id=endpoint)
        noted("webhook.enabled", str(endpoint))
        click.echo(f"Endpoint {endpoint} is active.")


@command.command("new-secret")
@click.argument("endpoint", type=int)
def new_secret(endpoint: int) -> None:
    """Sign with another secret from now on, and for a day with the one before it, too. Only the secret goes to standard output."""
    with ready():
        from tidings.ground import clock, webhooks

        renewed = webhooks.renew_secret(id=endpoint, now=clock.now())
        noted("webhook.secret_renewed", str(endpoint))
        click.echo(f"For a day both secrets sign what {renewed.url} is told:", err=True)
        click.echo(renewed.secret)


@command.command("remove")
@click.argument("endpoint", type=int)
def remove(endpoint: int) -> None:
    """Forget an endpoint and everything that waited for it."""
    with ready():
        from tidings.ground import webhooks

        webhooks.remove_endpoint(id=endpoint)
        noted("webhook.removed", str(endpoint))
        click.echo(f"Endpoint {endpoint} is forgotten.")


@command.command("messages")
@click.argument("endpoint", type=int)
@click.option("--state", type=click.Choice(("pending", "delivered", "failed")), help="Only these.")
@click.option("--limit", default=50, show_default=True, help="How many, the newest first.")
def list_messages(endpoint: int, state: str | None, limit: int) -> None:
    """What an endpoint was told, or still is: the failed ones are dead letters."""
    with ready():
        from rich.console import Console
        from rich.table import Table

        from tidings.ground import webhooks

        table = Table("message", "type", "of", "state", "tries", "last answer", "queued")
        for one in webhooks.messages(endpoint=endpoint, state=state or "", limit=limit):
            queued = f"{one.created_at:%Y-%m-%d %H:%M:%S}"
            table.add_row(
                str(one.id), one.topic, one.ordering_key, one.state, str(one.tries), one.last_status, queued
            )
        Console().print(table)


@command.command("replay")
@click.argument("endpoint", type=int)
@click.option("--message", "ids", type=int, multiple=True, help="Only this; can be given several times.")
@click.option("--state", type=click.Choice(("failed", "delivered")), default="failed", show_default=True)
@click.option("--since", type=click.DateTime(), help="Only those queued since then (UTC).")
def replay(endpoint: int, ids: tuple[int, ...], state: str, since: datetime | None) -> None:
    """Tell an endpoint its failed messages again, under the ids they had. A disabled endpoint is enabled first."""
    with ready():
        from tidings.ground import clock, webhooks

        webhooks.enable_endpoint(id=endpoint)
        at = since.replace(tzinfo=UTC) if since else None
        count = webhooks.replay(ids=ids or None, endpoint=endpoint, since=at, state=state, now=clock.now())
        noted("webhook.replayed", str(endpoint))
        click.echo(f"{count:,} told again.")


def noted(action: str, which: str) -> None:
    from tidings.ground import clock
    from tidings.staff.public import record

    record(actor=ACTOR, action=action, object=which, now=clock.now())
