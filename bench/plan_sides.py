"""The two sides of the bench of plans: ours from Parquet to rows, and COPY of the very bytes we would write.

Each runs in a process of its own, so that its peak of memory is its own.
"""

import os
import resource
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg

TOPICS = "offers: {purpose: service, urgency: normal, channels: [email], title: {en: Offers, pt: Ofertas}}"
CAMPAIGN = """
campaign: spring
topic: offers
trigger: plan
needs: {offer.name: text, offer.place: text}
notice:
  en:
    what: "{{ offer.name }} would suit you better, at {{ offer.place }}."
    means: "You would pay less for what you use."
    done: "We have kept a place for you."
    next_steps: [{id: change, says: "Change my plan", does: confirm}]
    if_ignored: "Nothing changes."
strategy: {channels: [email], expires: 7d}
holdout: 5%
"""
EMPTY = "TRUNCATE outreach_planpart, outreach_planproblem, outreach_planrun, outreach_outreach, outreach_decision CASCADE"


def told(work: Callable[..., Any], *values: Any) -> Any:
    """The work's answer; its error as text, which the asking process can read whatever it has loaded."""
    try:
        return work(*values)
    except Exception:
        raise RuntimeError(traceback.format_exc()) from None


def ready(url: str) -> None:
    os.environ["TIDINGS_DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.site.settings")
    from tidings.site import settings, setup

    settings.DATABASES["default"] = settings.database(url)
    setup.ready(migrate=True)


def found_company(url: str, days_ago: int = 1) -> None:
    """The company, its topic and its campaign."""
    ready(url)
    from tidings.campaigns import public as campaigns
    from tidings.ground import clock
    from tidings.staff import public as staff

    now = clock.now() - timedelta(days=days_ago)
    staff.save_company(
        actor="command",
        now=now,
        name="Example Mobile",
        zone="UTC",
        sender_email="a@b.example",
        second_person=False,
        policy={"unknown_zone": {"service": "company"}, "unknown_place": {"service": "company"}},
    )
    campaigns.sync_topics(text=TOPICS, actor="command", now=now)
    campaigns.launch(text=CAMPAIGN, actor="command", now=now)


def ours(url: str, file: str) -> dict[str, float]:
    """Seconds from the file to the last commit, the rows written, and the peak of memory in MiB."""
    ready(url)
    from tidings.ground import clock
    from tidings.outreach import public as outreach

    began = time.perf_counter()
    now = clock.now()
    card = outreach.make_plan(
        campaign="spring", audience=outreach.open_audience(file), actor="bench", now=now
    )
    gathered = time.perf_counter()
    outreach.rehearse_plan(id=card.id, now=now)
    rehearsed = time.perf_counter()
    outreach.approve_plan(id=card.id, actor="bench", now=now)
    outreach.write_plan(id=card.id, clock=clock.current())
    written = time.perf_counter()
    done = outreach.plan(id=card.id)
    assert done.state == "done" and done.written == done.rows == card.rows, done
    return {
        "run": card.id,
        "seconds": gathered - began + written - rehearsed,
        "gather_s": gathered - began,
        "rehearse_s": rehearsed - gathered,
        "write_s": written - rehearsed,
        "customers": done.written,
        "outreaches": done.contacts + done.outcome["verdicts"].get("digest", 0),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def encode(url: str, file: str, folder: str) -> int:
    """Every part's bytes in files, as the writer makes them; unmeasured. How many parts."""
    ready(url)
    from tidings.ground import clock
    from tidings.outreach import public as outreach
    from tidings.outreach.planning.models import PlanPart
    from tidings.outreach.planning.writing import prepare

    audience = outreach.open_audience(file)
    card = outreach.make_plan(campaign="spring", audience=audience, actor="bench", now=clock.now())
    parts = PlanPart.objects.filter(run_id=card.id).order_by("number").values_list("id", flat=True)
    for number, part in enumerate(parts):
        prepared = prepare(part, clock.current())
        Path(folder, f"{number:06}.decision").write_bytes(prepared.decisions)
        Path(folder, f"{number:06}.outreach").write_bytes(prepared.outreaches)
    return len(parts)


def copied(url: str, folder: str, parts: int) -> float:
    """Seconds of COPY BINARY of those bytes into the same tables, committed part by part as ours are."""
    ready(url)
    from tidings.outreach.planning.rows import DECISION, OUTREACH

    began = time.perf_counter()
    with psycopg.connect(url) as wire:
        for number in range(parts):
            for table, columns in (("decision", DECISION), ("outreach", OUTREACH)):
                rows = Path(folder, f"{number:06}.{table}")
                with (
                    wire.cursor() as cursor,
                    cursor.copy(f"COPY outreach_{table} ({columns}) FROM STDIN (FORMAT BINARY)") as stream,
                ):
                    for piece in framed(rows):
                        stream.write(piece)
            wire.commit()
    return time.perf_counter() - began


def framed(rows: Path) -> Iterator[bytes]:
    from tidings.outreach.planning.copying import SIGNATURE, TRAILER

    yield SIGNATURE
    with rows.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece
    yield TRAILER


def emptied(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as wire:
        wire.execute(EMPTY)
        wire.execute("CHECKPOINT")
