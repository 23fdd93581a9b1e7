"""Many messages at once: in groups of commands where the server allows it, and each with the outcome it truly had."""

import itertools
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidings.channels.contract import Message, Outcome
from tidings.channels.email.sending import SmtpSender
from tidings.channels.email.tests.examples import message
from tidings.channels.email.tests.scripted_server import HANG_UP, PIPELINING, SILENCE, ScriptedServer
from tidings.channels.email.way import Way


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    server = ScriptedServer()
    server.usual["EHLO"] = PIPELINING
    yield server
    server.close()


def sender_to(server: ScriptedServer, connections: int = 1) -> SmtpSender:
    return SmtpSender(Way(host="127.0.0.1", port=server.port, patience_s=1, connections=connections))


def messages(many: int) -> Iterator[Message]:
    return (message(message_id=f"{number}@shop.example") for number in range(many))


def outcomes(sender: SmtpSender, many: int) -> dict[str, Outcome]:
    found = list(sender.send_all(messages(many)))
    sender.close()
    assert len(found) == len({sent.message_id for sent, _ in found})
    return {sent.message_id.partition("@")[0]: outcome for sent, outcome in found}


def ids(server: ScriptedServer) -> list[str]:
    return [octets.split(b"Message-ID: <")[1].split(b"@")[0].decode() for octets in server.received]


def test_the_next_envelope_crosses_the_wire_with_the_text_before_it(server: ScriptedServer) -> None:
    assert {outcome.state for outcome in outcomes(sender_to(server), 5).values()} == {"accepted"}
    assert ids(server) == list("01234")
    # The greeting, EHLO, the first envelope, then one group a message, QUIT.
    assert server.groups <= 1 + 1 + 5 + 1 + 1


def test_a_server_without_pipelining_is_asked_step_by_step(server: ScriptedServer) -> None:
    server.usual["EHLO"] = "250 scripted"
    assert {outcome.state for outcome in outcomes(sender_to(server), 3).values()} == {"accepted"}
    assert ids(server) == list("012")


def test_several_connections_carry_each_message_once(server: ScriptedServer) -> None:
    found = outcomes(sender_to(server, connections=4), 40)
    assert {outcome.state for outcome in found.values()} == {"accepted"}
    assert sorted(ids(server)) == sorted(map(str, range(40)))
    assert server.connections == 4


def test_a_server_that_lets_fewer_in_gets_fewer_connections(server: ScriptedServer) -> None:
    server.say("greeting", server.usual["greeting"], *["421 4.7.0 too many connections"] * 3)
    found = outcomes(sender_to(server, connections=4), 20)
    assert {outcome.state for outcome in found.values()} == {"accepted"}
    assert len(server.received) == 20


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA", "message"])
@pytest.mark.parametrize(
    ("says", "state"), [("451 4.3.0 later", "transient"), ("550 5.7.1 not wanted", "permanent")]
)
def test_a_refusal_within_a_group_is_of_its_own_message_only(
    server: ScriptedServer, command: str, says: str, state: str
) -> None:
    server.say(command, server.usual[command], says)
    found = outcomes(sender_to(server), 4)
    assert [found[id].state for id in "0123"] == ["accepted", state, "accepted", "accepted"]
    assert ids(server) == ["0", *(["1"] if command == "message" else []), "2", "3"]
    assert server.connections == 1


def test_a_server_that_asks_for_the_text_of_a_refused_recipient_is_given_none(server: ScriptedServer) -> None:
    server.careless = True
    server.say("RCPT", server.usual["RCPT"], "550 5.1.1 nobody")
    server.say("message", server.usual["message"], "554 5.5.1 no valid recipients")
    found = outcomes(sender_to(server), 3)
    assert [found[id].state for id in "012"] == ["accepted", "permanent", "accepted"]
    assert found["1"].address_dead
    assert [octets for octets in server.received if octets == b""] == [b""]


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("trouble", [HANG_UP, "421 4.3.2 closing"])
def test_a_connection_that_ends_before_a_text_costs_nobody_anything(
    server: ScriptedServer, command: str, trouble: str
) -> None:
    server.say(command, server.usual[command], trouble)
    found = outcomes(sender_to(server), 4)
    assert {outcome.state for outcome in found.values()} == {"accepted"}
    assert sorted(ids(server)) == list("0123")
    assert server.connections == 2


@pytest.mark.parametrize("trouble", [HANG_UP, SILENCE])
def test_a_connection_that_ends_after_a_text_leaves_that_message_unknown_and_the_next_is_sent(
    server: ScriptedServer, trouble: str
) -> None:
    server.say("message", server.usual["message"], trouble)
    found = outcomes(sender_to(server), 4)
    assert [found[id].state for id in "0123"] == ["accepted", "unknown", "accepted", "accepted"]
    assert Counter(ids(server)) == Counter("0123")


def test_a_way_that_is_lost_is_not_drawn_for(server: ScriptedServer) -> None:
    server.close()
    drawn = []
    source = (drawn.append(each) or each for each in messages(100))
    found = list(sender_to(server, connections=4).send_all(source))
    assert [outcome.unreachable for _, outcome in found] == [True]
    assert len(drawn) == 1


def test_one_that_cannot_be_drawn_does_not_hold_up_the_others(server: ScriptedServer) -> None:
    bad = [
        message(message_id="1@shop.example", to="nobody"),
        message(message_id="2@shop.example", next_steps=None),
    ]
    found = list(sender_to(server).send_all(itertools.chain(messages(1), bad, [message()])))
    assert sorted(outcome.state for _, outcome in found) == ["accepted", "accepted", "permanent", "permanent"]


def test_who_stops_listening_leaves_no_connection_in_the_middle(server: ScriptedServer) -> None:
    sender = sender_to(server)
    sending = sender.send_all(messages(10))
    next(sending)
    sending.close()
    assert sender.kept == []
    assert sender.send(message()).state == "accepted"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cuts=st.lists(st.integers(20, 30_000), min_size=1, max_size=3), pipelining=st.booleans())
def test_wherever_the_wire_is_cut_every_outcome_is_true(cuts: list[int], pipelining: bool) -> None:
    """The server hears so many octets of a connection and no more; what it took whole it counts as received."""
    server = ScriptedServer(cuts=cuts)
    if pipelining:
        server.usual["EHLO"] = PIPELINING
    try:
        found = outcomes(sender_to(server), 4)
        received = Counter(ids(server))
    finally:
        server.close()
    assert set(found) <= set("0123")
    for id, outcome in found.items():
        if outcome.state == "accepted":
            assert received[id] >= 1
        if outcome.state == "transient":
            assert received[id] == 0
    assert max(received.values(), default=0) <= 1
