"""`tidings bench`: measures one part of the product against a named rival or limit, in the same run."""

import importlib.util
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import click

BENCHES = Path(__file__).resolve().parents[4] / "bench"


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("name")
@click.option("--json", "in_json", is_flag=True, help="Print the figures as JSON.")
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def command(name: str, in_json: bool, options: Sequence[str]) -> None:
    """Run bench/NAME.py and print its figures; OPTIONS such as `--rounds 5` are its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.site.settings")
    figures = bench(name).run(pairs(options))
    click.echo(json.dumps(figures, indent=2) if in_json else "\n".join(lines(figures)))


def bench(name: str) -> ModuleType:
    file = BENCHES / f"{name.replace('-', '_')}.py"
    if not file.exists():
        known = sorted(each.stem for each in BENCHES.glob("[a-z]*.py"))
        raise click.ClickException(f"There is no benchmark {name}. Choose from: {', '.join(known)}.")
    sys.path.insert(0, str(BENCHES))  # a benchmark may have a second file beside it
    spec = importlib.util.spec_from_file_location(f"bench_{file.stem}", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pairs(options: Sequence[str]) -> dict[str, str]:
    """`--rounds 5` as {"rounds": "5"}."""
    names, values = options[::2], options[1::2]
    if len(names) != len(values) or not all(name.startswith("--") for name in names):
        raise click.ClickException(f"Write options as --NAME VALUE, not {' '.join(options)}.")
    return {name[2:].replace("-", "_"): value for name, value in zip(names, values, strict=True)}


def lines(figures: Any, path: str = "") -> list[str]:
    if not isinstance(figures, dict):
        return [f"{path:<32} {figures}"]
    return [line for name, value in figures.items() for line in lines(value, f"{path}.{name}".lstrip("."))]
