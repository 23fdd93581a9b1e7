"""The ways out in use: one open sender a channel, account and thread, made when first needed."""

import logging
import threading
from collections.abc import Callable, Mapping

from tidings.channels import discover
from tidings.channels.contract import Channel, Outcome, Sender
from tidings.ground import clock
from tidings.ground.channel_settings import settings_for
from tidings.ground.inbox import Inbox

Opener = Callable[[], Sender]
Way = tuple[str, str]  # a channel and one of its accounts
log = logging.getLogger(__name__)


class NoSuchChannel(LookupError):
    """An outreach names a channel that this installation does not have."""


class Senders:
    """Senders by channel and account; each thread has its own, because a sender is one conversation.

    `channels` (functions that open a sender, by channel) replace the installed ones, whatever the account.
    """

    def __init__(self, channels: Mapping[str, Opener] | None = None) -> None:
        self.channels = channels
        self.mine = threading.local()

    def sender_for(self, channel: str, account: str) -> Sender:
        """The open way out, opened anew when its settings have changed; raises `NoSuchChannel`, ValueError."""
        open_ones: dict[Way, tuple[Sender, object]] = self.mine.__dict__.setdefault("senders", {})
        settings = self.settings(channel, account)
        kept = open_ones.pop((channel, account), None)
        if kept and kept[1] != settings:
            kept[0].close()
            kept = None
        sender = kept[0] if kept else self.open(channel, account, settings)
        open_ones[channel, account] = sender, settings
        return sender

    def settings(self, channel: str, account: str) -> Mapping[str, str]:
        if self.channels is not None:
            return {}
        found = installed(channel)
        if found is None:
            raise NoSuchChannel(channel)
        return settings_for(found.declaration, account)

    def open(self, channel: str, account: str, settings: Mapping[str, str]) -> Sender:
        if self.channels is not None and channel in self.channels:
            return self.channels[channel]()
        found = installed(channel) if self.channels is None else None
        if found is None:
            raise NoSuchChannel(channel)
        return found.open(settings, Inbox(found.declaration.name, account, clock.current()))


def installed(channel: str) -> Channel | None:
    """By an outreach's channel ("voice:mobile" is a line of "voice")."""
    return discover().get(channel.partition(":")[0])


def opened(senders: Senders, channel: str, account: str) -> Sender | Outcome:
    """The way out, or the outcome of a channel that is not there or whose settings cannot be right."""
    try:
        return senders.sender_for(channel, account)
    except NoSuchChannel as missing:
        return Outcome(state="permanent", says=f"no such channel here: {missing}")
    except ValueError as wrong:
        log.error("channel %s (%s) cannot be opened: %s", channel, account, wrong)
        return Outcome(state="transient", says=str(wrong), unreachable=True)


def repeatable(channel: str) -> bool:
    """Whether an unknown outcome may be tried again: the receiver can tell a repetition by its id."""
    found = installed(channel)
    return found is not None and "same_id_again" in found.declaration.abilities


def destination(channel: str, address: str) -> str:
    """What the address shares its fate with, by its channel's own word; "" for nothing."""
    found = installed(channel)
    return found.destination(address) if found else ""


def fails_alone(channel: str) -> bool:
    """Whether each destination is a far end of its own, whatever account goes there: a browser's push service, say."""
    found = installed(channel)
    return found is not None and "far_ends" in found.declaration.abilities
