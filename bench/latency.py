"""How long one event takes to become a mail: from its acceptance to the SMTP server's own receipt.

Everything runs as `tidings up` runs it: web, worker and mailbox as processes of their own on a database of their own.
Events come one by one at a steady rate whatever the answers take (an open loop), each for another customer. The limit is a
person's: an alert must not wait half a second. The event's time is the one the intake stored with it, a moment before it
answered 202, so that a slow client cannot make the figures look better.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
from intake_load import Client, made_key, web

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
        accepted = post_all(system, count, rate)
        arrival(system.mailbox, count)
        found, repeated = waits_of(system), system.mailbox.repeated()
    assert found, "no mail arrived at all"
    waits = sorted(found[id] for id in accepted[before:] if id in found)
    return {
        "events_per_s": rate,
        "events": count,
        "p50_s": percentile(waits, 50),
        "p95_s": percentile(waits, 95),
        "p99_s": percentile(waits, 99),
        "max_s": round(waits[-1], 4),
        "lost": sum(id not in found for id in accepted),
        "doubled": repeated,
    }


def post_all(system: Running, count: int, rate: int) -> list[str]:
    """Post the events, each at its own time; the ids that were answered with 202."""
    mine, began = threading.local(), time.monotonic() + 0.5

    def post(number: int) -> str:
        client = mine.__dict__.setdefault("client", None) or Client(system)
        mine.client = client
        client.post(json.dumps(event(number)).encode(), "application/cloudevents+json")
        return f"use-{number}"

    with ThreadPoolExecutor(32) as senders:
        posted = []
        for number in range(count):
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
            posted.append(senders.submit(post, number))
        return [each.result() for each in posted]


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


def arrival(mailbox: Mailbox, count: int) -> None:
    """Wait until as many mails are there as events were sent, or no longer."""
    until = time.monotonic() + ARRIVES_WITHIN
    while mailbox.count() < count and time.monotonic() < until:
        time.sleep(0.2)


def waits_of(system: Running) -> dict[str, float]:
    """Seconds from each event's acceptance to its first mail's receipt, by the event's id."""
    with psycopg.connect(system.database_url) as wire:
        rows = wire.execute(
            "SELECT o.message_id, e.event_id, e.received_at FROM outreach_outreach o "
            "JOIN outreach_decision d ON d.id = o.decision_id JOIN campaigns_event e ON e.id = d.event_id"
        ).fetchall()
    events = {message_id: (id, at.timestamp()) for message_id, id, at in rows}
    found: dict[str, float] = {}
    for outline, file in zip(system.mailbox.outlines(), system.mailbox.files(), strict=True):
        if outline.message_id in events:
            id, accepted = events[outline.message_id]
            found.setdefault(id, file.stat().st_mtime - accepted)
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
        environment = {
            "TIDINGS_DATABASE_URL": url,
            "TIDINGS_SMTP_URL": smtp.split()[1],
            "TIDINGS_SECRET_KEY": secrets.token_urlsafe(48),
        }
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
        actor="command",
        now=now,
        name="Example Bank",
        sender_email="alerts@bank.example",
        second_person=False,
        policy={"unknown_zone": {"service": "company"}, "unknown_place": {"service": "company"}},
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
