"""How fast each account of a channel may send: what its declaration says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tidings.channels.contract import Declaration
from tidings.core.pacing.bucket import Rate
from tidings.core.pacing.warm_up import WarmUp


@dataclass(frozen=True, kw_only=True)
class Terms:
    """An account's limits; `each` is for a destination that `destinations` does not name. None: no limit."""

    account: Rate | None = None
    destinations: Mapping[str, Rate | None] = field(default_factory=dict)
    each: Rate | None = None
    warm_up: WarmUp | None = None
    paused: bool = False

    def to(self, destination: str) -> Rate | None:
        return self.destinations.get(destination, self.each) if destination else None

    def limits(self, destination: str) -> bool:
        """Whether a lane of this account has any limit."""
        if destination:
            return self.to(destination) is not None
        return self.account is not None or self.warm_up is not None


def terms(declaration: Declaration, account: str) -> Terms:
    declared = {pace.per: Rate(per_s=pace.per_s, burst=max(1, pace.burst)) for pace in declaration.paces}
    return Terms(account=declared.get("account"), each=declared.get("destination"))
