"""The ways out and in that are held open, and what they are handed of the world."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from tidings.channels.contract.hearing import Raw
from tidings.channels.contract.message import Message, Outcome


class Ports(Protocol):
    """What a channel is handed of the world: where to put what comes in, and the time."""

    def keep(self, raw: Raw) -> bool:
        """Save it, committed, before the other side is told that we have it; False when it was there already."""
        ...

    def kept(self, kind: str, prefix: str, *, since: datetime) -> Sequence[Raw]:
        """What this account has kept of a kind since then, of the keys that begin so: the parts of one message, say."""
        ...

    def now(self) -> datetime: ...


class Unplugged:
    """Ports of a way out by which nothing comes in: what is kept is dropped, the time stands still."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def keep(self, raw: Raw) -> bool:
        return True

    def kept(self, kind: str, prefix: str, *, since: datetime) -> Sequence[Raw]:
        return ()

    def now(self) -> datetime:
        return self.at


class Sender(Protocol):
    """An open way out (a kept connection); not shared between threads."""

    def send(self, message: Message) -> Outcome: ...

    def close(self) -> None: ...


class ManySender(Sender, Protocol):
    """A way out that is faster with many under way at once (pipelining, a window).

    `send_all` draws messages from the iterable as it has room for them and gives each back with its outcome, in any
    order, each exactly once; a message that cannot be drawn has the outcome `permanent`. Once the way is lost it stops
    drawing; what was drawn has its outcome, what was not remains with the caller.
    """

    def send_all(self, messages: Iterable[Message]) -> Iterator[tuple[Message, Outcome]]: ...


class Listener(Protocol):
    """A connection or port held open for what comes in; `run` returns soon after `stopping()` says so."""

    def run(self) -> None: ...

    def stop(self) -> None: ...
