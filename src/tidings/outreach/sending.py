"""The ways out in use: one open sender a channel and thread, made when first needed."""

import threading
from collections.abc import Callable, Mapping
from functools import partial

from tidings.channels import discover
from tidings.channels.contract import Channel, Sender
from tidings.ground import clock
from tidings.ground.channel_settings import accounts, ready, settings_for
from tidings.ground.inbox import Inbox

Opener = Callable[[], Sender]


class NoSuchChannel(LookupError):
    """An outreach names a channel that this installation does not have."""


class Senders:
    """Senders by channel name; each thread has its own, because a sender is one conversation."""

    def __init__(self, channels: Mapping[str, Opener] | None = None) -> None:
        self.openers = openers() if channels is None else channels
        self.mine = threading.local()

    def sender_for(self, channel: str) -> Sender:
        """The open way out of `channel`; raises `NoSuchChannel`."""
        if channel not in self.openers:
            raise NoSuchChannel(channel)
        open_ones: dict[str, Sender] = self.mine.__dict__.setdefault("senders", {})
        if channel not in open_ones:
            open_ones[channel] = self.openers[channel]()
        return open_ones[channel]


def openers() -> dict[str, Opener]:
    """Every channel that is ready, by its first account."""
    return {
        name: partial(opened, discover()[name], accounts(discover()[name].declaration)[0]) for name in ready()
    }


def opened(channel: Channel, account: str) -> Sender:
    ports = Inbox(channel.declaration.name, account, clock.current())
    return channel.open(settings_for(channel.declaration, account), ports)


def repeatable(channel: str) -> bool:
    """Whether an unknown outcome may be tried again: the receiver can tell a repetition by its id."""
    found = discover().get(channel)
    return found is not None and "same_id_again" in found.declaration.abilities
