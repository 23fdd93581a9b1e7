"""A writer that is killed in the middle loses nothing and doubles nothing; only one writes a run at a time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection

from tidings.outreach import public as outreach
from tidings.outreach.decide import TURN
from tidings.outreach.models import Decision, Outreach
from tidings.outreach.planning import audience
from tidings.outreach.planning.models import PlanPart
from tidings.outreach.planning.wire import sole_writer

pytestmark = pytest.mark.django_db(transaction=True)
CUSTOMERS = 60


@pytest.fixture
def approved(company, tmp_path, monkeypatch) -> int:
    """A run of six parts that may be written."""
    monkeypatch.setattr(audience, "PORTION", 10)
    company.campaign("offer", trigger="plan")
    names = [f"c{number}" for number in range(CUSTOMERS)]
    for name in names:
        company.customer(name)
    file = tmp_path / "who.csv"
    file.write_text("id,order.id\n" + "".join(f"{name},A-{name}\n" for name in names))
    opened = outreach.open_audience(str(file))
    card = outreach.make_plan(campaign="offer", audience=opened, actor="test", now=company.now)
    outreach.rehearse_plan(id=card.id, now=company.now)
    outreach.approve_plan(id=card.id, actor="test", now=company.now)
    return card.id


@contextmanager
def held(run: int, number: int, url: str) -> Iterator[None]:
    """One part is locked by somebody else, so that a writer waits before it."""
    with psycopg.connect(url) as wire:
        wire.execute(
            "SELECT FROM outreach_planpart WHERE run_id = %s AND number = %s FOR UPDATE", [run, number]
        )
        yield


def wait_until_written(run: int, parts: int) -> None:
    deadline = time.monotonic() + 60
    while PlanPart.objects.filter(run_id=run).exclude(written_at=None).count() < parts:
        assert time.monotonic() < deadline, "the writer did not come that far"
        time.sleep(0.05)


def test_a_writer_killed_in_the_middle_is_followed_by_one_that_goes_on(
    approved: int, company, database_url: str
) -> None:
    command = [sys.executable, "-m", "tidings", "plans", "write", str(approved)]
    with held(approved, 4, database_url):
        writer = subprocess.Popen(command, env=os.environ | {"TIDINGS_DATABASE_URL": database_url})
        try:
            wait_until_written(approved, 3)
        finally:
            os.kill(writer.pid, signal.SIGKILL)
            writer.wait()
    assert Decision.objects.count() == 30
    deadline = time.monotonic() + 60
    while not outreach.write_plan(id=approved, clock=company.clock):
        assert time.monotonic() < deadline, "the dead writer's lock stays"
        time.sleep(0.05)
    assert Decision.objects.values("customer_id").distinct().count() == Decision.objects.count() == CUSTOMERS
    assert Outreach.objects.count() == outreach.plan(id=approved).contacts == CUSTOMERS
    assert outreach.plan(id=approved).state == "done"


def test_a_writer_waits_for_its_turn_among_those_who_decide(approved: int, database_url: str) -> None:
    command = [sys.executable, "-m", "tidings", "plans", "write", str(approved)]
    with psycopg.connect(database_url) as decider:
        decider.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
        writer = subprocess.Popen(command, env=os.environ | {"TIDINGS_DATABASE_URL": database_url})
        try:
            wait_until_somebody_waits(decider)
            assert not Outreach.objects.exists()
            decider.commit()
            assert writer.wait(60) == 0
        finally:
            writer.kill()
            writer.wait()
    assert Outreach.objects.count() == CUSTOMERS


def wait_until_somebody_waits(decider: psycopg.Connection) -> None:
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted"
    deadline = time.monotonic() + 60
    while decider.execute(waiting, [TURN]).fetchone() == (0,):
        assert time.monotonic() < deadline, "the writer asked for no turn"
        time.sleep(0.05)


def test_two_do_not_write_the_same_run_at_once(approved: int, company) -> None:
    with sole_writer(approved) as mine:
        assert mine
        assert outreach.write_plan(id=approved, clock=company.clock) == 0


def test_a_query_sees_one_moment_and_can_change_nothing(company) -> None:
    company.campaign("offer", trigger="plan")
    company.customer("ana")
    found = outreach.open_audience("sql:SELECT external_id, 'Q-1' AS \"order.id\" FROM people_customer")
    card = outreach.make_plan(campaign="offer", audience=found, actor="test", now=company.now)
    assert card.rows == 1
    harm = outreach.open_audience(
        "sql:WITH gone AS (DELETE FROM people_customer RETURNING 1) SELECT * FROM gone"
    )
    with pytest.raises(outreach.AudienceRefused, match="one SELECT"):
        outreach.make_plan(campaign="offer", audience=harm, actor="test", now=company.now)
    assert connection.is_usable()
