"""How fast events are taken in, against PostgreSQL alone: its own pgbench for one event, its COPY for batches.

Both sides write the same rows into the same indexed table of the same server, in turns; the ratios are the result.
Every request is authenticated and every event checked; every acknowledged event is looked for in the table.
"""

import json
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from intake_load import Client, served_site

CONNECTIONS = 32
BATCH = 1_000
NUMBERS = count(1)
EVENT = {
    "specversion": "1.0",
    "source": "/shop/orders",
    "type": "com.example.order.placed",
    "customer": "c-1042",
    "time": "2018-08-15T14:30:00.250Z",
    "datacontenttype": "application/json",
    "data": {
        "order": {
            "id": "f346a1c0",
            "promised": "2018-08-21",
            "freight": {"amount": "14.10", "currency": "BRL"},
        }
    },
}
COLUMNS = "(source, event_id, type, subject, customer, time, received_at, data)"


def run(options: dict[str, str]) -> dict[str, Any]:
    """The medians of `rounds` (5) rounds of `seconds` (4) each, and the ratios to PostgreSQL alone."""
    rounds, seconds = int(options.get("rounds", 5)), float(options.get("seconds", 4))
    with served_site() as site:
        single = [
            one_round(site, lambda: posted(site, seconds), lambda: inserted(site, seconds))
            for _ in range(rounds)
        ]
        batch = [one_round(site, lambda: posted_batches(site), lambda: copied(site)) for _ in range(rounds)]
        found = acknowledged_are_stored(site)
    return {
        "ratio": {"single_to_insert": ratio(single), "batch_to_copy": ratio(batch)},
        "single": {
            "events_per_s": middle(single, 0),
            "pgbench_inserts_per_s": middle(single, 1),
            "connections": CONNECTIONS,
        },
        "batch": {
            "events_per_s": middle(batch, 0),
            "copy_rows_per_s": middle(batch, 1),
            "events_a_request": BATCH,
        },
        "acknowledged_and_stored": found,
        "rounds": rounds,
        "load": "wrk" if shutil.which("wrk") else "own client",
    }


def one_round(site: Any, ours: Callable[[], float], limit: Callable[[], float]) -> tuple[float, float]:
    """Events a second through the door and into the bare table, each into an empty one."""
    site.empty()
    through_the_door = ours()
    site.empty()
    return through_the_door, limit()


def ratio(rounds: list[tuple[float, float]]) -> float:
    return round(statistics.median(ours / limit for ours, limit in rounds), 3)


def middle(rounds: list[tuple[float, float]], side: int) -> int:
    return round(statistics.median(each[side] for each in rounds))


def posted(site: Any, seconds: float) -> float:
    """Single events a second, by wrk over 32 connections (a client of ours where there is no wrk)."""
    if not shutil.which("wrk"):
        return posted_by_own_client(site, seconds)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA % {"key": site.key, "event": json.dumps(EVENT)[1:], "run": next(NUMBERS)})
        script.flush()
        command = [
            "wrk",
            "-t",
            "1",
            "-c",
            str(CONNECTIONS),
            "-d",
            f"{seconds:g}s",
            "-s",
            script.name,
            f"{site.url}/events",
        ]
        said = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=seconds + 60
        ).stdout
    assert "Non-2xx" not in said and "Socket errors" not in said, said
    done = int(re.search(r"(\d+) requests in", said)[1])
    assert site.rows() >= done, f"{done} acknowledged, {site.rows()} stored"
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


LUA = """
local n = 0
local headers = {["Content-Type"] = "application/cloudevents+json", ["Authorization"] = "Bearer %(key)s"}
request = function()
  n = n + 1
  return wrk.format("POST", "/events", headers, '{"id":"%(run)s-' .. n .. '",' .. [[%(event)s]])
end
"""


def posted_by_own_client(site: Any, seconds: float) -> float:
    until, done = time.monotonic() + seconds, []

    def send() -> None:
        client = Client(site)
        while time.monotonic() < until:
            client.post(
                json.dumps({"id": f"own-{next(NUMBERS)}"} | EVENT).encode(), "application/cloudevents+json"
            )
            done.append(1)

    in_threads([send] * CONNECTIONS)
    assert site.rows() >= len(done)
    return len(done) / seconds


def inserted(site: Any, seconds: float) -> float:
    """The same row by pgbench, one INSERT a transaction, over 32 connections."""
    row = f"'{EVENT['source']}', :id::text, '{EVENT['type']}', '', '{EVENT['customer']}', '{EVENT['time']}', '{EVENT['time']}'"
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "insert.sql")
        script.write_text(
            "\\set id random(1, 9000000000000000000)\n"
            f"INSERT INTO campaigns_event {COLUMNS} VALUES ({row}, '{json.dumps(EVENT['data']).replace(': ', ' : ')}');\n"
        )
        command = [
            site.pgbench,
            "-n",
            "-M",
            "prepared",
            "-c",
            str(CONNECTIONS),
            "-j",
            "1",
            "-T",
            f"{seconds:.0f}",
            "-f",
            str(script),
        ]
        said = subprocess.run(
            [*command, site.database_url], capture_output=True, text=True, timeout=seconds + 60
        )
    assert said.returncode == 0, said.stderr
    return float(re.search(r"tps = ([\d.]+)", said.stdout)[1])


def posted_batches(site: Any, requests: int = 40, connections: int = 2) -> float:
    """Events a second in batches of 1,000 over two connections; the bodies are made before the watch starts."""
    bodies = [[body() for _ in range(requests // connections)] for _ in range(connections)]

    def send(own: list[bytes]) -> None:
        client = Client(site)
        for each in own:
            client.post(each, "application/cloudevents-batch+json")

    started = time.monotonic()
    in_threads([lambda own=own: send(own) for own in bodies])
    seconds = time.monotonic() - started
    assert site.rows() == requests * BATCH
    return requests * BATCH / seconds


def body() -> bytes:
    return json.dumps([{"id": f"b-{next(NUMBERS)}"} | EVENT for _ in range(BATCH)]).encode()


def copied(site: Any, requests: int = 40, connections: int = 2) -> float:
    """The same rows a second by COPY straight into the table, a thousand a transaction, over two connections."""
    parts = [[copy_rows() for _ in range(requests // connections)] for _ in range(connections)]

    def send(own: list[bytes]) -> None:
        with psycopg.connect(site.database_url, autocommit=True) as wire:
            for each in own:
                with wire.cursor().copy(f"COPY campaigns_event {COLUMNS} FROM STDIN") as rows:
                    rows.write(each)

    started = time.monotonic()
    in_threads([lambda own=own: send(own) for own in parts])
    return requests * BATCH / (time.monotonic() - started)


def copy_rows() -> bytes:
    data = json.dumps(EVENT["data"])
    ends = f"{EVENT['type']}\t\t{EVENT['customer']}\t{EVENT['time']}\t{EVENT['time']}\t{data}\n"
    return "".join(f"{EVENT['source']}\tc-{next(NUMBERS)}\t{ends}" for _ in range(BATCH)).encode()


def acknowledged_are_stored(site: Any, senders: int = 8, each: int = 200) -> int:
    """Sends single events and batches at once and looks every acknowledged one up by its id; how many there were."""
    site.empty()
    acknowledged: list[str] = []

    def singles() -> None:
        client = Client(site)
        for _ in range(each):
            event = {"id": f"a-{next(NUMBERS)}"} | EVENT
            client.post(json.dumps(event).encode(), "application/cloudevents+json")
            acknowledged.append(event["id"])

    def batches() -> None:
        client = Client(site)
        for _ in range(5):
            events = json.loads(body())
            client.post(json.dumps(events).encode(), "application/cloudevents-batch+json")
            acknowledged.extend(event["id"] for event in events)

    in_threads([singles] * senders + [batches] * 2)
    stored = site.ids()
    assert set(acknowledged) <= stored, (
        f"{len(set(acknowledged) - stored)} acknowledged events are not stored"
    )
    return len(acknowledged)


def in_threads(jobs: list[Callable[[], None]]) -> None:
    failed: list[BaseException] = []

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
