"""How long one event takes to become a mail: from "202 accepted" to the SMTP server's own receipt.

Everything runs as `tidings up` runs it: web, worker and mailbox as processes of their own on a database of their own.
Events come one by one at a steady rate whatever the answers take (an open loop), each for another customer. The limit is a
person's: an alert must not wait half a second.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import psycopg
from intake_load import made_key, web

from tidings.channels.email.mailbox import Mailbox
from tidings.ground import clock, postgres

TOPICS = "alerts: {purpose: service, urgency: now, channels: [email], title: {en: Alerts}}"
CAMPAIGN = """
campaign: card-used
topic: alerts
trigger: {event: com.example.card.used, per: use.id}
needs: {use.id: text, use.place: text}
notice:
  en:
    what: "Your card was used in {{ use.place }}."
    means: "If it was you, all is well."
    done: "We have let it through."
    next_steps: [{id: me, says: "It was me", does: confirm}, {id: block, says: "Block it", does: card.block}]
    if_ignored: "Your card goes on working."
strategy: {channels: [email], expires: 4h}
"""
ARRIVES_WITHIN = 30.0  # seconds after the last event; what has not come by then is lost


@dataclass(frozen=True)
class Running:
    """The running system: where events go, with which key, where mail is kept, where rows are."""

    url: str
    key: str
    mailbox: Mailbox
    database_url: str


def run(options: dict[str, str]) -> dict[str, Any]:
    """Percentiles over `seconds` (30) at `rate` (50) events a second, after `warm_up` (5) seconds of the same."""
    rate, seconds = int(options.get("rate", 50)), float(options.get("seconds", 30))
    before = int(float(options.get("warm_up", 5)) * rate)
    count = before + int(seconds * rate)
    with running(count) as system:
        accepted = asyncio.run(post_all(system, count, rate))
        asyncio.run(arrival(system.mailbox, count))
        received = receipts(system)
        repeated = system.mailbox.repeated()
    assert received, "no mail arrived at all"
    waits = sorted(received[id] - accepted[id] for id in list(accepted)[before:] if id in received)
    return {
        "events_per_s": rate,
        "events": count,
        "p50_s": percentile(waits, 50),
        "p95_s": percentile(waits, 95),
        "p99_s": percentile(waits, 99),
        "max_s": round(waits[-1], 4),
        "lost": sum(id not in received for id in accepted),
        "doubled": repeated,
    }


async def post_all(system: Running, count: int, rate: int) -> dict[str, float]:
    """Post the events on their own times; when each was answered with 202, by id."""
    accepted: dict[str, float] = {}
    loop = asyncio.get_running_loop()
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {system.key}"}, timeout=30) as client:

        async def post(number: int, due: float) -> None:
            await asyncio.sleep(due - loop.time())
            answer = await client.post(f"{system.url}/events", json=event(number), headers=STRUCTURED)
            assert answer.status_code == 202, answer.text
            accepted[f"use-{number}"] = clock.now().timestamp()

        began = loop.time() + 0.5
        await asyncio.gather(*(post(number, began + number / rate) for number in range(count)))
    return dict(sorted(accepted.items(), key=lambda each: int(each[0].partition("-")[2])))


STRUCTURED = {"Content-Type": "application/cloudevents+json"}


def event(number: int) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": f"use-{number}",
        "source": "/bench",
        "type": "com.example.card.used",
        "time": clock.now().isoformat(),
        "customer": f"c{number}",
        "data": {"use": {"id": f"use-{number}", "place": "Lisbon"}},
    }


async def arrival(mailbox: Mailbox, count: int) -> None:
    """Wait until as many mails are there as events were sent, or no longer."""
    loop = asyncio.get_running_loop()
    until = loop.time() + ARRIVES_WITHIN
    while mailbox.count() < count and loop.time() < until:
        await asyncio.sleep(0.2)


def receipts(system: Running) -> dict[str, float]:
    """When our mail server kept each event's first mail, by the event's id."""
    with psycopg.connect(system.database_url) as wire:
        events = dict(wire.execute(
            "SELECT o.message_id, e.event_id FROM outreach_outreach o "
            "JOIN outreach_decision d ON d.id = o.decision_id JOIN campaigns_event e ON e.id = d.event_id"
        ).fetchall())  # fmt: skip
    found: dict[str, float] = {}
    for outline, file in zip(system.mailbox.outlines(), system.mailbox.files(), strict=True):
        if outline.message_id in events:
            found.setdefault(events[outline.message_id], file.stat().st_mtime)
    return found


def percentile(waits: list[float], percent: int) -> float:
    return round(waits[min(len(waits) - 1, len(waits) * percent // 100)], 4)


@contextmanager
def running(customers: int) -> Iterator[Running]:
    """The whole system on a fresh database of the embedded server; all of it gone afterwards."""
    from tidings.site import settings

    name = f"tidings_latency_{os.getpid()}"
    with ExitStack() as stack:
        server = stack.enter_context(postgres.running(settings.VAR / "bench"))
        postgres.ensure_database(server, name)
        stack.callback(postgres.drop_database, server, name)
        url, folder = server.url(name), Path(stack.enter_context(tempfile.TemporaryDirectory()))
        site = stack.enter_context(web(url))  # migrates first
        key = made_key(url)
        found_company(customers)
        smtp = stack.enter_context(child("mailbox", "--port", "0", "--folder", str(folder)))
        environment = {"TIDINGS_DATABASE_URL": url, "TIDINGS_SMTP_URL": smtp.split()[1]}
        stack.enter_context(child("work", environment=environment))
        yield Running(site, key, Mailbox(folder), url)


@contextmanager
def child(*arguments: str, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """A command of ours; gives the first line it prints, by which it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "tidings", *arguments],
        env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        ready = process.stdout.readline()
        assert ready, f"tidings {arguments[0]} did not start"
        yield ready
    finally:
        process.terminate()
        process.wait(20)


def found_company(customers: int) -> None:
    from tidings.campaigns import public as campaigns
    from tidings.people import public as people
    from tidings.staff import public as staff

    now = clock.now() - timedelta(days=1)
    staff.save_company(
        actor="command", now=now, name="Example Bank", sender_email="alerts@bank.example", second_person=False
    )
    campaigns.sync_topics(text=TOPICS, actor="command", now=now)
    campaigns.launch(text=CAMPAIGN, actor="command", now=now)
    records = ((line, customer(line)) for line in range(customers))
    people.import_rows(rows=records, name="bench", actor="command", now=now)


def customer(number: int) -> dict[str, Any]:
    return {
        "id": f"c{number}",
        "name": f"Person {number}",
        "email": f"c{number}@example.com",
        "zone": "UTC",
        "relationship": "customer",
    }
