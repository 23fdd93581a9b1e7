"""What the far end answers when it is asked about a message."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tidings.channels.sms.channel import CHANNEL
from tidings.channels.sms.smpp.asking import state
from tidings.channels.sms.smpp.binding import Lost
from tidings.channels.sms.tests.conformance import World

KNOWN = b"A17\x00\x00"


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


def test_the_sender_that_the_message_bore_is_found_among_ours(world: World) -> None:
    sender = world.open()
    american = replace(world.message("a"), to="+12025550123")
    outcome = sender.send(american)
    receipt = CHANNEL.ask(american.message_id, outcome.provider_id, world.settings())
    assert receipt is not None
    assert (receipt.state, receipt.provider_id) == ("delivered", outcome.provider_id)
    sender.close()


def test_a_message_whose_answer_was_lost_has_no_name_to_ask_by(world: World) -> None:
    assert CHANNEL.ask("a@shop.example", "", world.settings()) is None


def test_a_centre_that_is_gone_is_not_an_answer(world: World) -> None:
    world.vanish()
    with pytest.raises(Lost):
        CHANNEL.ask("a@shop.example", "A17", world.settings())


@pytest.mark.parametrize(
    ("body", "said"),
    [(KNOWN + b"\x02\x00", "delivered"), (KNOWN + b"\x03", "expired"), (KNOWN + b"\x63", None), (b"", None)],
)
def test_every_answer_is_a_state_or_nothing(body: bytes, said: str | None) -> None:
    receipt = state(body, "A17")
    assert (receipt and receipt.state) == said
