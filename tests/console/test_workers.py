"""The page of workers: who does what, which ways are left alone, what is set aside, and the button."""

import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.outreach.delivering import found_company, make_due
from tidings.channels.contract import Outcome
from tidings.ground import clock, roster
from tidings.ground.models import WorkerSign
from tidings.outreach.models import Attempt, Lane, Outreach
from tidings.outreach.ways import Noted, note
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
PAGE = "/console/workers/"
CUT = Outcome(state="transient", says="<b>refused</b>", unreachable=True)


def text(client: Client, page: str = PAGE) -> str:
    return client.get(page).content.decode().replace("<wbr>", "")


def signs(**told: object) -> None:
    doing = {"threads": 2, "busy": 0, "since": None, "handled": 0, "per_s": 0.0, "failures": 0} | told
    now = clock.now()
    roster.sign(doing={"deliver": doing}, started_at=now, stopping=False, now=now)


def test_without_workers_the_page_says_how_one_is_started(signed_in: Callable[..., Client]) -> None:
    shown = text(signed_in("auditor"))
    assert "Nobody works" in shown
    assert "tidings work" in shown
    assert "Every way lets everything pass" in shown


def test_a_worker_is_shown_with_each_loop_and_its_speed(signed_in: Callable[..., Client]) -> None:
    signs(busy=1, since=clock.now().isoformat(), handled=1234, per_s=56.7)
    shown = text(signed_in("supervisor"))
    for words in (f"process {os.getpid()}", "deliver", "at work", "1 of 2", "1,234", "56.7", "working"):
        assert words in shown


def test_a_worker_that_fell_silent_is_shown_as_such(signed_in: Callable[..., Client]) -> None:
    signs()
    WorkerSign.objects.update(seen_at=clock.now() - timedelta(minutes=1))
    assert "no sign of life since" in text(signed_in("auditor"))


def test_a_way_left_alone_is_shown_with_why_and_a_manager_may_try_it_now(
    signed_in: Callable[..., Client],
) -> None:
    note([Noted(channel="email", account="main", destination="x.example", outcome=CUT)], clock.now())
    assert "Try now" not in text(signed_in("auditor"))
    client = signed_in("administrator")
    shown = text(client)
    assert "left alone" in shown
    assert "&lt;b&gt;refused&lt;/b&gt;" in shown
    way = {"channel": "email", "account": "main", "destination": ""}
    assert "is tried again now" in client.post(PAGE + "try", way, follow=True).content.decode()
    assert Lane.objects.get().state == "closed"
    assert [line.object for line in staff.audit() if line.action == "way.trusted"] == ["way:email main"]
    assert "open already" in client.post(PAGE + "try", way, follow=True).content.decode()
    assert signed_in("campaign_owner").post(PAGE + "try", way).status_code == 403


def test_who_waits_for_a_way_is_looked_at_at_once_when_it_is_trusted_again(
    signed_in: Callable[..., Client],
) -> None:
    found_company()
    later = clock.now() + timedelta(hours=1)
    (row,) = make_due("ana")
    Outreach.objects.filter(id=row.id).update(due_at=later, reason="way_closed")
    note([Noted(channel="email", account="main", destination="", outcome=CUT)], clock.now())
    signed_in("administrator").post(PAGE + "try", {"channel": "email", "account": "main", "destination": ""})
    row.refresh_from_db()
    assert row.due_at <= clock.now()


def test_what_was_set_aside_is_listed_without_a_customers_words(signed_in: Callable[..., Client]) -> None:
    found_company()
    (row,) = make_due("ana")
    Outreach.objects.filter(id=row.id).update(state="failed", reason="not_deliverable")
    Attempt.objects.create(
        outreach=row,
        number=1,
        channel="email",
        address=row.address,
        message_id="m",
        started_at=clock.now(),
        says="cannot be composed: ValueError: 'ana@example.com' is no amount",
    )
    shown = text(signed_in("auditor"))
    assert "cannot be composed: ValueError" in shown
    assert "is no amount" not in shown
    assert f"/console/outreaches/{row.id}/" in shown


def test_every_loop_is_told_in_words() -> None:
    from tidings.console.workers import DOES
    from tidings.site.commands.work import LOOPS

    assert {*LOOPS} - {"listen"} == {*DOES}
