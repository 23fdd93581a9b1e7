"""What the commands of plans show: the rehearsal's figures, progress, what came of it."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from tidings.core.reasons import words

if TYPE_CHECKING:
    from tidings.outreach.public import PlanCard

SAID = {
    "contact": "contacted at once",
    "later": "contacted later",
    "digest": "in a digest",
    "hold_out": "held out",
    "refuse": "not contacted",
}


def show_json(*cards: "PlanCard") -> None:
    """The runs as JSON: one alone, several as a list."""
    shown = [asdict(card) for card in cards]
    click.echo(json.dumps(shown[0] if len(shown) == 1 else shown, indent=2, default=str))


def show_rehearsal(card: "PlanCard") -> None:
    """Who, when and how; who not and why."""
    tally = card.rehearsal
    click.echo(f"Plan {card.id}: {card.campaign} version {card.version} for {card.audience}")
    click.echo(
        f"{card.rows:,} customers; {card.refused:,} lines are not part of it (tidings plans problems {card.id})"
    )
    if not tally:
        return
    for verdict, count in sorted(tally["verdicts"].items(), key=lambda one: -one[1]):
        click.echo(f"  {count:>12,}  {SAID.get(verdict, verdict)}")
    show_days(tally["days"])
    show_reasons(tally)


def show_days(days: Mapping[str, Mapping[str, int]]) -> None:
    if not days:
        return
    channels = sorted({channel for counts in days.values() for channel in counts})
    table = Table("Day", *channels)
    for day, counts in days.items():
        table.add_row(day, *(f"{counts.get(channel, 0):,}" for channel in channels))
    Console().print(table)


def show_reasons(tally: Mapping[str, Any]) -> None:
    table = Table("Verdict", "Reason", "Customers", "For example")
    for verdict, counts in tally["reasons"].items():
        for code, count in sorted(counts.items(), key=lambda one: -one[1]):
            names = ", ".join(tally["samples"].get(f"{verdict}:{code}", [])[:3])
            table.add_row(SAID.get(verdict, verdict), words(code), f"{count:,}", names)
    Console().print(table)


def show_outcome(card: "PlanCard") -> None:
    """How far the writing is."""
    click.echo(
        f"Plan {card.id} is {card.state}: {card.written:,} decided, {card.contacts:,} of them outreaches."
    )
    if card.state == "writing":
        click.echo(f"A worker is at it; `tidings plans show {card.id}` says how far it is.")
    if again := card.outcome["read_again"]:
        click.echo(f"{again:,} customers had changed since the file was made and were read again.")


def show_plans(cards: "list[PlanCard]") -> None:
    table = Table("Plan", "Campaign", "Audience", "State", "Customers", "Decided", "Outreaches")
    for card in cards:
        figures = (f"{number:,}" for number in (card.rows, card.written, card.contacts))
        table.add_row(str(card.id), card.campaign, card.audience, card.state, *figures)
    Console().print(table)


def planned(card: "PlanCard") -> str:
    """What writing the run would write."""
    found = card.rehearsal["verdicts"]
    outreaches = f"{found.get('contact', 0) + found.get('later', 0):,} outreaches"
    return f"{outreaches} and {told:,} pieces of digests" if (told := found.get("digest", 0)) else outreaches


@contextmanager
def progress(card: "PlanCard") -> Iterator[Callable[[int], None]]:
    """A bar on the screen; nothing where nobody looks."""
    bar = Progress(
        TextColumn("Writing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), disable=not sys.stderr.isatty(),
    )  # fmt: skip
    with bar:
        task = bar.add_task("", total=card.rows, completed=card.written)
        yield lambda rows: bar.advance(task, rows)
