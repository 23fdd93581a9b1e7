"""A channel's world and its sender, for the suite that every channel passes."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.channels.worlds import WORLDS, channel_of
from tidings.channels.contract import Channel


@pytest.fixture
def world(name: str) -> Iterator[Any]:
    world = WORLDS[name]()
    yield world
    world.close()


@pytest.fixture
def sender(world: Any) -> Iterator[Any]:
    sender = world.open()
    yield sender
    sender.close()


@pytest.fixture
def channel(name: str) -> Channel:
    return channel_of(name)
