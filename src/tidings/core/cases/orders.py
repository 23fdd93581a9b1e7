"""The order of channels: a conversation that is open, then what the customer said, then the campaign's wish. Never cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from tidings.core.reasons import Reason
from tidings.core.rules.shape import same_channel

Table = np.ndarray[Any, Any]
STEP = 4  # bits for one channel of a sequence
MOST_CHANNELS = 15
BY_ORIGIN = {"shown": Reason.CHANNEL_SHOWN, "like_them": Reason.CHANNEL_LIKE_THEM}


@dataclass(frozen=True)
class Order:
    """Whose order it is: `ranked` by the customer, as `origin` says."""

    wanted: tuple[str, ...]
    ranked: tuple[str, ...]
    conversation: str
    origin: str

    @property
    def sequence(self) -> tuple[str, ...]:
        """The channels the campaign may use, each once, the first choice first."""
        answered = (name for name in self.wanted if self.is_answer(name))
        return tuple(dict.fromkeys([*answered, *(n for n in self.ranked if n in self.wanted), *self.wanted]))

    def is_answer(self, channel: str) -> bool:
        return bool(self.conversation) and same_channel(self.conversation, channel)

    def reason(self, channel: str) -> Reason:
        """Why this channel."""
        if self.is_answer(channel):
            return Reason.ANSWERED_WHERE_THEY_WROTE
        if channel in self.ranked:
            return BY_ORIGIN.get(self.origin, Reason.CHANNEL_CHOSEN)
        return Reason.CHANNEL_USUAL


@dataclass(frozen=True)
class Orders:
    """`sequences[order, set of channels]` are its channels in order; `why[order, channel]` the reason of the choice."""

    sequences: Table
    why: Table


def orders_of(orders: Sequence[Order], channels: tuple[str, ...]) -> Orders:
    """The tables of these orders, a line each."""
    if len(channels) > MOST_CHANNELS:
        raise ValueError(f"{len(channels)} channels are too many: name {MOST_CHANNELS} at most")
    sequences = [sequences_of(order.sequence, channels) for order in orders]
    why = [[1 << order.reason(name) for name in channels] for order in orders]
    return Orders(
        np.array(sequences, np.uint64).reshape(len(orders), 1 << len(channels)),
        np.array(why, np.uint64).reshape(len(orders), len(channels)),
    )


@lru_cache(maxsize=4096)
def sequences_of(sequence: tuple[str, ...], channels: tuple[str, ...]) -> Table:
    """For every set of channels its members in this order, four bits each (place + 1), the first in the lowest."""
    sets = np.arange(1 << len(channels), dtype=np.uint64)
    found, shift = np.zeros_like(sets), np.zeros_like(sets)
    for place in (channels.index(name) for name in sequence if name in channels):
        member = sets >> np.uint64(place) & np.uint64(1)
        found |= member * np.uint64(place + 1) << shift
        shift += member * np.uint64(STEP)
    return found
