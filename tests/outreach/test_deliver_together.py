"""Several workers on one queue, and what a claim costs when the queue is long."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from tests.outreach.delivering import NOON, by_smtp, found_company, kept, make_due
from tests.outreach.plans import plan
from tidings.channels.email.sink import running
from tidings.ground.clock import SimulatedClock
from tidings.outreach.deliver import deliver_loop
from tidings.outreach.due import DUE, next_due
from tidings.outreach.models import Attempt, Outreach


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_send_each_message_once(tmp_path: Path) -> None:
    found_company()
    make_due(*(f"c{number}" for number in range(120)))
    with running(tmp_path) as url:
        loop = deliver_loop(channels=by_smtp(url))

        def work(_: int) -> int:
            try:
                return sum(iter(lambda: loop.step(SimulatedClock(NOON)), 0))
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as workers:
            assert sum(workers.map(work, range(4))) == 120
    assert len(kept(tmp_path)) == len(set(kept(tmp_path))) == 120
    assert set(Outreach.objects.values_list("state", "tries")) == {("sent", 1)}
    assert Attempt.objects.filter(outcome="accepted").count() == 120


@pytest.mark.django_db
def test_a_claim_walks_the_partial_indexes_and_sorts_no_backlog() -> None:
    found = plan(DUE, {"now": NOON, "limit": 50}, bitmaps=False)
    for index in ("outreach_urgent", "lease_until", "outreach_fair"):
        assert f"using {index}" in found
    assert found.count("Sort Key") == 2, "only campaigns, and the few rows found, are put in order"


@pytest.mark.django_db
def test_the_next_due_moment_is_read_off_the_indexes() -> None:
    found = plan(next_due.query, {}, bitmaps=False)
    assert "Seq Scan" not in found
    assert "lease_until" in found
