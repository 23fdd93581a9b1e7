"""A JSONL file of one's own customers and events: a line with `specversion` is an event, any other a customer."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from tidings.campaigns import public as campaigns
from tidings.people import public as people

SHOWN = 5


def take_in_file(file: Path, *, now: datetime) -> list[str]:
    """Import the customers, then store the events; lines that say what became of them. Doing it again changes nothing."""
    customers, events, refused = parted(file)
    report = people.import_rows(rows=customers, name=file.name, actor="command", now=now)
    for row in people.refused_rows(run_id=report.run_id):
        refused += [refusal(row.line, problem) for problem in row.problems]
    stored = campaigns.store(events=list(readable(events, refused)), now=now)
    summary = [
        f"{file.name}: {report.created} customers new, {report.updated} changed, {report.unchanged} as they were; "
        f"{stored.count('stored')} events stored, {stored.count('duplicate')} known already; {len(refused)} lines refused",
    ]
    return summary + [f"  {line}" for line in refused[:SHOWN]] + (["  ..."] if len(refused) > SHOWN else [])


def parted(
    file: Path,
) -> tuple[list[tuple[int, dict[str, Any]]], list[tuple[int, dict[str, Any]]], list[str]]:
    """Customers and events with their line numbers, and what cannot be read at all."""
    customers, events, refused = [], [], []
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
        except json.JSONDecodeError as wrong:
            refused.append(f"line {number}: not JSON: {wrong.msg} at column {wrong.colno}")
            continue
        if not isinstance(told, dict):
            refused.append(f"line {number}: a customer or an event is an object in braces")
        elif "specversion" in told:
            events.append((number, told))
        else:
            customers.append((number, told))
    return customers, events, refused


def readable(events: list[tuple[int, dict[str, Any]]], refused: list[str]) -> Iterator[campaigns.Incoming]:
    for number, told in events:
        try:
            yield campaigns.read_cloudevent(told)
        except campaigns.EventRefused as wrong:
            refused.extend(refusal(number, problem) for problem in wrong.problems)


def refusal(line: int, problem: people.Problem) -> str:
    mend = problem.mend[:1].upper() + problem.mend[1:]
    return f"line {line}: {problem.field} {problem.says.rstrip('.')}. {mend}."
