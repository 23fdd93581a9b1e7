"""`tidings doctor`: what works here and what is missing."""

import json
from dataclasses import asdict

import click


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a check.")
def command(as_json: bool) -> None:
    """Say what works here, what is missing and what mends it. Ends with 1 when something needed is missing."""
    from tidings.site.doctor import checks

    found = checks()
    if as_json:
        click.echo(json.dumps([asdict(check) for check in found], indent=2))
    else:
        for check in found:
            click.echo(
                f"{'ok' if check.ok else 'MISSING' if check.needed else 'absent':<8}{check.name:<20}{check.says}"
            )
            if not check.ok and check.mend:
                click.echo(f"{'':<28}mend: {check.mend}")
    raise SystemExit(any(check.needed and not check.ok for check in found))
