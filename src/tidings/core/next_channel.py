"""By which further ways a contact may go on, after silence or a failure. What the law and the caps say is asked after."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

SPOKEN = "voice"


@dataclass(frozen=True, kw_only=True)
class Way:
    """One address on one channel."""

    channel: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Journey:
    """One contact so far: every way it `tried`, the latest last.

    `dead` says that the latest address is no good for anybody; `doubtful` are addresses at which an earlier message may
    have arrived all the same; `wrote` that the customer has written to us, who is then not answered by a call.
    """

    tried: Sequence[Way]
    dead: bool = False
    doubtful: Collection[str] = ()
    wrote: bool = False


def next_ways(
    journey: Journey, *, order: Sequence[str], addresses: Mapping[str, Sequence[str]]
) -> tuple[Way, ...]:
    """The ways that are left, first choice first, a channel at most once; () where the contact ends here.

    `order` names the channels in the customer's order, then the campaign's; `addresses` the usable ones of each, best
    first. A dead address is followed by the next one of its channel, and a channel that was tried otherwise never returns.
    """
    another = same_channel_again(journey, addresses)
    further = (
        way
        for channel in dict.fromkeys(order)
        if not is_spent(channel, journey)
        for way in untried(channel, journey, addresses)[:1]
    )
    return (*another, *further)


def same_channel_again(journey: Journey, addresses: Mapping[str, Sequence[str]]) -> tuple[Way, ...]:
    """The next address of the channel whose address turned out to be dead."""
    if not journey.tried or not journey.dead:
        return ()
    return untried(journey.tried[-1].channel, journey, addresses)[:1]


def untried(channel: str, journey: Journey, addresses: Mapping[str, Sequence[str]]) -> tuple[Way, ...]:
    ways = (Way(channel=channel, address=address) for address in addresses.get(channel, ()))
    return tuple(way for way in ways if way not in journey.tried and way.address not in journey.doubtful)


def is_spent(channel: str, journey: Journey) -> bool:
    """Whether the channel was tried, or would be a call to somebody who wrote."""
    return any(way.channel == channel for way in journey.tried) or (journey.wrote and is_spoken(channel))


def is_spoken(channel: str) -> bool:
    return channel.partition(":")[0] == SPOKEN
