"""Senders pull what still stands: many at once, withdrawn ones step out, a broken sender costs only those under way."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

import pytest

from tests.outreach.delivering import NOON, found_company, make_due, now_is, tries
from tidings.channels.contract import Message, Outcome
from tidings.core.genuine.record import read_record
from tidings.ground.clock import SimulatedClock
from tidings.outreach.claiming import Claim
from tidings.outreach.completing import Done, next_state
from tidings.outreach.deliver import deliver_loop
from tidings.outreach.handing_over import TOGETHER
from tidings.outreach.models import Attempt
from tidings.outreach.record_keys import known_keys
from tidings.outreach.withdraw import stopped

pytestmark = pytest.mark.django_db
TAKEN = Outcome(state="accepted", says="250 ok", provider_id="p1", parts=2)
SOON = NOON + timedelta(minutes=1)


class Pulling:
    """A sender that has `window` messages under way; `meanwhile` happens before each is drawn."""

    def __init__(self, window: int = 4, meanwhile: Callable[[int], None] = lambda number: None) -> None:
        self.window, self.meanwhile, self.drawn = window, meanwhile, list[str]()

    def send(self, message: Message) -> Outcome:
        self.drawn.append(message.to)
        return TAKEN

    def send_all(self, messages: Iterable[Message]) -> Iterator[tuple[Message, Outcome]]:
        under_way: list[Message] = []
        for number, message in enumerate(messages):
            self.meanwhile(number)
            self.drawn.append(message.to)
            under_way.append(message)
            if len(under_way) == self.window:
                yield from ((one, TAKEN) for one in reversed(under_way))
                under_way = []
        yield from ((one, TAKEN) for one in reversed(under_way))

    def close(self) -> None: ...


@pytest.fixture(autouse=True)
def company(db: None) -> None:
    found_company()


def step(sender: object, stopping: Callable[[], bool] = lambda: False) -> int:
    loop = deliver_loop(channels={"email": lambda: sender}, stopping=stopping)  # type: ignore[dict-item,return-value]
    return loop.step(SimulatedClock(SOON))


def test_outcomes_in_any_order_find_their_rows() -> None:
    rows = make_due(*(f"c{number}" for number in range(10)))
    assert step(Pulling()) == 10
    assert {now_is(row).state for row in rows} == {"sent"}
    assert set(Attempt.objects.values_list("outcome", "provider_id", "parts", "account")) == {
        ("accepted", "p1", 2, "main")
    }


def test_every_attempt_has_its_signed_record_before_it_is_sent() -> None:
    [row] = make_due("ana")
    seen: list[str] = []
    sender = Pulling(meanwhile=lambda number: seen.append(Attempt.objects.get().record))
    step(sender)
    record = read_record(seen[0], keys=known_keys())
    assert (record.code, record.channel, record.sender) == (row.code, "email", "notices@shop.example")
    assert record.at == SOON
    assert "ana@example.com" not in seen[0]


def test_a_stop_in_the_middle_holds_what_was_not_looked_at_yet() -> None:
    names = [f"c{number:02}" for number in range(TOGETHER + 8)]
    rows = make_due(*names)

    def stop_the_last(number: int) -> None:
        if number == 3:
            stopped(customer_id=rows[-1].customer_id, scope="all", now=SOON)

    sender = Pulling(meanwhile=stop_the_last)
    step(sender)
    assert now_is(rows[-1]).state == "pending" and tries(rows[-1]) == []
    step(sender)
    assert now_is(rows[-1]).state == "withdrawn"
    assert len(sender.drawn) == len(rows) - 1


def test_a_worker_told_to_end_gives_back_at_once_what_was_not_drawn() -> None:
    rows = make_due(*(f"c{number}" for number in range(12)))
    told: list[bool] = []
    sender = Pulling(window=2, meanwhile=lambda number: told.append(True))
    step(sender, stopping=lambda: bool(told))
    sent = [row for row in rows if now_is(row).state == "sent"]
    back = [row for row in rows if row not in sent]
    assert 0 < len(sent) < 12
    assert {(row.state, row.tries, row.lease) for row in back} == {("pending", 0, None)}
    assert Attempt.objects.count() == len(sent)
    assert step(sender, stopping=lambda: True) == 0


class Breaking(Pulling):
    """Breaks over one person's message; what it had drawn is lost with it."""

    def send(self, message: Message) -> Outcome:
        if message.to.startswith("poison@"):
            raise RecursionError("this one")
        return super().send(message)

    def send_all(self, messages: Iterable[Message]) -> Iterator[tuple[Message, Outcome]]:
        for message in messages:
            if message.to.startswith("poison@"):
                raise RecursionError("this one")
            self.drawn.append(message.to)
            yield message, TAKEN


def test_a_poison_row_ends_with_the_reason_and_costs_no_other_its_message() -> None:
    rows = {row.customer.external_id: row for row in make_due("a", "poison", "b", "c")}
    sender = Breaking()
    loop = deliver_loop(channels={"email": lambda: sender})
    loop.step(SimulatedClock(SOON))
    assert {name: now_is(row).state for name, row in rows.items()} == {
        "a": "sent", "poison": "pending", "b": "sent", "c": "sent",
    }  # fmt: skip
    loop.step(SimulatedClock(rows["poison"].due_at))
    assert (now_is(rows["poison"]).state, rows["poison"].reason) == ("failed", "not_deliverable")
    assert "broke" in Attempt.objects.filter(outreach=rows["poison"]).latest("number").says


class Forgetful(Pulling):
    def send_all(self, messages: Iterable[Message]) -> Iterator[tuple[Message, Outcome]]:
        for number, message in enumerate(messages):
            if number:
                yield message, TAKEN


def test_a_sender_that_forgets_one_leaves_it_unknown() -> None:
    first, second = make_due("a", "b")
    step(Forgetful())
    assert (tries(first), tries(second)) == (["unknown"], ["accepted"])


class Lost(Pulling):
    def send_all(self, messages: Iterable[Message]) -> Iterator[tuple[Message, Outcome]]:
        for message in messages:
            yield message, Outcome(state="transient", says="gone", unreachable=True)
            return


def test_a_lost_way_charges_what_was_drawn_and_no_other() -> None:
    rows = make_due("a", "b", "c")
    step(Lost())
    assert [now_is(row).tries for row in rows] == [1, 0, 0]
    assert all(row.state == "pending" and row.due_at > SOON for row in rows)


def test_an_unknown_outcome_without_a_repeatable_id_is_asked_about_and_not_sent_again() -> None:
    [row] = make_due("ana")
    row.channel = "sms"
    claim = Claim(outreach=row, customer_id="ana", customer_name="Ana", attempt=1)
    after = next_state(Done(claim, Outcome(state="unknown"), SOON))
    assert after == {"state": "unknown", "due_at": SOON + timedelta(seconds=60)}
