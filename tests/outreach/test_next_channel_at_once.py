"""At the same moment: receipts and records, stops and next channels, two workers; on connections of their own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

import tidings.people.public as people
from tests.outreach.several import Several, several_channels
from tidings.channels.contract import Outcome, Receipt
from tidings.ground.clock import SimulatedClock
from tidings.outreach import falling_back, reconciling
from tidings.outreach import public as outreach
from tidings.outreach.claiming import Claim, claim
from tidings.outreach.completing import Done, complete
from tidings.outreach.compose import Voice
from tidings.outreach.models import Attempt, Outreach

pytestmark = pytest.mark.django_db(transaction=True)
TWO = "{channels: [sms, email], fallback_after: 4h, expires: 48h}"
ROUNDS = 5


@pytest.fixture
def several(transactional_db: None, company) -> Iterator[Several]:
    with several_channels(company) as channels:
        yield channels


def together(*acts: Callable[[], object]) -> list[object]:
    """Each on a thread and a connection of its own, from the same moment on."""
    ready = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        try:
            ready.wait(60)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result(30) for done in [pool.submit(one, act) for act in acts]]


def on_their_way(several: Several, count: int = ROUNDS) -> list[Claim]:
    several.launch(TWO)
    for number in range(count):
        several.company.customer(f"c{number}", mobile=f"+551196123456{number}")
        several.company.happens("shop.order.late", customer=f"c{number}", order=f"o{number}")
    several.company.decides()
    return claim(now=several.now, voice=Voice()).claims


def heard(several: Several, state: str) -> Callable[[], frozenset[str]]:
    """Receipts for all attempts, given again until none waits, as the inbox does."""
    waiting = [
        Receipt(key=str(one.id), state=state, message_id=one.message_id)  # type: ignore[arg-type]
        for one in Attempt.objects.all()
    ]

    def give() -> frozenset[str]:
        left = frozenset(one.key for one in waiting)
        while left:
            again = [one for one in waiting if one.key in left]
            left = outreach.receive(channel="sms", account="", receipts=again, now=several.now)
        return left

    return give


def states() -> set[tuple[str, str]]:
    return set(Outreach.objects.values_list("channel", "state"))


@pytest.mark.parametrize("state", ["accepted", "delivered", "seen"])
def test_a_receipt_at_the_moment_of_the_record_leaves_it_sent_once(several: Several, state: str):
    claims = on_their_way(several)
    done = [Done(one, Outcome(state="accepted"), several.now) for one in claims]
    together(lambda: complete(done), heard(several, state))
    assert states() == {("sms", "sent")}
    assert set(Attempt.objects.values_list("outcome", "receipt")) == {("accepted", state)}
    waits = Outreach.objects.exclude(next_at=None).count()
    assert waits == (0 if state == "seen" else ROUNDS)


def test_a_failure_told_at_the_moment_of_the_record_goes_on_once(several: Several):
    claims = on_their_way(several)
    done = [Done(one, Outcome(state="accepted"), several.now) for one in claims]
    together(lambda: complete(done), heard(several, "failed"))
    assert states() == {("email", "pending")}
    assert {tuple(row.tried) for row in Outreach.objects.all()} == {("sms",)}


def test_two_workers_go_on_with_each_contact_once(several: Several):
    complete([Done(one, Outcome(state="accepted"), several.now) for one in on_their_way(several)])
    clock = SimulatedClock(several.now + timedelta(hours=4))
    together(*[lambda: falling_back.step(clock)] * 3)
    assert states() == {("email", "pending")}
    assert {tuple(row.tried) for row in Outreach.objects.all()} == {("sms",)}


@pytest.mark.parametrize("act", ["stop", "see"])
def test_a_stop_or_a_look_at_the_moment_of_the_next_channel_ends_it(several: Several, act: str):
    complete([Done(one, Outcome(state="accepted"), several.now) for one in on_their_way(several)])
    clock = SimulatedClock(several.now + timedelta(hours=4))

    def stop() -> None:
        for row in Outreach.objects.all():
            if act == "see":
                outreach.seen(outreach_id=row.id, now=clock.now())
            else:
                stopped(row)

    def stopped(row: Outreach) -> None:
        people.stop(
            customer_id=row.customer_id,
            scope="all",
            reason="stopped",
            source="customer",
            evidence={},
            now=clock.now(),
        )
        outreach.stopped(customer_id=row.customer_id, scope="all", now=clock.now())

    together(stop, lambda: falling_back.step(clock))
    several.goes_on(hours=47)
    assert several.email.sent == []
    assert states() == {("sms", "sent")}


def test_two_workers_ask_about_each_unknown_outcome_once(several: Several):
    complete([Done(one, Outcome(state="unknown"), several.now) for one in on_their_way(several)])
    clock = SimulatedClock(several.now + timedelta(minutes=2))
    together(*[lambda: reconciling.step(clock)] * 3)
    assert len(several.sms.asked) == len(set(several.sms.asked)) == ROUNDS


def test_a_receipt_at_the_moment_of_giving_up_never_leaves_both(several: Several):
    complete([Done(one, Outcome(state="unknown"), several.now) for one in on_their_way(several)])
    clock = SimulatedClock(several.now + timedelta(hours=2))
    together(lambda: reconciling.step(clock), heard(several, "delivered"))
    several.goes_on(hours=1)
    assert states() == {("sms", "sent")}
    assert several.email.sent == []
