"""`tidings push-key`: a new private key for Web Push."""

import click


@click.command("push-key")
def command() -> None:
    """Make the key that browsers know the company by; state it once and keep it."""
    from tidings.channels.push.keys import new_key

    click.echo(f"TIDINGS_VAPID_KEY={new_key()}")
