"""What the mail server does wrong, and what becomes of the rows."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.outreach.delivering import NOON, by_smtp, deliver, found_company, make_due, now_is, tries
from tidings.channels.contract import Message, Outcome
from tidings.channels.email.tests.scripted_server import HANG_UP, SILENCE, ScriptedServer
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until
from tidings.outreach.deliver import Unreachable, deliver_loop
from tidings.outreach.due import next_due
from tidings.outreach.models import Attempt, Outreach

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company(db: None) -> None:
    found_company()


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    server = ScriptedServer()
    yield server
    server.close()


def url(server: ScriptedServer) -> str:
    return f"smtp://127.0.0.1:{server.port}"


def test_a_transient_refusal_is_tried_again_later_under_the_same_id(server: ScriptedServer) -> None:
    [outreach] = make_due("ana")
    server.say("RCPT", "451 4.7.1 greylisted")
    deliver(url(server), at=NOON)
    waiting = now_is(outreach)
    assert waiting.state == "pending"
    assert timedelta(seconds=60) <= waiting.due_at - NOON <= timedelta(seconds=75)
    assert next_due() == waiting.due_at == Attempt.objects.get(outreach=outreach).retry_at
    deliver(url(server), at=waiting.due_at)
    assert now_is(outreach).state == "sent"
    assert tries(outreach) == ["transient", "accepted"]
    assert len(set(Attempt.objects.values_list("message_id", flat=True))) == 1


def test_pauses_double_and_the_last_try_comes_before_the_outreach_expires(server: ScriptedServer) -> None:
    [outreach] = make_due("ana")
    server.usual["RCPT"] = "451 4.3.0 not now"
    loop = deliver_loop(channels=by_smtp(url(server)))
    run_until([loop], SimulatedClock(NOON), NOON + timedelta(days=4))
    assert now_is(outreach).state == "expired"
    started = list(Attempt.objects.order_by("number").values_list("started_at", flat=True))
    pauses = [(later - earlier).total_seconds() for earlier, later in pairwise(started[:7])]
    assert all(first < second for first, second in pairwise(pauses))
    assert started[-1] < outreach.expires_at
    assert len(started) < 60


def test_a_retry_that_falls_into_the_night_waits_for_the_morning(server: ScriptedServer) -> None:
    evening = NOON.replace(hour=20, minute=59, second=30)
    [outreach] = make_due("ana", now=evening)
    server.say("RCPT", "451 4.3.0 not now")
    loop = deliver_loop(channels=by_smtp(url(server)))
    run_until([loop], SimulatedClock(evening), evening + timedelta(days=1))
    assert now_is(outreach).sent_at == NOON.replace(day=5, hour=8)


def test_a_permanent_refusal_fails_the_row_but_not_the_address(server: ScriptedServer) -> None:
    [outreach] = make_due("ana")
    server.say("RCPT", "550 5.7.1 policy")
    deliver(url(server))
    assert (now_is(outreach).state, outreach.reason) == ("failed", "not_deliverable")
    assert tries(outreach) == ["permanent"]
    [again] = make_due("ana", event="card-used")
    deliver(url(server))
    assert now_is(again).state == "sent"


def test_an_address_that_does_not_exist_is_never_written_to_again(server: ScriptedServer) -> None:
    [outreach] = make_due("ana")
    server.say("RCPT", "550 5.1.1 no such user")
    deliver(url(server))
    assert (now_is(outreach).state, outreach.reason) == ("failed", "address_dead")
    assert make_due("ana", event="card-used") == []


@pytest.mark.parametrize("end", [HANG_UP, SILENCE])
def test_an_unknown_outcome_is_sent_again_under_the_same_id(server: ScriptedServer, end: str) -> None:
    [outreach] = make_due("ana")
    server.say("message", end)
    deliver(url(server), at=NOON, patience="3")
    assert (now_is(outreach).state, tries(outreach)) == ("pending", ["unknown"])
    deliver(url(server), at=outreach.due_at)
    assert (now_is(outreach).state, tries(outreach)) == ("sent", ["unknown", "accepted"])
    first, second = server.received
    assert message_id(first) == message_id(second)


def test_a_closed_way_costs_one_try_and_the_others_are_not_charged(server: ScriptedServer) -> None:
    rows = make_due("a", "b", "c")
    server.close()
    assert deliver(url(server), at=NOON) == 3
    assert [now_is(row).tries for row in rows] == [1, 0, 0]
    assert {row.state for row in rows} == {"pending"}
    assert all(row.due_at > NOON for row in rows)
    assert Attempt.objects.count() == 1


def test_a_company_without_a_sender_address_keeps_its_messages(server: ScriptedServer) -> None:
    from tidings.staff import public as staff

    [outreach] = make_due("ana")
    staff.save_company(actor="test", now=NOON, sender_email="")
    deliver(url(server))
    assert now_is(outreach).state == "pending"
    assert server.received == []


def test_settings_that_cannot_be_right_keep_the_messages_too() -> None:
    [outreach] = make_due("ana")
    deliver("smtp://user:password@mail.example.com:25")
    assert now_is(outreach).state == "pending"
    assert "TIDINGS_SMTP_URL" in Attempt.objects.get().says


def test_a_channel_that_breaks_over_one_row_leaves_the_others_their_turn() -> None:
    class Brittle:
        sent: list[str] = []

        def send(self, message: Message) -> Outcome:
            if message.to.startswith("b@"):
                raise RecursionError
            self.sent.append(message.to)
            return Outcome(state="accepted")

        def close(self) -> None: ...

    rows = make_due("a", "b", "c")
    deliver_loop(channels={"email": Brittle}).step(SimulatedClock(NOON))
    assert [now_is(row).state for row in rows] == ["sent", "pending", "sent"]
    assert tries(rows[1]) == ["unknown"]


def test_a_channel_that_is_not_there_fails_its_rows_only() -> None:
    [outreach] = make_due("ana")
    deliver_loop(channels={}).step(SimulatedClock(NOON))
    assert (now_is(outreach).state, outreach.reason) == ("failed", "not_deliverable")


def test_a_replay_stops_rather_than_go_on_without_its_mail_server(server: ScriptedServer) -> None:
    rows = make_due("a", "b")
    server.say("message", "250 taken", HANG_UP)
    with pytest.raises(Unreachable):
        deliver(url(server), stop=True)
    # They go by two connections: either may be the first to have its text taken.
    left = sorted((now_is(row).state, tries(row)) for row in rows)
    assert left == [("sending", ["unknown"]), ("sent", ["accepted"])]


def test_the_pauses_are_the_same_when_all_is_done_again(server: ScriptedServer) -> None:
    [outreach] = make_due("ana")
    server.usual["RCPT"] = "451 4.3.0 not now"
    deliver(url(server), at=NOON)
    due_at = now_is(outreach).due_at
    Attempt.objects.all().delete()
    Outreach.objects.update(due_at=NOON, tries=0)
    deliver(url(server), at=NOON)
    assert now_is(outreach).due_at == due_at


def message_id(octets: bytes) -> bytes:
    return next(line for line in octets.splitlines() if line.startswith(b"Message-ID"))
