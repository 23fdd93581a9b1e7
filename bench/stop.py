"""How long a customer's stop takes until no queue holds anything of theirs, among a million messages that wait.

Each stop is what the portal, the API and an answered STOP call: `conversations.stop` for everything, for one topic on
one channel, or for one address. It is measured from the call to the moment when a look from another connection finds
nothing of theirs that is pending, claimed or waiting in a digest. A worker claims and sends what is due all the while:
whatever it hands over more than a second after a stop is counted as `sent_after_stop`.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from late_shop import CAMPAIGN, TOPICS, own_database

NOW = datetime(2026, 7, 1, 15, tzinfo=UTC)
EACH = 10  # pending messages a customer


def run(options: dict[str, str]) -> dict[str, Any]:
    """Percentiles over `stops` (300) stops among `pending` (1,000,000) messages."""
    pending, stops = int(options.get("pending", 1_000_000)), int(options.get("stops", 300))
    with own_database("stop") as url:
        fill(url, pending)
        return measured(url, pending, stops)


CUSTOMERS = """
INSERT INTO people_customer (external_id, name, language, relationship, zones, created_at, updated_at)
SELECT 'c' || n, 'Person ' || n, 'en', 'customer', '{UTC}', %(now)s, %(now)s
FROM generate_series(1, %(customers)s::int) n
"""
POINTS = """
INSERT INTO people_contactpoint (customer_id, channel, address)
SELECT id, 'email', external_id || '@example.com' FROM people_customer
"""
DECISIONS = """
INSERT INTO outreach_decision (campaign_id, version_id, customer_id, cause, verdict, reasons, channel, earliest,
    seen, at)
SELECT %(campaign)s, %(version)s, c.id, 'plan:' || n, 'contact', '{within_hours}', 'email', %(now)s, '{}', %(now)s
FROM people_customer c, generate_series(1, %(each)s::int) n
"""
# One in ten is due now, so that the worker has its hands full; the rest waits for tomorrow.
OUTREACHES = """
INSERT INTO outreach_outreach (decision_id, campaign_id, version_id, customer_id, topic, purpose, language, data, code,
    channel, address, zones, created_at, due_at, expires_at)
SELECT d.id, d.campaign_id, d.version_id, d.customer_id, 'deliveries', 'service', 'en', '{"order": {"id": "o1"}}',
    'code' || d.id, 'email', c.external_id || '@example.com', '{UTC}', %(now)s,
    CASE WHEN d.cause = 'plan:1' THEN %(now)s ELSE %(later)s END, %(later)s + interval '2 days'
FROM outreach_decision d JOIN people_customer c ON c.id = d.customer_id
"""


def fill(url: str, pending: int) -> None:
    """A company, `pending` / 10 customers and ten messages for each."""
    from tidings.campaigns import public as campaigns
    from tidings.staff import public as staff

    staff.save_company(
        actor="command",
        now=NOW,
        name="Shop",
        sender_email="news@shop.example",
        second_person=False,
        policy={"unknown_zone": {"service": "company"}, "unknown_place": {"service": "company"}},
    )
    campaigns.sync_topics(text=TOPICS, actor="command", now=NOW)
    campaigns.launch(text=CAMPAIGN, actor="command", now=NOW)
    with psycopg.connect(url, autocommit=True) as wire:
        [campaign, version] = wire.execute("SELECT campaign_id, id FROM campaigns_campaignversion").fetchone()
        values = {"now": NOW, "later": NOW + timedelta(days=1), "each": EACH, "customers": pending // EACH}
        for statement in (CUSTOMERS, POINTS, DECISIONS, OUTREACHES):
            wire.execute(statement, values | {"campaign": campaign, "version": version})
        wire.execute("VACUUM ANALYZE")


def measured(url: str, pending: int, stops: int) -> dict[str, Any]:
    """Stops one after the other, of people all over the queue, while a worker sends."""
    customers = pending // EACH
    who = [1 + n * customers // stops for n in range(stops)]
    with sending() as sent, psycopg.connect(url, autocommit=True) as wire:
        ids = dict(wire.execute("SELECT external_id, id FROM people_customer").fetchall())
        waits, ended = [], {}
        for turn, number in enumerate(who):
            waits.append(one_stop(wire, ids[f"c{number}"], f"c{number}@example.com", turn))
            ended[f"c{number}@example.com"] = time.monotonic()
        time.sleep(1.5)
        left = wire.execute("SELECT count(*) FROM outreach_outreach WHERE state = 'pending'").fetchone()[0]
    late = [to for to, at in sent.messages if at > ended.get(to, at) + 1]
    waits.sort()
    return {
        "pending": pending,
        "still_pending": left,
        "stops": stops,
        "p50_s": percentile(waits, 50),
        "p99_s": percentile(waits, 99),
        "max_s": round(waits[-1], 4),
        "sent_meanwhile": len(sent.messages),
        "sent_after_stop": len(late),
    }


LEFT = """
SELECT count(*) FROM outreach_outreach
WHERE customer_id = %s AND state IN ('pending', 'sending') AND withdrawn_at IS NULL
"""


def one_stop(wire: psycopg.Connection[Any], customer: int, address: str, turn: int) -> float:
    """Seconds from the stop to the moment when nothing of theirs is left."""
    from tidings.conversations import public as conversations

    began = time.monotonic()
    match turn % 3:
        case 0:
            conversations.stop(customer_id=customer, scope="all", by="bench", now=NOW)
        case 1:
            conversations.stop(
                customer_id=customer, scope="topic:deliveries", channel="email", by="bench", now=NOW
            )
        case _:
            conversations.stop_address(channel="email", address=address, by="bench", now=NOW)
    while wire.execute(LEFT, [customer]).fetchone()[0]:
        time.sleep(0.005)
    return time.monotonic() - began


def percentile(waits: Sequence[float], percent: int) -> float:
    return round(waits[min(len(waits) - 1, len(waits) * percent // 100)], 4)


@dataclass
class Sent:
    """Whom the worker wrote to, and when (monotonic seconds)."""

    messages: list[tuple[str, float]] = field(default_factory=list)

    def send(self, message: Any) -> Any:
        from tidings.channels.contract import Outcome

        self.messages.append((message.to, time.monotonic()))
        return Outcome(state="accepted")

    def close(self) -> None:
        """Nothing is open."""


@contextmanager
def sending() -> Iterator[Sent]:
    """The real delivery loop on a thread of its own; only the last step, the network, is ours."""
    from django.db import connection

    from tidings.ground.clock import SimulatedClock
    from tidings.outreach import public as outreach

    sent, over = Sent(), threading.Event()
    [deliver] = [loop for loop in outreach.loops(channels={"email": lambda: sent}) if loop.name == "deliver"]

    def work() -> None:
        clock = SimulatedClock(NOW)
        while not over.is_set():
            if not deliver.step(clock):
                time.sleep(0.01)
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield sent
    finally:
        over.set()
        worker.join(30)
