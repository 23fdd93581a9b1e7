"""The sender against a real server that misbehaves in every way RFC 5321 allows, and some it does not."""

import time
from collections.abc import Iterator

import pytest

from tidings.channels.contract import Outcome
from tidings.channels.email.sending import SmtpSender
from tidings.channels.email.tests.examples import message
from tidings.channels.email.tests.scripted_server import HANG_UP, SILENCE, ScriptedServer
from tidings.channels.email.way import Way


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    server = ScriptedServer()
    yield server
    server.close()


@pytest.fixture
def sender(server: ScriptedServer) -> Iterator[SmtpSender]:
    sender = SmtpSender(Way(host="127.0.0.1", port=server.port, patience_s=1))
    yield sender
    sender.close()


def send(sender: SmtpSender, number: int = 1, **changes: object) -> Outcome:
    return sender.send(message(message_id=f"{number}@shop.example", **changes))


def test_many_messages_share_one_connection(server: ScriptedServer, sender: SmtpSender) -> None:
    assert [send(sender, number).state for number in range(5)] == ["accepted"] * 5
    assert server.connections == 1
    assert len(server.received) == 5


def test_the_text_arrives_as_composed_also_where_a_line_begins_with_a_dot(
    server: ScriptedServer, sender: SmtpSender
) -> None:
    from tidings.channels.email.compose import compose

    dotted = message(what=".\n..two dots\n.")
    assert sender.send(dotted).state == "accepted"
    assert server.received == [compose(dotted).octets]


@pytest.mark.parametrize("goodbye", ["", "421 4.4.2 idle for too long"])
def test_a_connection_dropped_between_messages_is_noticed_and_made_again(
    server: ScriptedServer, sender: SmtpSender, goodbye: str
) -> None:
    send(sender, 1)
    server.hang_up_on_all(goodbye)
    time.sleep(0.05)
    assert send(sender, 2).state == "accepted"
    assert server.connections == 2
    assert len(server.received) == 2


@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "DATA"])
def test_a_kept_connection_lost_before_the_text_is_no_harm(
    server: ScriptedServer, sender: SmtpSender, moment: str
) -> None:
    send(sender, 1)
    server.say(moment, HANG_UP)
    assert send(sender, 2).state == "accepted"
    assert len(server.received) == 2


@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "DATA"])
def test_a_new_connection_lost_before_the_text_is_transient(
    server: ScriptedServer, sender: SmtpSender, moment: str
) -> None:
    server.say(moment, HANG_UP)
    outcome = send(sender)
    assert (outcome.state, outcome.unreachable) == ("transient", True)
    assert server.received == []


@pytest.mark.parametrize("silence_or_end", [HANG_UP, SILENCE])
def test_a_peer_that_dies_after_the_text_leaves_the_outcome_unknown_and_nothing_is_sent_twice(
    server: ScriptedServer, sender: SmtpSender, silence_or_end: str
) -> None:
    send(sender, 1)
    server.say("message", silence_or_end)
    outcome = send(sender, 2)
    assert (outcome.state, outcome.unreachable) == ("unknown", True)
    assert len(server.received) == 2
    assert send(sender, 3).state == "accepted"


def test_a_peer_that_dies_while_the_text_is_on_its_way_has_not_taken_it(
    server: ScriptedServer, sender: SmtpSender
) -> None:
    server.say("text", HANG_UP, HANG_UP)
    outcome = send(sender, done="x" * 8_000_000)
    assert outcome.state == "transient"
    assert server.received == []


def test_a_slow_peer_costs_no_more_than_our_patience(server: ScriptedServer, sender: SmtpSender) -> None:
    server.say("RCPT", SILENCE)
    began = time.monotonic()
    assert send(sender).state == "transient"
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "DATA", "message"])
def test_4xx_is_transient_and_the_connection_goes_on(
    server: ScriptedServer, sender: SmtpSender, moment: str
) -> None:
    server.say(moment, "451 4.3.0 try later")
    outcome = send(sender, 1)
    assert (outcome.state, outcome.unreachable, outcome.address_dead) == ("transient", False, False)
    assert send(sender, 2).state == "accepted"
    assert server.connections == 1


@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "DATA", "message"])
def test_5xx_is_permanent_and_the_connection_goes_on(
    server: ScriptedServer, sender: SmtpSender, moment: str
) -> None:
    server.say(moment, "554 5.7.1 not wanted")
    outcome = send(sender, 1)
    assert (outcome.state, outcome.address_dead) == ("permanent", False)
    assert "5.7.1" in outcome.says
    assert send(sender, 2).state == "accepted"
    assert server.connections == 1


@pytest.mark.parametrize(
    ("answer", "dead"),
    [
        ("550 5.1.1 no such user", True),
        ("550 5.1.10 null MX", True),
        ("553 5.1.3 bad syntax", True),
        ("550-5.1.1 no such\r\n550 5.1.1 user", True),
        ("550 5.1.8 your domain is unknown to us", False),
        ("552 5.2.2 mailbox full", False),
        ("550 5.7.515 not authenticated", False),
        ("550 no reason given", False),
    ],
)
def test_only_a_refusal_that_blames_the_address_makes_it_dead(
    server: ScriptedServer, sender: SmtpSender, answer: str, dead: bool
) -> None:
    server.say("RCPT", answer)
    outcome = send(sender)
    assert (outcome.state, outcome.address_dead) == ("permanent", dead)


def test_552_to_a_recipient_without_more_is_read_as_452(server: ScriptedServer, sender: SmtpSender) -> None:
    server.say("RCPT", "552 too many recipients")
    assert send(sender).state == "transient"


@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "message"])
def test_421_is_transient_and_the_next_message_takes_a_new_connection(
    server: ScriptedServer, sender: SmtpSender, moment: str
) -> None:
    server.say(moment, "421 4.3.2 shutting down")
    outcome = send(sender, 1)
    assert (outcome.state, outcome.unreachable) == ("transient", True)
    assert send(sender, 2).state == "accepted"
    assert server.connections == 2


@pytest.mark.parametrize("greeting", ["554 5.7.1 not you", "421 4.3.2 busy", HANG_UP, SILENCE])
def test_a_server_that_does_not_let_us_in_is_unreachable_not_a_refusal_of_the_message(
    server: ScriptedServer, sender: SmtpSender, greeting: str
) -> None:
    server.say("greeting", greeting)
    outcome = send(sender)
    assert (outcome.state, outcome.unreachable) == ("transient", True)


def test_no_server_at_all_is_unreachable(server: ScriptedServer, sender: SmtpSender) -> None:
    server.close()
    outcome = send(sender)
    assert (outcome.state, outcome.unreachable) == ("transient", True)


def test_a_text_larger_than_the_server_takes_is_refused_without_sending_it(
    server: ScriptedServer, sender: SmtpSender
) -> None:
    server.usual["EHLO"] = "250-scripted\r\n250 SIZE 4000"
    assert send(sender).state == "permanent"
    assert not any(command.startswith("MAIL") for command in server.commands)


def test_the_size_is_announced_where_the_server_asks_for_it(
    server: ScriptedServer, sender: SmtpSender
) -> None:
    server.usual["EHLO"] = "250-scripted\r\n250 SIZE 100000"
    send(sender)
    assert f"MAIL FROM:<notices@shop.example> SIZE={len(server.received[0])}" in server.commands


def test_an_international_address_goes_to_a_server_that_takes_them(
    server: ScriptedServer, sender: SmtpSender
) -> None:
    assert send(sender, to="josé@exemplo.example").state == "accepted"
    assert "MAIL FROM:<notices@shop.example> SMTPUTF8 BODY=8BITMIME" in server.commands
    assert "RCPT TO:<josé@exemplo.example>" in server.commands


def test_an_international_address_is_refused_plainly_where_the_server_takes_none(
    server: ScriptedServer, sender: SmtpSender
) -> None:
    server.usual["EHLO"] = "250 scripted"
    outcome = send(sender, to="josé@exemplo.example")
    assert (outcome.state, outcome.address_dead) == ("permanent", False)


def test_an_old_server_without_ehlo_is_spoken_to_in_the_old_way(
    server: ScriptedServer, sender: SmtpSender
) -> None:
    server.usual |= {"EHLO": "502 what?", "HELO": "250 hello"}
    assert send(sender).state == "accepted"
