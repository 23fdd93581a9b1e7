"""What a replay leaves behind for others to recount: the messages as received, the events, decisions and outreaches."""

import json
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tidings.campaigns import public as campaigns
from tidings.channels.email.sink import Mailbox
from tidings.outreach.public import every_decision, every_outreach

# Written here a second time on purpose: the count must not trust the rule it counts (src/tidings/packs).
OPENS, CLOSES = time(8), time(21)

Line = dict[str, Any]


def decision_lines() -> list[Line]:
    """event, customer, campaign, verdict, reasons, zones, at; and the order it is about, where there is one."""
    return [{"order": order_of(line.thread), **plain(asdict(line))} for line in every_decision()]


def outreach_lines() -> list[Line]:
    """order, customer, campaign, decided_at, due_at, sent_at, message_id, zones, state and reason."""
    lines = []
    for line in every_outreach():
        told = plain(asdict(line))
        data = told.pop("data")
        lines.append({"order": data.get("order", {}).get("id", ""), **told})
    return lines


def order_of(thread: str) -> str:
    path, _, value = thread.partition("=")
    return value if path == "order.id" else ""


def figures(decisions: list[Line], outreaches: list[Line], mailbox: Mailbox) -> Line:
    """The figures every example has, counted from the lines and the mailbox."""
    received = Counter(mailbox.message_ids())
    sent = [line for line in outreaches if line["sent_at"]]
    return {
        "decisions": len(decisions),
        "decisions_by_verdict": dict(Counter(line["verdict"] for line in decisions)),
        "decisions_by_reason": dict(Counter(reason for line in decisions for reason in line["reasons"])),
        "outreaches": len(outreaches),
        "outreaches_by_state": dict(Counter(line["state"] for line in outreaches)),
        "sent": len(sent),
        "received": len(received),
        "sent_but_not_received": sum(line["message_id"] not in received for line in sent),
        "outside_hours": sum(outside(line) for line in sent),
        "duplicates": distinct_beyond_one(mailbox),
        "repeated_handovers": sum(times - 1 for times in received.values()),
        "superseded": sum(line["state"] == "withdrawn" for line in outreaches),
    }


def outside(line: Line) -> bool:
    """Whether a message went out while some zone the customer may be in was outside the company's hours."""
    if line["urgency"] == "now" or line["purpose"] == "emergency":
        return False
    sent = datetime.fromisoformat(line["sent_at"])
    return not line["zones"] or any(
        not OPENS <= sent.astimezone(ZoneInfo(zone)).time() < CLOSES for zone in line["zones"]
    )


def distinct_beyond_one(mailbox: Mailbox) -> int:
    """Distinct messages per outreach beyond one, told by the check code in each message."""
    by_code: dict[str, set[str]] = {}
    for message in mailbox.outlines():
        by_code.setdefault(message.code, set()).add(message.message_id)
    return sum(len(ids) - 1 for ids in by_code.values())


def write_out(out: Path, decisions: list[Line], outreaches: list[Line], mailbox: Mailbox) -> None:
    """Write messages/*.eml, events.jsonl, decisions.jsonl and outreaches.jsonl into `out`."""
    messages = out / "messages"
    shutil.rmtree(messages, ignore_errors=True)
    messages.mkdir(parents=True)
    for file in mailbox.files():
        shutil.copyfile(file, messages / file.name)
    write_lines(out / "decisions.jsonl", decisions)
    write_lines(out / "outreaches.jsonl", outreaches)
    write_lines(out / "events.jsonl", (plain(asdict(event)) for event in campaigns.every_event()))


def write_lines(file: Path, lines: Iterable[Line]) -> None:
    with file.open("w", encoding="utf-8") as text:
        text.writelines(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines)


def plain(line: Line) -> Line:
    """The line with its moments as RFC 3339 text."""
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in line.items()}
