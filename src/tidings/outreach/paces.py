"""How fast each account of a channel may send: what is said of it, else what its declaration says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from tidings.channels import discover
from tidings.channels.contract import Declaration
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
    said, declared = standing_for(declaration, account), declared_rates(declaration, account)
    by_destination = read(reading.rates, said["PACES"], {})
    return Terms(
        account=read(reading.rate, said["PACE"], declared.get("account")),
        destinations=by_destination,
        each=by_destination.get(reading.ANY, declared.get("destination")),
        warm_up=read(warm_up.read, said["WARM_UP"], None),
        people=people_a_day(declaration, account),
        paused=bool(said["PAUSED"]),
    )


def declared_rates(declaration: Declaration, account: str) -> dict[str, Rate]:
    channel = discover().get(declaration.name)
    paces = channel.paces(settings_for(declaration, account)) if channel else declaration.paces
    return {pace.per: Rate(per_s=pace.per_s, burst=max(1, pace.burst)) for pace in paces if pace.per_s > 0}


def people_a_day(declaration: Declaration, account: str) -> int | None:
    channel = discover().get(declaration.name)
    return channel.people_a_day(settings_for(declaration, account)) if channel else None


def read(reader: Callable[[str], Found], text: str, otherwise: Found) -> Found:
    try:
        return reader(text) if text else otherwise
    except ValueError:
        return otherwise
