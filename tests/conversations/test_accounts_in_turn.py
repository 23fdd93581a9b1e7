"""A STOP is not behind a mountain of other channels' receipts: accounts have their turns."""

import pytest
from django.db import connection

from tests.conversations.conftest import NUMBER
from tests.conversations.test_replying import NOON, stops
from tests.conversations.toy import raw
from tests.portal.journey import Told
from tidings.channels.contract import Raw
from tidings.conversations.inbound import inbound_loop
from tidings.ground import inbox
from tidings.ground.clock import SimulatedClock
from tidings.ground.inbox_taking import ACCOUNTS, BATCH, next_due

CLOCK = SimulatedClock(NOON)


def mountain(rows: int) -> None:
    for number in range(rows):
        inbox.keep(Raw(kind="http", key=f"k{number}", body=b"{}", at=NOON), channel="email", account="main")


def test_a_stop_by_text_has_its_turn_before_a_mountain_of_mail_is_done(told: Told) -> None:
    mountain(3 * BATCH)
    inbox.keep(
        raw("stop", ("reply", {"sender": NUMBER, "text": "STOP"}), at=NOON), channel="sms", account="main"
    )
    loop = inbound_loop()
    for _ in range(2):
        loop.step(CLOCK)
    assert stops(told.customer_id)
    while loop.step(CLOCK):
        pass
    assert next_due() is None


@pytest.mark.django_db
@pytest.mark.parametrize("sql", [ACCOUNTS, next_due.query])
def test_whose_turn_it_is_costs_a_step_an_account(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {sql}", [NOON] if "%s" in sql else [])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert plan.count("using inbound_in_turn") == 2
    assert "Incremental Sort" not in plan
