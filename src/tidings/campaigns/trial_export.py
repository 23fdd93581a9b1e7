"""A trial's answers as a table: one row for each panellist and version, as it came and as it was scored."""

import csv
import json
from io import StringIO
from typing import Any, Literal

from tidings.campaigns.trial_cards import ReplyLine
from tidings.campaigns.trials import trial_lines

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def trial_export(*, id: int, kind: Literal["csv", "json"]) -> str:
    """Every answer in the order it came; raises `NoSuchTrial`."""
    rows = [row(each) for each in trial_lines(id=id)]
    if kind == "json":
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    written = StringIO()
    if rows:
        table = csv.DictWriter(written, list(rows[0]))
        table.writeheader()
        table.writerows({name: plain(value) for name, value in each.items()} for each in rows)
    return written.getvalue()


def row(line: ReplyLine) -> dict[str, Any]:
    marks = {f"statement_{number}": mark for number, mark in enumerate(line.reply.marks, start=1)}
    return {
        "panellist": line.panellist,
        "name": line.name,
        "version": line.version,
        "seen_first": line.first,
        "at": line.at.isoformat(),
        "step": line.reply.step,
        **marks,
        "question": line.reply.question,
        "genuine": line.reply.genuine,
        "understood": line.heard.understood,
        "would_act": line.heard.acts,
        "would_call": line.heard.calls,
        "would_doubt": line.heard.doubts,
    }


def plain(value: Any) -> Any:
    """A spreadsheet must not take a panellist's words for a formula (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(BEGINS_A_FORMULA) else value
