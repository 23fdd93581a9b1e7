"""How fast each account of a channel may send: what is said of it, else what its declaration says."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from tidings.channels import discover
from tidings.channels.contract import Declaration, Pace
from tidings.core.pacing import reading, warm_up
from tidings.core.pacing.bucket import Rate
from tidings.core.pacing.warm_up import WarmUp
from tidings.ground.channel_settings import settings_for, standing_for

Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """An account's limits; `each` is for a destination that `destinations` does not name. None: no limit.

    `people` is how many different ones it may begin with in any 24 hours.
    """

    account: Rate | None = None
    destinations: Mapping[str, Rate | None] = field(default_factory=dict)
    each: Rate | None = None
    warm_up: WarmUp | None = None
    people: int | None = None
    paused: bool = False

    def to(self, destination: str) -> Rate | None:
        return self.destinations.get(destination, self.each) if destination else None

    def limits(self, destination: str) -> bool:
        """Whether a lane of this account has any limit."""
        if destination:
            return self.to(destination) is not None
        return any(limit is not None for limit in (self.account, self.warm_up, self.people))


def terms(declaration: Declaration, account: str) -> Terms:
    """What cannot be read counts as not said: the console refuses it, and the doctor finds what the environment says."""
    channel, said = discover().get(declaration.name), standing_for(declaration, account)
    stated = settings_for(declaration, account) if channel else {}
    declared = by_what(channel.paces(stated) if channel else declaration.paces)
    by_destination = read(reading.rates, said["PACES"], {})
    return Terms(
        account=read(reading.rate, said["PACE"], declared.get("account")),
        destinations=by_destination,
        each=by_destination.get(reading.ANY, declared.get("destination")),
        warm_up=read(warm_up.read, said["WARM_UP"], None),
        people=channel.people_a_day(stated) if channel else None,
        paused=bool(said["PAUSED"]),
    )


def by_what(paces: Iterable[Pace]) -> dict[str, Rate]:
    """What a declaration says of the whole account, and of each destination."""
    return {pace.per: Rate(per_s=pace.per_s, burst=max(1, pace.burst)) for pace in paces if pace.per_s > 0}


def read(reader: Callable[[str], Found], text: str, otherwise: Found) -> Found:
    try:
        return reader(text) if text else otherwise
    except ValueError:
        return otherwise
