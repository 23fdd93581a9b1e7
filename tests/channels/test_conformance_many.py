"""What every channel does that sends many at once: the same as one by one, and nothing lost when the way is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from tests.channels.worlds import WORLDS, troubled
from tidings.channels.contract import Message

MANY = 40


def sends_many(name: str) -> bool:
    world = WORLDS[name]()
    try:
        return hasattr(world.open(), "send_all")
    finally:
        world.close()


MANY_SENDERS = [name for name in sorted(WORLDS) if sends_many(name)]
every = pytest.mark.parametrize("name", MANY_SENDERS)


def id_of(message: Message) -> str:
    return message.message_id.partition("@")[0].strip("<")


@every
def test_each_message_is_received_once_and_has_one_outcome(world: Any, sender: Any) -> None:
    ids = [f"m{number}" for number in range(MANY)]
    results = list(sender.send_all(map(world.message, ids)))
    assert sorted(id_of(message) for message, _ in results) == sorted(ids)
    assert {outcome.state for _, outcome in results} == {"accepted"}
    assert sorted(world.received()) == sorted(ids)


@every
def test_nothing_to_send_is_no_trouble(sender: Any) -> None:
    assert list(sender.send_all([])) == []


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        (name, trouble)
        for name, trouble in troubled("throttled", "transient", "refused for good", "no such address")
        if name in MANY_SENDERS
    ],
)
def test_a_refusal_among_many_is_that_of_one_by_one(world: Any, sender: Any, trouble: str) -> None:
    world.plan(trouble)
    alone = sender.send(world.message("alone"))
    world.plan(trouble)
    results = [outcome for _, outcome in sender.send_all(map(world.message, "abcde"))]
    refused = [outcome for outcome in results if outcome.state != "accepted"]
    assert [(one.state, one.throttled, one.address_dead, one.unreachable) for one in refused] == [
        (alone.state, alone.throttled, alone.address_dead, alone.unreachable)
    ]
    assert len(world.received()) == len(results) - 1 == 4


@every
def test_a_message_that_cannot_be_drawn_is_refused_for_good_and_the_others_go(
    world: Any, sender: Any
) -> None:
    given = [world.message("a"), replace(world.message("b"), to=""), world.message("c")]
    states = {id_of(message): outcome.state for message, outcome in sender.send_all(given)}
    assert states == {"a": "accepted", "b": "permanent", "c": "accepted"}
    assert sorted(world.received()) == ["a", "c"]


@every
def test_once_the_way_is_lost_it_stops_drawing_and_what_was_drawn_has_its_outcome(
    world: Any, sender: Any
) -> None:
    drawn: list[str] = []

    def without_end() -> Iterator[Message]:
        for number in count():
            drawn.append(f"m{number}")
            yield world.message(drawn[-1])

    results = {}
    for message, outcome in sender.send_all(without_end()):
        assert id_of(message) not in results
        results[id_of(message)] = outcome
        if len(results) == 5:
            world.vanish()
    assert sorted(results) == sorted(drawn)
    accepted = {id for id, outcome in results.items() if outcome.state == "accepted"}
    blameless = {id for id, outcome in results.items() if outcome.state == "transient"}
    received = world.received()
    assert accepted <= set(received)
    assert not blameless & set(received), "what was received is never said to be free to send again"
    assert len(received) == len(set(received))
    assert {outcome.state for outcome in results.values()} <= {"accepted", "transient", "unknown"}


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        (name, trouble)
        for name, trouble in troubled("taken but not answered", "dies mid-message")
        if name in MANY_SENDERS
    ],
)
def test_a_trouble_in_between_leaves_no_message_without_its_true_outcome(
    world: Any, sender: Any, trouble: str
) -> None:
    world.plan(trouble)
    given = map(world.message, (f"m{number}" for number in range(20)))
    results = {id_of(message): outcome.state for message, outcome in sender.send_all(given)}
    received = world.received()
    assert len(received) == len(set(received))
    assert {id for id, state in results.items() if state == "accepted"} <= set(received)
    assert not {id for id, state in results.items() if state in ("transient", "permanent")} & set(received)
    rest = [message for message in given if sender.send(message).state != "accepted"]
    assert rest == [], "what was not drawn can still be sent"
