"""What every channel does when it sends, each against a far end of its own kind (see `worlds.py`)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.channels.worlds import WORLDS, able, troubled
from tidings.channels.contract import Channel

every = pytest.mark.parametrize("name", sorted(WORLDS))


@every
def test_what_is_accepted_was_received_once_in_order(world: Any, sender: Any) -> None:
    assert [sender.send(world.message(id)).state for id in "abc"] == ["accepted"] * 3
    assert world.received() == ["a", "b", "c"]


@every
def test_a_message_sent_again_bears_the_same_id(world: Any, sender: Any) -> None:
    assert [sender.send(world.message("a")).state for _ in range(2)] == ["accepted"] * 2
    assert world.received() == ["a", "a"]


@pytest.mark.parametrize(
    ("name", "trouble"), troubled("throttled", "transient", "refused for good", "no such address")
)
def test_a_refusal_says_whether_to_try_again_and_the_next_message_goes_through(
    world: Any, sender: Any, trouble: str
) -> None:
    world.plan(trouble)
    outcome = sender.send(world.message("a"))
    assert outcome.state == ("transient" if trouble in ("throttled", "transient") else "permanent")
    assert outcome.throttled == (trouble == "throttled")
    assert outcome.address_dead == (trouble == "no such address")
    assert not outcome.unreachable, "the way is not to blame"
    assert outcome.says
    assert sender.send(world.message("b")).state == "accepted"
    assert world.received() == ["b"]


@pytest.mark.parametrize(("name", "trouble"), troubled("wrong credentials"))
def test_wrong_credentials_blame_the_way_and_not_the_message(world: Any, sender: Any, trouble: str) -> None:
    world.plan(trouble)
    outcome = sender.send(world.message("a"))
    assert (outcome.state, outcome.unreachable) == ("transient", True)
    assert world.received() == []
    assert sender.send(world.message("a")).state == "accepted"


@pytest.mark.parametrize(("name", "trouble"), troubled("taken but not answered"))
def test_what_was_taken_but_not_answered_is_unknown_and_not_sent_again(
    world: Any, sender: Any, trouble: str
) -> None:
    world.plan(trouble)
    assert sender.send(world.message("a")).state == "unknown"
    assert world.received() == ["a"]
    assert sender.send(world.message("b")).state == "accepted"


@pytest.mark.parametrize(("name", "trouble"), troubled("slow"))
def test_a_slow_far_end_is_waited_for(world: Any, sender: Any, trouble: str) -> None:
    world.plan(trouble)
    assert sender.send(world.message("a")).state == "accepted"
    assert world.received() == ["a"]


@pytest.mark.parametrize(("name", "trouble"), troubled("dies mid-message"))
def test_a_far_end_that_dies_before_it_has_the_whole_is_not_called_accepted(
    world: Any, sender: Any, trouble: str
) -> None:
    """Where a message leaves in one piece nobody can tell how much of it arrived: `unknown` is the truth then."""
    world.plan(trouble)
    outcome = sender.send(world.message("a"))
    received = world.received()
    if outcome.state == "accepted":
        assert received == ["a"], "tried once more, on a new connection"
    else:
        assert outcome.state in ("transient", "unknown")
        assert (outcome.unreachable, received) == (True, [])
    assert sender.send(world.message("b")).state == "accepted"


@pytest.mark.parametrize(("name", "trouble"), troubled("vanish"))
def test_a_far_end_that_is_gone_is_unreachable_and_nothing_is_lost(
    world: Any, sender: Any, trouble: str
) -> None:
    assert sender.send(world.message("a")).state == "accepted"
    world.vanish()
    outcome = sender.send(world.message("b"))
    assert (outcome.state, outcome.unreachable) == ("transient", True)
    assert world.received() == ["a"]


@every
def test_a_message_with_nothing_optional_and_one_with_a_long_life_are_both_sent(
    world: Any, sender: Any
) -> None:
    full = world.message("a")
    bare = replace(
        full, composed=replace(full.composed, means="", done="", evidence=(), answers=(), next_steps=())
    )
    assert sender.send(bare).state == "accepted"
    assert sender.send(replace(full, expires_at=full.expires_at + timedelta(days=400))).state == "accepted"


@every
def test_closing_is_possible_at_any_time_and_twice(world: Any) -> None:
    sender = world.open()
    sender.close()
    sender.send(world.message("a"))
    sender.close()
    sender.close()
    assert sender.send(world.message("b")).state == "accepted"
    sender.close()


@pytest.mark.parametrize(("name", "trouble"), troubled("throttled", "refused for good", "wrong credentials"))
def test_what_is_said_of_a_refusal_bears_no_secret(
    world: Any, sender: Any, channel: Channel, trouble: str
) -> None:
    world.plan(trouble)
    says = sender.send(world.message("a")).says
    settings = world.settings()
    secrets = [settings.get(each.name, "") for each in channel.declaration.settings if each.secret]
    assert not [secret for secret in secrets if secret and secret in says]


@pytest.mark.parametrize("name", able("expiry"))
def test_the_far_end_is_told_when_it_is_too_late(world: Any, sender: Any) -> None:
    message = world.message("a")
    message = replace(message, expires_at=message.at + timedelta(hours=2))
    assert sender.send(message).state == "accepted"
    told = world.expiry("a")
    assert told is not None
    assert message.expires_at - timedelta(minutes=1) <= told <= message.expires_at + timedelta(seconds=1)


@pytest.mark.parametrize("name", able("asks"))
def test_the_far_end_can_be_asked_what_became_of_a_message(world: Any, sender: Any, channel: Channel) -> None:
    message = world.message("a")
    outcome = sender.send(message)
    known = channel.ask(message.message_id, outcome.provider_id, world.settings())
    assert known is not None
    assert known.state in channel.declaration.receipts
    assert channel.ask("nobody@nowhere.example", "0", world.settings()) is None


@every
def test_its_settings_are_those_it_declares(world: Any, channel: Channel) -> None:
    declared = {setting.name: setting for setting in channel.declaration.settings}
    settings = world.settings()
    assert settings.keys() <= declared.keys()
    assert all(settings.get(name) for name, setting in declared.items() if setting.required)
