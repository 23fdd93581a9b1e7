"""A channel as delivery sees it for one batch: its accounts in their order, and each one's limits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tidings.channels import discover
from tidings.channels.contract import Channel
from tidings.ground.channel_settings import MAIN, accounts
from tidings.outreach.lanes import Key
from tidings.outreach.paces import Terms, terms


@dataclass(frozen=True)
class Road:
    """`channel` is None where an outreach names one that this installation does not have."""

    name: str
    channel: Channel | None
    accounts: tuple[str, ...]
    terms: Mapping[str, Terms]

    def destination(self, address: str) -> str:
        return self.channel.destination(address) if self.channel else ""

    @property
    def is_free(self) -> bool:
        """No account of it has a limit of any kind."""
        return all(terms == Terms() for terms in self.terms.values())

    def terms_of(self, key: Key) -> Terms:
        return self.terms.get(key.account, Terms())


def roads(names: Iterable[str]) -> dict[str, Road]:
    """By an outreach's channel ("voice:mobile" is a line of "voice")."""
    found = {name: road(name.partition(":")[0]) for name in names}
    return found | {one.name: one for one in found.values()}  # lanes know the channel, whatever its lines


def road(name: str) -> Road:
    """A channel without a ready account still has its main one: whoever opens it says what is missing."""
    channel = discover().get(name)
    if channel is None:
        return Road(name, None, (MAIN,), {})
    ready = accounts(channel.declaration) or (MAIN,)
    return Road(name, channel, ready, {account: terms(channel.declaration, account) for account in ready})
