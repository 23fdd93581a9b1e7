"""The worlds of the channels: for each a far end of its own kind (`channels/NAME/tests/conformance.py`).

A world has `open()`, `settings()`, `message(id)` (the left part of its message_id is the id), `plan(trouble)` (the far
end does it once), `vanish()`, `received()` (the ids, in order) and `close()`. Where the channel declares it: `receipt(id,
state)`, `reply(sender, text)`, `stopped(address)`, `forged(raw)`, each a `Raw`, and `expiry(id)` (what the far end was
told). What a protocol cannot have stands in `impossible`, with the reason. A module can have several worlds: `WORLDS`.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from tidings.channels import discover
from tidings.channels.contract import Channel

# Channels that are declared, and sent by in a later release: they refuse to be opened.
DECLARED_ONLY = frozenset({"voice"})

DOINGS = ("receipt", "reply", "stopped", "forged", "expiry")
TROUBLES = (
    "throttled",
    "transient",
    "refused for good",
    "no such address",
    "taken but not answered",
    "wrong credentials",
    "slow",
    "dies mid-message",
    "vanish",  # not planned but done: the far end is gone
)


def of_channel(name: str) -> Mapping[str, Callable[[], Any]]:
    """The worlds of one channel; none where its folder has none."""
    place = f"tidings.channels.{name}.tests"
    if not find_spec(place) or not find_spec(f"{place}.conformance"):
        return {}
    module: ModuleType = import_module(f"{place}.conformance")
    worlds = getattr(module, "WORLDS", None) or {"": module.World}
    return {f"{name} {more}".strip(): world for more, world in worlds.items()}


WORLDS = {name: world for channel in discover() for name, world in of_channel(channel).items()}


def channel_of(name: str) -> Channel:
    return discover()[name.partition(" ")[0]]


def able(*abilities: str) -> list[str]:
    """The names of the worlds whose channel has all these abilities."""
    return [name for name in WORLDS if set(abilities) <= channel_of(name).declaration.abilities]


def having(*doings: str) -> list[str]:
    """The names of the worlds that can do these things."""
    return [name for name in WORLDS if all(hasattr(WORLDS[name], doing) for doing in doings)]


def impossible(name: str) -> Mapping[str, str]:
    return getattr(WORLDS[name], "impossible", {})


def troubled(*troubles: str) -> list[tuple[str, str]]:
    """Every world with every one of these troubles that its protocol can have."""
    return [(name, trouble) for name in WORLDS for trouble in troubles if trouble not in impossible(name)]
