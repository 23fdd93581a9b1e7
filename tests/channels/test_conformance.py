"""What every channel does, each against a far end of its own kind (`channels/NAME/tests/conformance.py`)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest

from tidings.channels import discover


@pytest.fixture(params=sorted(discover()))
def world(request: pytest.FixtureRequest) -> Iterator[Any]:
    world = import_module(f"tidings.channels.{request.param}.tests.conformance").World()
    yield world
    world.close()


@pytest.fixture
def sender(world: Any) -> Iterator[Any]:
    sender = world.open()
    yield sender
    sender.close()


def test_what_is_accepted_was_received_once_in_order(world: Any, sender: Any) -> None:
    assert [sender.send(world.message(id)).state for id in "abc"] == ["accepted"] * 3
    assert world.received() == ["a", "b", "c"]


def test_a_message_sent_again_bears_the_same_id(world: Any, sender: Any) -> None:
    assert [sender.send(world.message("a")).state for _ in range(2)] == ["accepted"] * 2
    assert world.received() == ["a", "a"]


@pytest.mark.parametrize(
    ("trouble", "state", "address_dead"),
    [
        ("throttled", "transient", False),
        ("refused for good", "permanent", False),
        ("no such address", "permanent", True),
    ],
)
def test_a_refusal_says_whether_to_try_again_and_the_next_message_goes_through(
    world: Any, sender: Any, trouble: str, state: str, address_dead: bool
) -> None:
    world.plan(trouble)
    outcome = sender.send(world.message("a"))
    assert (outcome.state, outcome.address_dead, outcome.unreachable) == (state, address_dead, False)
    assert outcome.says
    assert sender.send(world.message("b")).state == "accepted"
    assert world.received() == ["b"]


def test_what_was_taken_but_not_answered_is_unknown_and_not_sent_again(world: Any, sender: Any) -> None:
    world.plan("taken but not answered")
    assert sender.send(world.message("a")).state == "unknown"
    assert world.received() == ["a"]
    assert sender.send(world.message("b")).state == "accepted"


def test_a_far_end_that_is_gone_is_unreachable_and_nothing_is_lost(world: Any, sender: Any) -> None:
    assert sender.send(world.message("a")).state == "accepted"
    world.vanish()
    outcome = sender.send(world.message("b"))
    assert (outcome.state, outcome.unreachable) == ("transient", True)
    assert world.received() == ["a"]


def test_a_message_with_nothing_optional_and_one_with_a_long_life_are_both_sent(
    world: Any, sender: Any
) -> None:
    full = world.message("a")
    bare = replace(
        full, composed=replace(full.composed, means="", done="", evidence=(), answers=(), next_steps=())
    )
    assert sender.send(bare).state == "accepted"
    assert sender.send(replace(full, expires_at=full.expires_at + timedelta(days=400))).state == "accepted"


def test_closing_is_possible_at_any_time_and_twice(world: Any) -> None:
    sender = world.open()
    sender.close()
    sender.send(world.message("a"))
    sender.close()
    sender.close()
    assert sender.send(world.message("b")).state == "accepted"
    sender.close()
