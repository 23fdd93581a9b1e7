"""`tidings snapshot`: everyone's facts about one topic, as a file to plan from."""

from pathlib import Path

import click

from tidings.site.written_files import WRITTEN


@click.command("snapshot")
@click.argument("topic")
@click.option("--out", type=WRITTEN, required=True, help="The Parquet file to write.")
def command(topic: str, out: Path) -> None:
    """Write what is known of every customer about TOPIC; `tidings plan` reads it as an audience."""
    from tidings.site import setup

    with setup.database(migrate=True):
        from tidings.campaigns import public as campaigns
        from tidings.ground import clock
        from tidings.outreach import public as outreach

        card = next((each for each in campaigns.topics() if each.name == topic), None)
        if card is None:
            raise click.ClickException(f"There is no topic {topic}. See topics.yaml.")
        rows = outreach.write_snapshot(topic=topic, purpose=card.purpose, path=out, now=clock.now())
        click.echo(f"{rows:,} customers in {out}")
