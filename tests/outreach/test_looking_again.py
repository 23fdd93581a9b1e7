"""The button that trusts a way again, pressed while workers are at its rows: nobody waits for the other for ever."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from tests.outreach.delivering import NOON, found_company, make_due, now_is
from tidings.outreach.lane_cards import close_breaker
from tidings.outreach.lanes import Key, locked
from tidings.outreach.models import Lane, Outreach

pytestmark = pytest.mark.django_db(transaction=True)
WAY = Key("email", "main")


def test_a_claim_that_waits_for_the_lane_is_not_waited_for() -> None:
    found_company()
    held, free = make_due("a", "b")
    later = NOON + timedelta(hours=1)
    Outreach.objects.update(due_at=later, reason="way_closed")
    Lane.objects.create(channel="email", account="main", state="open", until=later)
    pressed, errors = threading.Event(), list[Exception]()

    def claims() -> None:
        """Its row first, then the lane, as a claim does."""
        try:
            with transaction.atomic():
                Outreach.objects.select_for_update(no_key=True).get(id=held.id)
                has_row.set()
                pressed.wait(60)
                locked([WAY])
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    has_row = threading.Event()
    worker = threading.Thread(target=claims)
    worker.start()
    has_row.wait(60)
    with transaction.atomic():
        locked([WAY])
        pressed.set()
        assert close_breaker(channel="email", account="main", destination="", now=NOON)
    worker.join(60)
    assert errors == []
    assert now_is(free).due_at == NOON
