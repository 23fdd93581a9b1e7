"""The ways out in use: one open sender a channel and thread, made when first needed."""

import os
import threading
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from django.conf import settings

from tidings.channels import discover
from tidings.channels.contract import Channel, Declaration, Sender

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
    """Every channel there is, with its settings as they stand."""
    return {name: partial(opened, channel) for name, channel in discover().items()}


def opened(channel: Channel) -> Sender:
    return channel.open(settings_for(channel.declaration))


def repeatable(channel: str) -> bool:
    """Whether an unknown outcome may be tried again: the receiver can tell a repetition by its id."""
    found = discover().get(channel)
    return found is not None and "same_id_again" in found.declaration.abilities


def settings_for(declaration: Declaration) -> dict[str, str]:
    """A channel's settings: ours where Django's settings name them, else the environment (or its `_FILE` twin)."""
    return {setting.name: stated(setting.name) or setting.default for setting in declaration.settings}


def stated(name: str) -> str:
    ours = getattr(settings, name.removeprefix("TIDINGS_"), "")
    if ours or f"{name}_FILE" not in os.environ:
        return str(ours or os.environ.get(name, ""))
    return Path(os.environ[f"{name}_FILE"]).read_text().strip()
