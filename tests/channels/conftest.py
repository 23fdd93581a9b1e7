"""A channel's world and its sender, for the suite that every channel passes."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.channels.worlds import ALL, channel_of
from tidings.channels.contract import Channel


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test for which no channel qualifies yet is left out."""
    items[:] = [item for item in items if "NOTSET" not in item.name]


@pytest.fixture
def world(name: str) -> Iterator[Any]:
    world = ALL[name]()
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
