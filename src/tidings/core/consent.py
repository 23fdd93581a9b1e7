"""The consent ledger, folded: whatever order its lines arrive in, they say the same.

The act the person did last decides. A broad act covers every narrower question, so an opt-out of everything
ends each earlier yes, and an older yes that arrives late changes nothing. At the same instant, no wins.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

ANY = frozenset({"", "all"})


@dataclass(frozen=True, kw_only=True)
class Act:
    """One line of the ledger. Purpose, topic, channel and address are "" (or "all") when the person meant any."""

    granted: bool
    at: datetime
    purpose: str = ""
    topic: str = ""
    channel: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the ledger says of one purpose and topic: None where nothing is recorded.

    `subject` is about the matter by any channel; `addresses` keeps those that may be used, in order.
    """

    subject: bool | None = None
    channels: Mapping[str, bool | None] = field(default_factory=dict)
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def fold(
    acts: Iterable[Act], *, purpose: str, topic: str, addresses: Mapping[str, Sequence[str]]
) -> Standing:
    """What the acts allow for a purpose and topic, by each channel the person has `addresses` on."""
    about = [act for act in acts if covers(act.purpose, purpose) and covers(act.topic, topic)]
    channels = {channel: channel_state(about, channel, known) for channel, known in addresses.items()}
    return Standing(
        subject=subject_state(about),
        channels=channels,
        addresses={
            channel: tuple(one for one in known if may_use(about, channel, one, channels[channel]))
            for channel, known in addresses.items()
        },
    )


def covers(said: str, asked: str) -> bool:
    """Whether a word of an act ("" or "all" for any) speaks about what is asked."""
    return said in ANY or said == asked


def subject_state(about: Sequence[Act]) -> bool | None:
    """Yes to the matter by one channel is a yes to the matter; no to one channel leaves the matter open."""
    named = {act.channel for act in about if act.channel not in ANY}
    if any(latest(by_channel(about, channel)) for channel in named):
        return True
    return latest(by_channel(about, ""))


def channel_state(about: Sequence[Act], channel: str, known: Sequence[str]) -> bool | None:
    """Yes when any of the known addresses may be used; else what was said of the channel whatever the address."""
    acts = by_channel(about, channel)
    if any(latest(by_address(acts, one)) for one in known):
        return True
    return latest(by_address(acts, ""))


def may_use(about: Sequence[Act], channel: str, address: str, channel_may: bool | None) -> bool:
    # A channel that is refused as a whole keeps its addresses, so that the refusal names the channel.
    return channel_may is False or latest(by_address(by_channel(about, channel), address)) is not False


def by_channel(acts: Iterable[Act], channel: str) -> list[Act]:
    return [act for act in acts if covers(act.channel, channel)]


def by_address(acts: Iterable[Act], address: str) -> list[Act]:
    return [act for act in acts if covers(act.address, address)]


def latest(acts: Iterable[Act]) -> bool | None:
    """What the last act says; None without any. A tie goes to the refusal."""
    last = max(acts, key=lambda act: (act.at, not act.granted), default=None)
    return None if last is None else last.granted
