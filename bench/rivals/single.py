"""One event's decision, with all it reads from PostgreSQL: the event path's own reading, weighing and kernel, nothing written."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from late_shop import CAMPAIGN, TOPICS, own_database

NOW = datetime(2026, 7, 1, 15, tzinfo=UTC)
ZONES = ("America/New_York", "America/Chicago", "America/Los_Angeles", "Europe/London", "Europe/Paris")


def single(events: int, customers: int) -> dict[str, float]:
    """Milliseconds a decision, each for another customer, after a warm-up of fifty."""
    with company(customers):
        taken = sorted(timed(events + 50)[50:])
    return {f"p{percent}_ms": round(taken[len(taken) * percent // 100] * 1000, 3) for percent in (50, 95, 99)}


def timed(events: int) -> list[float]:
    """Seconds for each event."""
    import tidings.outreach.public as outreach

    found = []
    for trigger in triggers(events):
        began = time.monotonic()
        decided = outreach.decide_one(trigger=trigger, now=NOW)
        found.append(time.monotonic() - began)
        assert decided is not None and decided.case.wanted, "nothing was decided"
    return found


def triggers(events: int) -> Iterator[Any]:
    from django.db import connection

    import tidings.campaigns.public as campaigns

    with connection.cursor() as cursor:
        cursor.execute("SELECT campaign_id, id FROM campaigns_campaignversion LIMIT 1")
        campaign, version = cursor.fetchone()
        cursor.execute("SELECT id FROM people_customer ORDER BY hashint8(id) LIMIT %s", [events])
        customers = [id for (id,) in cursor.fetchall()]
    for n, customer in enumerate(customers):
        yield campaigns.Trigger(
            campaign_id=campaign, version_id=version, customer_id=customer, event_id=n, cause=f"late:{n}",
            thread="", data={"order": {"id": str(n)}}, at=NOW,
        )  # fmt: skip


@contextmanager
def company(customers: int) -> Iterator[None]:
    """A company with customers, on a database of its own."""
    with own_database("decide"):
        found_company(customers)
        yield


def found_company(customers: int) -> None:
    from tidings.campaigns import public as campaigns
    from tidings.people import public as people
    from tidings.staff import public as staff

    before = NOW - timedelta(days=1)
    staff.save_company(
        actor="command",
        now=before,
        name="Example Shop",
        sender_email="news@shop.example",
        second_person=False,
    )
    campaigns.sync_topics(text=TOPICS, actor="command", now=before)
    campaigns.launch(text=CAMPAIGN, actor="command", now=before)
    records = ((line, customer(line)) for line in range(customers))
    people.import_rows(rows=records, name="bench", actor="command", now=before)


def customer(number: int) -> dict[str, Any]:
    return {
        "id": f"c{number}",
        "name": f"Person {number}",
        "email": f"c{number}@example.com",
        "zone": ZONES[number % len(ZONES)],
        "relationship": "customer",
    }
