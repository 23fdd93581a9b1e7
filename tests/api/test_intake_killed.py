"""A web process killed in the middle: every event that was acknowledged is there."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading

import psycopg
import pytest

import tidings.staff.public as staff
from bench.intake_load import Client, Site, wait_for
from tidings.ground import clock

pytestmark = pytest.mark.django_db(transaction=True)
EVENT = {"specversion": "1.0", "source": "/shop", "type": "order.placed", "data": {"order": {"id": "o1"}}}
ACKNOWLEDGED_BEFORE_THE_KILL = 300


def test_every_acknowledged_event_survives_a_kill(database_url, transactional_db):
    raw = staff.create_key(name="shop", scopes=["send.events"], actor="command", now=clock.now())[1]
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    site = Site(f"http://127.0.0.1:{port}", raw, database_url, "")
    process = subprocess.Popen(
        [sys.executable, "-m", "tidings", "web", "--port", str(port)],
        env=os.environ
        | {"TIDINGS_DATABASE_URL": database_url, "TIDINGS_SECRET_KEY": "of-this-test-alone" * 2},
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        acknowledged = sent_until_killed(site, process)
    finally:
        process.kill()
        process.wait(10)
    with psycopg.connect(database_url) as wire:
        stored = {row[0] for row in wire.execute("SELECT event_id FROM campaigns_event")}
    assert len(acknowledged) >= ACKNOWLEDGED_BEFORE_THE_KILL
    assert set(acknowledged) <= stored


def sent_until_killed(site, process):
    acknowledged, enough = [], threading.Event()

    def send(sender, size):
        try:
            client = Client(site)
            for number in range(100_000):
                ids = [f"{sender}-{number}-{each}" for each in range(size)]
                events = [EVENT | {"id": id} for id in ids]
                kind = "cloudevents-batch+json" if size > 1 else "cloudevents+json"
                client.post(json.dumps(events if size > 1 else events[0]).encode(), f"application/{kind}")
                acknowledged.extend(ids)
                if len(acknowledged) >= ACKNOWLEDGED_BEFORE_THE_KILL:
                    enough.set()
        except OSError:
            return

    threads = [threading.Thread(target=send, args=(sender, 70 if sender == 0 else 1)) for sender in range(6)]
    for thread in threads:
        thread.start()
    assert enough.wait(60)
    os.kill(process.pid, signal.SIGKILL)
    for thread in threads:
        thread.join(20)
    return acknowledged
