"""Outgoing webhooks against a real receiver: queued with the fact, signed, retried on schedule, kept in order."""

import itertools
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from standardwebhooks.webhooks import Webhook

from tests.ground.receiver import Receiver, receiving
from tidings.core import webhooks as standard
from tidings.ground import webhooks
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until
from tidings.ground.models import WebhookMessage

pytestmark = pytest.mark.django_db(transaction=True)
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOK_PRIVATE = True
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(START)


def add(receiver: Receiver, *topics: str) -> webhooks.Endpoint:
    return webhooks.add_endpoint(url=receiver.url, topics=topics, now=START)


def queue(key: str, ordering_key: str = "", topic: str = "outreach.answered") -> int:
    return webhooks.queue(topic=topic, payload={"n": key}, key=key, ordering_key=ordering_key, now=START)


def deliver_due(clock: SimulatedClock) -> int:
    return run_until([webhooks.loop()], clock, clock.at)


def states() -> list[tuple[str, int, str]]:
    return list(WebhookMessage.objects.order_by("id").values_list("state", "tries", "last_status"))


def test_nothing_is_queued_when_nobody_listens() -> None:
    assert queue("a") == 0
    assert webhooks.webhooks_due() is None


def test_while_a_secret_is_changed_either_one_is_believed_and_after_a_day_the_new_one_only(
    receiver: Receiver, clock: SimulatedClock
) -> None:
    before = add(receiver)
    clock.at = datetime.now(UTC).replace(microsecond=0)
    after = webhooks.renew_secret(id=before.id, now=clock.at)
    webhooks.queue(topic="outreach.answered", payload={}, key="a", now=clock.at)
    deliver_due(clock)
    headers, body = receiver.got[0]
    assert len(headers["webhook-signature"].split(" ")) == 2
    for secret in (before.secret, after.secret):
        Webhook(secret).verify(body, headers)
    clock.at += timedelta(days=1)
    webhooks.queue(topic="outreach.answered", payload={}, key="b", now=clock.at)
    deliver_due(clock)
    headers, body = receiver.got[1]
    standard.verify(secret=after.secret, headers=headers, body=body, now=clock.at)
    with pytest.raises(standard.NotGenuine):
        standard.verify(secret=before.secret, headers=headers, body=body, now=clock.at)


def test_who_is_no_endpoint_has_no_secret_to_change() -> None:
    with pytest.raises(webhooks.EndpointRefused, match="there is no endpoint 7"):
        webhooks.renew_secret(id=7, now=START)


def test_a_message_arrives_signed_with_its_topic_time_and_data(
    receiver: Receiver, clock: SimulatedClock
) -> None:
    endpoint = add(receiver)
    clock.at = datetime.now(UTC).replace(
        microsecond=0
    )  # the public library compares with the machine's clock
    assert webhooks.queue(topic="outreach.answered", payload={"says": "Olá"}, key="a", now=clock.at) == 1
    assert deliver_due(clock) == 1
    headers, body = receiver.got[0]
    said = Webhook(endpoint.secret).verify(body, headers)
    assert said == {"type": "outreach.answered", "timestamp": clock.at.isoformat(), "data": {"says": "Olá"}}
    assert headers["content-type"] == "application/json"
    assert states() == [("delivered", 1, "204 No Content")]


def test_a_fact_queued_twice_is_told_once(receiver: Receiver, clock: SimulatedClock) -> None:
    add(receiver)
    assert (queue("a"), queue("a")) == (1, 0)
    deliver_due(clock)
    assert len(receiver.got) == 1


def test_a_rolled_back_fact_is_never_told(receiver: Receiver) -> None:
    add(receiver)
    with pytest.raises(RuntimeError), transaction.atomic():
        queue("a")
        raise RuntimeError
    assert states() == []


def test_an_endpoint_hears_only_its_topics(receiver: Receiver, clock: SimulatedClock) -> None:
    add(receiver, "contact.stopped")
    assert queue("a") == 0
    assert queue("b", topic="contact.stopped") == 1


def test_one_endpoint_failing_does_not_hold_up_another(receiver: Receiver, clock: SimulatedClock) -> None:
    receiver.answers = [(500, {})]
    with receiving() as well:
        add(receiver)
        webhooks.add_endpoint(url=well.url, topics=[], now=START)
        queue("a")
        deliver_due(clock)
        assert [state for state, _, _ in states()] == ["pending", "delivered"]


def test_ten_failures_over_three_days_disable_the_endpoint(receiver: Receiver, clock: SimulatedClock) -> None:
    add(receiver)
    receiver.answers = [(500, {})]
    queue("a")
    run_until([webhooks.loop()], clock, START + timedelta(days=5))
    assert states() == [("failed", 10, "500 Internal Server Error")]
    assert len(set(receiver.ids)) == 1 and len(receiver.got) == 10
    sent = [int(headers["webhook-timestamp"]) for headers, _ in receiver.got]
    for gap, delay in zip((b - a for a, b in itertools.pairwise(sent)), standard.DELAYS, strict=True):
        assert delay.total_seconds() - 1 <= gap <= delay.total_seconds() * 1.1 + 1
    (endpoint,) = webhooks.endpoints()
    assert (endpoint.state, endpoint.reason) == (
        "disabled",
        "a message failed 10 times, at last: 500 Internal Server Error",
    )


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_a_failure_and_is_not_followed(
    receiver: Receiver, clock: SimulatedClock, status: int
) -> None:
    add(receiver)
    receiver.answers = [(status, {"location": receiver.url}), (204, {})]
    queue("a")
    deliver_due(clock)
    assert len(receiver.got) == 1
    assert states()[0][0] == "pending"


def test_gone_disables_at_once_and_enabling_resumes(receiver: Receiver, clock: SimulatedClock) -> None:
    endpoint = add(receiver)
    receiver.answers = [(410, {}), (204, {})]
    queue("a", "same")
    queue("b", "same")
    deliver_due(clock)
    assert [state for state, _, _ in states()] == ["failed", "pending"]
    assert webhooks.endpoints()[0].state == "disabled" and webhooks.webhooks_due() is None
    webhooks.enable_endpoint(id=endpoint.id)
    deliver_due(clock)
    assert [state for state, _, _ in states()] == ["failed", "delivered"]


def test_retry_after_is_honoured(receiver: Receiver, clock: SimulatedClock) -> None:
    add(receiver)
    receiver.answers = [(429, {"retry-after": "3600"}), (204, {})]
    queue("a")
    deliver_due(clock)
    assert webhooks.webhooks_due() == START + timedelta(hours=1)


def test_messages_of_one_key_arrive_in_order_even_when_the_first_fails(
    receiver: Receiver, clock: SimulatedClock
) -> None:
    add(receiver)
    receiver.answers = [(503, {}), (204, {})]
    for key in ("a", "b", "c"):
        queue(key, ordering_key="outreach:1")
    run_until([webhooks.loop()], clock, START + timedelta(minutes=1))
    said = [json.loads(body)["data"]["n"] for _, body in receiver.got]
    assert said == ["a", "a", "b", "c"]


def test_a_private_address_is_refused_before_any_connection(
    receiver: Receiver, clock: SimulatedClock, settings: Any
) -> None:
    settings.WEBHOOK_PRIVATE = False
    add(receiver)
    queue("a")
    deliver_due(clock)
    assert receiver.got == []
    assert states() == [("pending", 1, "the host 127.0.0.1 is inside a private network")]


DIES_WHILE_POSTING = """
import os, signal
import tidings.site.setup as setup
setup.ready()
from datetime import datetime, timedelta
from tidings.ground import webhooks, outbound
from tidings.ground.clock import SimulatedClock
told = outbound.post
async def post(**given):
    await told(**given)
    os.kill(os.getpid(), signal.SIGKILL)
outbound.post = post
webhooks.loop().step(SimulatedClock(datetime.fromisoformat("%s")))
"""


def test_killed_after_posting_it_tells_again_under_the_same_id(
    receiver: Receiver, clock: SimulatedClock, database_url: str
) -> None:
    add(receiver)
    queue("a")
    child = subprocess.run(
        [sys.executable, "-c", DIES_WHILE_POSTING % START.isoformat()],
        env={
            "TIDINGS_DATABASE_URL": database_url,
            "TIDINGS_WEBHOOK_PRIVATE": "1",
            "DJANGO_SETTINGS_MODULE": "tidings.site.settings",
        },
        timeout=60,
        check=False,
    )
    assert child.returncode == -9
    assert deliver_due(clock) == 0
    run_until([webhooks.loop()], clock, START + timedelta(minutes=2))
    assert len(receiver.ids) == 2 and len(set(receiver.ids)) == 1
    assert states() == [("delivered", 2, "204 No Content")]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"url": "ftp://example.com/x"}, "url"),
        ({"url": "https://user:secret@example.com/x"}, "url"),
        ({"url": "https://example.com/x", "secret": "whsec_c2hvcnQ="}, "secret"),
        ({"url": "https://example.com/x", "topics": ["outreach.sold"]}, "topics"),
    ],
)
def test_an_endpoint_that_cannot_work_is_refused_by_field(given: dict[str, Any], field: str) -> None:
    with pytest.raises(webhooks.EndpointRefused) as caught:
        webhooks.add_endpoint(**given, now=START)
    assert caught.value.field == field and caught.value.mend


def test_the_reference_names_every_topic() -> None:
    reference = Path(__file__).parents[2] / "docs" / "reference" / "webhooks.md"
    named = re.findall(r"^\| `(\w+\.\w+)`", reference.read_text(), re.MULTILINE)
    assert sorted(named) == sorted(webhooks.TOPICS)


def test_several_workers_at_once_tell_each_fact_once_and_in_order(
    receiver: Receiver, clock: SimulatedClock
) -> None:
    add(receiver)
    for number in range(12):
        queue(f"{number:02d}", ordering_key=f"outreach:{number % 3}")

    def work() -> None:
        for _ in range(12):
            webhooks.loop().step(clock)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    deliver_due(clock)
    said = [json.loads(body)["data"]["n"] for _, body in receiver.got]
    assert sorted(said) == [f"{number:02d}" for number in range(12)]
    for third in range(3):
        of_one = [number for number in said if int(number) % 3 == third]
        assert of_one == sorted(of_one)


def test_what_failed_is_told_again_by_hand_under_its_id(receiver: Receiver, clock: SimulatedClock) -> None:
    endpoint = add(receiver)
    receiver.answers = [(410, {}), (204, {})]
    queue("a")
    deliver_due(clock)
    webhooks.enable_endpoint(id=endpoint.id)
    [dead] = webhooks.messages(endpoint=endpoint.id, state="failed")
    assert (dead.topic, dead.last_status, dead.tries) == ("outreach.answered", "410 Gone", 1)
    assert webhooks.replay(endpoint=endpoint.id, now=clock.at) == 1
    deliver_due(clock)
    assert states() == [("delivered", 1, "204 No Content")]
    assert len(set(receiver.ids)) == 1
    assert webhooks.replay(ids=[dead.id], endpoint=endpoint.id + 1, now=clock.at) == 0
    assert webhooks.replay(ids=[dead.id], endpoint=endpoint.id, now=clock.at) == 1


def test_many_facts_are_queued_at_once_in_their_order(receiver: Receiver, clock: SimulatedClock) -> None:
    add(receiver)
    facts = [
        webhooks.Told(topic="outreach.sent", payload={"n": n}, key=str(n), ordering_key=str(n % 7))
        for n in range(300)
    ]
    assert webhooks.queue_all(facts, now=START) == 300
    order = list(WebhookMessage.objects.order_by("id").values_list("payload__data__n", flat=True))
    assert order == list(range(300))
    assert webhooks.queue_all(facts, now=START) == 0


def test_what_was_delivered_is_forgotten_after_its_time_and_dead_letters_stay(
    receiver: Receiver, clock: SimulatedClock, settings: Any
) -> None:
    settings.RAW_DAYS = 7
    endpoint = add(receiver)
    receiver.answers = [(204, {}), (410, {})]
    queue("a")
    deliver_due(clock)
    queue("b")
    deliver_due(clock)
    webhooks.enable_endpoint(id=endpoint.id)
    webhooks.loop().step(SimulatedClock(START + timedelta(days=8)))
    assert [state for state, _, _ in states()] == ["failed"]


def test_only_what_somebody_hears_of_is_wanted(receiver: Receiver) -> None:
    assert webhooks.wanted(["outreach.sent"]) == frozenset()
    add(receiver, "outreach.sent")
    assert webhooks.wanted(["outreach.sent", "outreach.failed"]) == {"outreach.sent"}
    add(receiver)
    assert webhooks.wanted(["outreach.sent", "outreach.failed"]) == {"outreach.sent", "outreach.failed"}
