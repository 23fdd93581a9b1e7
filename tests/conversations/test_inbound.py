"""What came in is applied once, whatever dies; receipts wait for their message; what cannot be read holds up nobody."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from tests.conversations.conftest import NUMBER, told_by_toy, tried
from tests.conversations.toy import Toy, raw
from tests.emptying import bury_the_dead
from tests.portal.journey import Told
from tidings.conversations import public as conversations
from tidings.conversations.models import FollowUp, Interaction, Saying
from tidings.conversations.saying_loop import LEASE
from tidings.ground import inbox, inbox_taking
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until
from tidings.ground.models import Inbound
from tidings.outreach.models import Attempt
from tidings.people import public as people

NOON = datetime(2026, 3, 2, 16, tzinfo=UTC)


def came(key: str, *news: tuple[str, dict[str, Any]], at: datetime = NOON) -> None:
    assert inbox.keep(raw(key, *news, at=at), channel="sms", account="main")


def take_up(at: datetime = NOON, until: datetime | None = None) -> None:
    run_until(conversations.loops(), SimulatedClock(at), until or at)


def rows() -> Sequence[tuple[str, str]]:
    return list(Inbound.objects.order_by("id").values_list("state", "says"))


def test_a_receipt_reaches_its_attempt(told: Told) -> None:
    came("a", ("receipt", {"state": "delivered", "provider_id": f"p{told.outreach_id}"}))
    take_up()
    assert Attempt.objects.get().receipt == "delivered"
    assert rows() == [("done", "")]


def test_a_receipt_before_our_own_record_waits_for_it(told: Told) -> None:
    Attempt.objects.all().delete()
    came("a", ("receipt", {"state": "delivered", "provider_id": f"p{told.outreach_id}"}))
    take_up(until=NOON + timedelta(minutes=1))
    assert [state for state, _ in rows()] == ["pending"]
    tried(told)
    take_up(until=NOON + timedelta(hours=12))
    assert (Attempt.objects.get().receipt, rows()[0][0]) == ("delivered", "done")


def test_a_receipt_of_nothing_we_sent_is_unmatched_after_three_days(told: Told) -> None:
    came("a", ("receipt", {"state": "delivered", "provider_id": "of another system"}))
    take_up(until=NOON + timedelta(days=2, hours=23))
    assert [state for state, _ in rows()] == ["pending"]
    take_up(until=NOON + timedelta(days=4))
    assert rows() == [("unmatched", "it speaks of a message we do not know yet")]
    assert Inbound.objects.get().tries < 40


def test_what_cannot_be_read_is_set_aside_and_holds_up_nobody(told: Told) -> None:
    broken = [b"no json", b'{"bug": 1}']
    for place, body in enumerate(broken):
        inbox.keep(
            raw(f"x{place}", at=NOON).__class__(kind="http", key=f"x{place}", body=body, at=NOON),
            channel="sms",
            account="main",
        )
    came("good", ("receipt", {"state": "delivered", "provider_id": f"p{told.outreach_id}"}))
    take_up(until=NOON + timedelta(minutes=10))
    assert rows() == [
        ("unreadable", "this is no JSON"),
        ("unreadable", "it breaks us: KeyError"),
        ("done", ""),
    ]


def test_what_somebody_wrote_reaches_no_log(told: Told, caplog: pytest.LogCaptureFixture) -> None:
    inbox.keep(
        raw("x", at=NOON).__class__(kind="http", key="x", body=b'{"bug": "Maria Secret"}', at=NOON),
        channel="sms",
        account="main",
    )
    with caplog.at_level("WARNING"):
        take_up(until=NOON + timedelta(minutes=10))
    assert "Maria" not in caplog.text
    assert "KeyError" in caplog.text


def test_one_request_may_bring_many_things(told: Told) -> None:
    came(
        "a",
        ("receipt", {"state": "delivered", "provider_id": f"p{told.outreach_id}"}),
        ("reply", {"sender": NUMBER, "text": "Where is it?"}),
        ("receipt", {"state": "seen", "provider_id": "unknown"}),
    )
    take_up()
    assert (Attempt.objects.get().receipt, FollowUp.objects.count()) == ("delivered", 1)
    take_up(until=NOON + timedelta(days=4))
    assert (FollowUp.objects.count(), rows()[0][0]) == (1, "unmatched")


def test_a_complaint_ends_the_purpose_and_is_counted(told: Told) -> None:
    other = told_by_toy("ana", topic="offers", number="+5511900000001")
    came("a", ("stopped", {"provider_id": f"p{other.outreach_id}", "complaint": True}))
    take_up()
    assert stops(other) == {("purpose:marketing", "")}
    assert FollowUp.objects.get().reason == "complaint"
    assert conversations.complaints(now=NOON)["sms"].count == 1


def test_a_carriers_block_ends_that_channel(told: Told) -> None:
    came("a", ("stopped", {"address": NUMBER.removeprefix("+"), "scope": "all"}))
    take_up()
    assert stops(told) == {("all", "sms")}


def test_an_unsubscription_ends_the_topic_or_else_the_advertising(told: Told) -> None:
    came("a", ("stopped", {"message_id": f"m{told.outreach_id}@loja.example"}))
    take_up()
    assert stops(told) == {("topic:deliveries", "")}


def test_an_objection_about_a_message_not_recorded_yet_waits(told: Told) -> None:
    Attempt.objects.all().delete()
    came("a", ("stopped", {"provider_id": f"p{told.outreach_id}", "complaint": True}))
    take_up()
    assert stops(told) == set()
    tried(told)
    take_up(until=NOON + timedelta(minutes=5))
    assert stops(told) == {("purpose:service", "sms")}


def stops(told: Told) -> set[tuple[str, str]]:
    return {(one.scope, one.channel) for one in people.person(customer_id=told.customer_id).suppressions}


def test_a_receipt_of_an_answer_of_ours_is_noted_with_it(told: Told) -> None:
    came("a", ("reply", {"sender": NUMBER, "text": "HELP"}))
    take_up()
    said = Saying.objects.get()
    came("b", ("receipt", {"state": "delivered", "message_id": said.message_id}))
    take_up()
    assert (Saying.objects.get().says, rows()[1][0]) == ("delivered", "done")


@pytest.mark.django_db(transaction=True)
def test_one_worker_an_account_so_that_stop_and_start_keep_their_order(toy: Toy) -> None:
    told_by_toy()
    came("a", ("reply", {"sender": NUMBER, "text": "STOP"}))
    with transaction.atomic():
        assert len(inbox_taking.take(now=NOON)) == 1
        found: list[Any] = []
        thread = threading.Thread(target=another_worker, args=(found,))
        thread.start()
        thread.join(10)
        assert found == [[]]


def another_worker(found: list[Any]) -> None:
    try:
        with transaction.atomic():
            found.append(inbox_taking.take(now=NOON))
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_several_workers_apply_everything_once(toy: Toy) -> None:
    told = told_by_toy()
    for place in range(60):
        came(f"k{place}", ("reply", {"sender": NUMBER, "text": f"question {place}?"}))
    threads = [threading.Thread(target=works) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert Interaction.objects.filter(kind="replied", outreach_id=told.outreach_id).count() == 60
    assert {state for state, _ in rows()} == {"done"}


def works() -> None:
    loop, clock = conversations.loops()[0], SimulatedClock(NOON)
    try:
        while Inbound.objects.filter(state="pending").exists():
            loop.step(clock)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_everything_as_it_was(toy: Toy) -> None:
    told_by_toy()
    came("a", ("reply", {"sender": NUMBER, "text": "STOP"}))
    connection.close()
    worker = multiprocessing.get_context("fork").Process(target=dies_after_applying)
    worker.start()
    worker.join(60)
    assert worker.exitcode == -signal.SIGKILL
    bury_the_dead("ground_inbound")
    assert rows() == [("pending", "")]
    assert (Interaction.objects.count(), Saying.objects.count()) == (0, 0)
    take_up()
    assert (Interaction.objects.filter(kind="replied").count(), Saying.objects.count()) == (1, 1)


def dies_after_applying() -> None:
    from tidings.conversations.inbound import applied

    with transaction.atomic():
        assert applied(inbox_taking.take(now=NOON), NOON)
        os.kill(os.getpid(), signal.SIGKILL)


def test_an_answer_under_way_when_its_worker_died_is_unknown_or_said_again_by_its_id(
    told: Told, toy: Toy
) -> None:
    came("a", ("reply", {"sender": NUMBER, "text": "HELP"}))
    run_until(conversations.loops()[:1], SimulatedClock(NOON), NOON)
    Saying.objects.update(state="saying", tries=1, lease_until=NOON)
    take_up(NOON + LEASE)
    assert (Saying.objects.get().state, toy.wire.sent) == ("unknown", [])
    Saying.objects.update(state="saying", lease_until=NOON)
    toy.declaration = toy.declaration.__class__(
        **toy.declaration.__dict__ | {"abilities": toy.declaration.abilities | {"same_id_again"}}
    )
    take_up(NOON + LEASE)
    assert (Saying.objects.get().state, len(toy.wire.sent)) == ("said", 1)


def test_what_is_settled_is_forgotten_after_its_time(told: Told, settings: Any) -> None:
    settings.RAW_DAYS = 10
    came("a", ("receipt", {"state": "delivered", "provider_id": f"p{told.outreach_id}"}))
    take_up()
    for days, left in ((9, 1), (11, 0)):
        conversations.loops()[0].step(SimulatedClock(NOON + timedelta(days=days)))
        assert Inbound.objects.count() == left


def test_words_that_come_again_in_other_company_are_the_same_words(told: Told, toy: Toy) -> None:
    """Networks deliver their webhooks at least once, and bundle them anew."""
    words = ("reply", {"sender": NUMBER, "text": "where is it?", "own_id": "wamid.1"})
    receipt = ("receipt", {"state": "delivered", "provider_id": f"p{told.outreach_id}"})
    for key, news in {"first": [words], "again": [receipt, words]}.items():
        came(key, *news)
    take_up()
    assert Interaction.objects.filter(kind="replied").count() == 1
