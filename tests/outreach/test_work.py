"""A real `tidings work` process, killed without a word in the middle of its work."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

import tidings.campaigns.public as campaigns
import tidings.staff.public as staff
from tests.emptying import bury_the_dead
from tests.outreach.conftest import TOPICS, Company
from tests.policies import STANDS_IN
from tidings.channels.email import sink
from tidings.channels.email.sink import Mailbox
from tidings.ground.clock import SystemClock
from tidings.outreach.models import Attempt, Decision, Lease, Outreach
from tidings.site.commands import work

PEOPLE = 150


@pytest.fixture
def real_company(transactional_db):
    """A company that lives now: no moment of ours, the machine's own clock."""
    now = datetime.now(UTC)
    staff.save_company(
        actor="test",
        now=now,
        name="Shop",
        zone="America/Sao_Paulo",
        sender_email="news@shop.example",
        second_person=False,
        policy=STANDS_IN,
    )
    campaigns.sync_topics(text=TOPICS, actor="test", now=now)
    return Company(clock=SystemClock())


@pytest.fixture
def busy_company(real_company):
    real_company.campaign("fraud", "fraud")
    for n in range(PEOPLE):
        real_company.customer(f"c{n}")
        real_company.happens("shop.order.late", customer=f"c{n}", order=f"o{n}")
    return real_company


@contextmanager
def working(url, smtp, loops="decide,deliver"):
    environment = os.environ | {
        "TIDINGS_SECRET_KEY": "of-this-test-alone" * 2,
        "TIDINGS_DATABASE_URL": url,
        "TIDINGS_SMTP_URL": smtp,
    }
    process = subprocess.Popen([sys.executable, "-m", "tidings", "work", "--loops", loops], env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def until(holds, seconds=120):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, Counter(Outreach.objects.values_list("state", "reason"))
        time.sleep(0.02)


def test_a_killed_worker_loses_nothing_and_doubles_nothing(busy_company, database_url, tmp_path):
    with sink.running(tmp_path) as smtp:
        with working(database_url, smtp) as process:
            until(lambda: Outreach.objects.filter(state="sent").count() > 20)
            process.send_signal(signal.SIGKILL)
            process.wait(10)
        bury_the_dead("outreach_outreach")
        Lease.objects.update(until=datetime.now(UTC) - timedelta(seconds=1))
        with working(database_url, smtp):
            until(lambda: Outreach.objects.filter(state="sent").count() == PEOPLE)
    assert Decision.objects.count() == Outreach.objects.count() == PEOPLE
    lines = Mailbox(tmp_path).messages(limit=10 * PEOPLE)
    assert {line.recipient for line in lines} == {f"C{n} <c{n}@example.com>" for n in range(PEOPLE)}
    # A mail that was under way at the kill may be handed over again: then under the same Message-ID.
    once = Counter(line.recipient for line in lines if not line.repeated)
    assert set(once.values()) <= {1}
    assert len(once) + len({line.recipient for line in lines if line.repeated}) == PEOPLE


def test_a_worker_that_is_told_to_stop_finishes_its_step(busy_company, database_url, tmp_path):
    with sink.running(tmp_path) as smtp, working(database_url, smtp) as process:
        until(lambda: Outreach.objects.filter(state="sent").exists())
        process.send_signal(signal.SIGTERM)
        assert process.wait(120) == 0
    assert not Outreach.objects.filter(state="sending").exists()
    assert not Attempt.objects.filter(finished_at=None).exists()


def test_two_workers_at_once_keep_to_the_caps(real_company, database_url):
    real_company.campaign()
    for name in ("ana", "bento", "clara"):
        real_company.customer(name)
    loops = {"smtp": "smtp://127.0.0.1:9", "loops": "decide"}
    with working(database_url, **loops), working(database_url, **loops):
        for n in range(60):
            real_company.happens("shop.order.late", customer=("ana", "bento", "clara")[n % 3], order=f"o{n}")
        until(lambda: Decision.objects.count() == 60)
    told = Counter(Outreach.objects.values_list("customer__external_id", flat=True))
    assert told == {"ana": 6, "bento": 6, "clara": 6}


def test_a_loop_that_does_not_exist_is_named_with_the_mend():
    answer = CliRunner().invoke(work.command, ["--loops", "decide,dream"])
    assert answer.exit_code == 2
    assert f"There is no loop dream. Use some of: {', '.join(work.LOOPS)}." in answer.output
