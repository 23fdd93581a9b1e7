"""How long an urgent notice waits behind a full queue: from its row in the database to its hand-over to the server.

Two workers as `tidings work` runs them empty a queue of ordinary messages by email, as fast as they can, all the while.
Urgent ones are put in one by one, each for another customer; the clock stops at the first look at which its attempt is on
record as accepted by the server, so the record's own time is in the figure.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import delivery_mail
import delivery_shop as shop
import psycopg
from late_shop import own_database

LOOPS = "urgent,deliver"


def run(options: dict[str, str]) -> dict[str, Any]:
    """Percentiles over `alerts` (300), `pause` (0.1) seconds apart, behind `queued` (1,000,000), with `workers` (2)."""
    queued, alerts = int(options.get("queued", 1_000_000)), int(options.get("alerts", 300))
    with own_database("overtaking") as url, delivery_mail.sink() as sink:
        shop.found_company()
        shop.make_due(url, queued, cause="newsletter")
        shop.tidied(url)
        with workers(int(options.get("workers", 2)), url, {"TIDINGS_SMTP_URL": sink.url}):
            busy(url, sink)
            before = waiting(url)
            began = time.perf_counter()
            waits = sorted(alerted(url, alerts, float(options.get("pause", 0.1))))
            seconds, after = time.perf_counter() - began, waiting(url)
    assert after > 0, "the queue was empty before the end: give --queued a larger number"
    return {
        "p99_s": percentile(waits, 99),
        "p50_s": percentile(waits, 50),
        "max_s": round(waits[-1], 3),
        "alerts": len(waits),
        "queued_at_start": before,
        "ordinary_per_s": round((before - after) / seconds),
    }


@contextmanager
def workers(count: int, url: str, environment: Mapping[str, str]) -> Iterator[None]:
    """Workers of our own command on this database."""
    settings = {**os.environ, **environment, "TIDINGS_DATABASE_URL": url, "TIDINGS_SECRET_KEY": "k" * 40}
    line = [sys.executable, "-m", "tidings", "work", "--loops", LOOPS]
    ours = [subprocess.Popen(line, env=settings, stdout=subprocess.DEVNULL) for _ in range(count)]
    try:
        yield
    finally:
        for process in ours:
            process.terminate()
        for process in ours:
            process.wait(60)


def busy(url: str, sink: delivery_mail.Sink) -> None:
    """Wait until the workers are at it."""
    for _ in range(1_800):
        if sink.taken() > 1_000:
            return
        time.sleep(0.1)
    raise SystemExit("the workers send nothing")


ALERT = """
WITH found AS (
    SELECT c.id AS campaign, max(v.id) AS version FROM campaigns_campaign c JOIN campaigns_campaignversion v
        ON v.campaign_id = c.id WHERE c.name = 'alert' GROUP BY c.id
), decided AS (
    INSERT INTO outreach_decision (campaign_id, version_id, customer_id, cause, verdict, reasons, channel, seen, at)
    SELECT campaign, version, %(customer)s, 'alert', 'contact', '{}', 'email', '{}', %(now)s FROM found
    RETURNING *
)
INSERT INTO outreach_outreach (decision_id, campaign_id, version_id, customer_id, topic, purpose, urgency, language, data,
    code, channel, address, zones, created_at, due_at, expires_at)
SELECT id, campaign_id, version_id, customer_id, 'alerts', 'service', 'now', 'en',
    '{"order": {"id": "alert", "place": "Lisbon"}}', upper(substr(md5('alert' || id), 1, 12)), 'email',
    'c' || customer_id || '@example.com', ARRAY[%(zone)s], %(now)s, %(now)s, %(now)s + interval '4 hours'
FROM decided RETURNING id
"""


def alerted(url: str, alerts: int, pause: float) -> Iterator[float]:
    """Seconds each alert took, one after the other, each for another customer."""
    from tidings.ground import clock

    with psycopg.connect(url, autocommit=True) as wire:
        for customer in range(1, alerts + 1):
            now = clock.now()
            began = time.perf_counter()
            values = {"customer": customer, "now": now, "zone": shop.noon(now)}
            row = wire.execute(ALERT, values).fetchone()
            wire.execute("NOTIFY tidings_outreach")  # as whoever decides does
            while not handed_over(wire, row):
                time.sleep(0.005)
            yield time.perf_counter() - began
            time.sleep(pause)


def handed_over(wire: psycopg.Connection[Any], row: Any) -> bool:
    found = wire.execute("SELECT state FROM outreach_outreach WHERE id = %s", row).fetchone()
    assert found in (("pending",), ("sending",), ("sent",)), f"an alert is {found}"
    return found == ("sent",)


def waiting(url: str) -> int:
    with psycopg.connect(url) as wire:
        row = wire.execute("SELECT count(*) FROM outreach_outreach WHERE state = 'pending'").fetchone()
    assert row is not None
    return int(row[0])


def percentile(waits: list[float], percent: float) -> float:
    return round(waits[min(len(waits) - 1, int(len(waits) * percent / 100))], 3)
