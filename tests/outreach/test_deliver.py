"""Delivery to a real SMTP server of ours: what is due arrives once, and every row tells what became of it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from tests.outreach.delivering import (
    CAMPAIGN,
    NOON,
    by_smtp,
    deliver,
    found_company,
    kept,
    make_due,
    now_is,
    tries,
)
from tidings.channels.contract import Message, Outcome
from tidings.channels.email.mailbox import Mailbox
from tidings.channels.email.sink import running
from tidings.core.codes import spoken
from tidings.ground import links
from tidings.ground.clock import SimulatedClock
from tidings.outreach.claiming import BATCH, LEASE, release_leases
from tidings.outreach.deliver import deliver_loop
from tidings.outreach.due import next_due
from tidings.outreach.models import Attempt, Lease, Outreach
from tidings.outreach.withdraw import stopped

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company(db: None) -> None:
    found_company()


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[str]:
    with running(tmp_path) as url:
        yield url


def test_what_is_due_is_sent_once_and_says_so(sink: str, tmp_path: Path) -> None:
    [outreach] = make_due("ana")
    assert deliver(sink) == 1
    assert deliver(sink) == 0
    sent = now_is(outreach)
    assert (sent.state, sent.sent_at, sent.tries) == ("sent", NOON + timedelta(minutes=1), 1)
    assert sent.lease is None and not Lease.objects.exists()
    assert kept(tmp_path) == [sent.message_id]
    assert tries(sent) == ["accepted"]


def test_the_mail_carries_the_words_the_code_and_links_bound_to_their_purpose(
    sink: str, tmp_path: Path
) -> None:
    [outreach] = make_due("ana")
    deliver(sink)
    [mail] = Mailbox(tmp_path).all()
    assert mail.subject == "Your lamp is on its way"
    assert str(mail.parsed["To"]) == "Person ana <ana@example.com>"
    assert spoken(outreach.code) in mail.text
    stop = str(mail.parsed["List-Unsubscribe"]).strip("<>")
    assert stop.startswith("https://shop.example/u/")
    token = stop.rpartition("/")[2]
    assert links.read(token, purpose="stop", now=NOON).id == outreach.id
    with pytest.raises(links.LinkRefused):
        links.read(token, purpose="notice", now=NOON)


def test_more_than_a_batch_are_sent_in_the_order_they_fell_due_and_urgent_ones_first() -> None:
    ids: list[str] = []

    class InTurn:
        def send(self, message: Message) -> Outcome:
            ids.append(message.message_id)
            return Outcome(state="accepted")

    ordinary = make_due(*(f"c{number:03d}" for number in range(BATCH + 20)))
    [urgent] = make_due("late", event="card-used")
    loop = deliver_loop(channels={"email": InTurn})
    handled = [loop.step(SimulatedClock(NOON + timedelta(minutes=1))) for _ in range(3)]
    assert handled == [1, BATCH, 20]
    assert ids[0] == now_is(urgent).message_id
    assert ids[1:] == [now_is(outreach).message_id for outreach in ordinary]
    assert set(Outreach.objects.values_list("state", flat=True)) == {"sent"}


def test_a_row_that_cannot_be_composed_is_set_aside_and_the_others_go_on(sink: str, tmp_path: Path) -> None:
    first, poison, last = make_due("a", "b", "c")
    Outreach.objects.filter(id=poison.id).update(data={"order": {}})
    deliver(sink)
    assert [now_is(row).state for row in (first, poison, last)] == ["sent", "failed", "sent"]
    assert "cannot be composed" in Attempt.objects.get(outreach=poison).says
    assert len(kept(tmp_path)) == 2


def test_a_row_whose_version_cannot_be_read_any_more_does_not_hold_up_the_others(
    sink: str, tmp_path: Path
) -> None:
    from tidings.campaigns import public as campaigns

    first, poison, last = make_due("a", "b", "c")
    draft = campaigns.save_version(
        text=CAMPAIGN.format(name="sent-off", topic="orders") + "\n", actor="test", now=NOON
    )
    Outreach.objects.filter(id=poison.id).update(version_id=draft.id)
    deliver(sink)
    assert [now_is(row).state for row in (first, poison, last)] == ["sent", "failed", "sent"]
    assert poison.reason == "not_deliverable"
    assert len(kept(tmp_path)) == 2


def test_an_attempt_is_on_record_before_the_world_hears_of_it(tmp_path: Path) -> None:
    from tidings.outreach.claiming import claim
    from tidings.outreach.compose import Voice

    [outreach] = make_due("ana")
    claim(now=NOON, voice=Voice())
    assert tries(outreach) == ["unknown"]
    assert now_is(outreach).state == "sending"


def test_a_lease_that_ran_out_is_taken_up_under_the_same_message_id(sink: str, tmp_path: Path) -> None:
    from tidings.outreach.claiming import claim
    from tidings.outreach.compose import Voice

    [outreach] = make_due("ana")
    claim(now=NOON, voice=Voice())
    taken = now_is(outreach)
    assert next_due() == NOON + LEASE
    assert deliver(sink, at=NOON + LEASE - timedelta(seconds=1)) == 0
    assert deliver(sink, at=NOON + LEASE) == 1
    assert tries(outreach) == ["unknown", "accepted"]
    assert kept(tmp_path) == [taken.message_id]


def test_a_replay_takes_its_own_leases_back_at_once(sink: str, tmp_path: Path) -> None:
    from tidings.outreach.claiming import claim
    from tidings.outreach.compose import Voice

    [outreach] = make_due("ana")
    claim(now=NOON, voice=Voice())
    assert release_leases() == 1
    assert deliver(sink, at=NOON) == 1
    assert now_is(outreach).sent_at == NOON


def test_the_message_id_is_the_same_when_everything_is_done_again_from_nothing(sink: str) -> None:
    from tidings.outreach.compose import Voice, message_id_for

    [outreach] = make_due("ana")
    deliver(sink)
    assert now_is(outreach).message_id == message_id_for(outreach, voice=Voice())
    assert outreach.message_id.endswith("@shop.example")


def test_a_stop_between_two_messages_of_one_claim_holds_the_second(sink: str, tmp_path: Path) -> None:
    first, second = make_due("a", "b")
    by_mail = by_smtp(sink)["email"]()

    class StopsTheSecond:
        def send(self, message: Message) -> Outcome:
            outcome = by_mail.send(message)
            stopped(customer_id=second.customer_id, scope="all", now=NOON)
            return outcome

    loop = deliver_loop(channels={"email": StopsTheSecond})
    while loop.step(SimulatedClock(NOON + timedelta(minutes=1))):
        pass
    assert [now_is(row).state for row in (first, second)] == ["sent", "withdrawn"]
    assert len(kept(tmp_path)) == 1 and tries(second) == []


def test_what_expired_or_was_stopped_meanwhile_is_not_sent(sink: str, tmp_path: Path) -> None:
    from tidings.people import public as people

    late, ended = make_due("a", "b")
    Outreach.objects.filter(id=late.id).update(expires_at=NOON)
    people.stop(
        customer_id=ended.customer_id, scope="all", reason="asked", source="test", evidence={}, now=NOON
    )
    deliver(sink)
    assert [now_is(row).state for row in (late, ended)] == ["expired", "refused"]
    assert kept(tmp_path) == []


def test_many_messages_cost_few_queries(sink: str, django_assert_max_num_queries: object) -> None:
    make_due(*(f"c{number}" for number in range(20)))
    with django_assert_max_num_queries(130):  # type: ignore[operator]
        deliver(sink)
    assert connection.in_atomic_block
