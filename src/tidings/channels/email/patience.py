"""Several conversations that wait for an answer at once, and how long each may still wait."""

import select
from time import monotonic

from tidings.channels.email.conversation import Conversation


class Patience:
    """Whom we wait for. A message has `patience_s`; the time that the caller keeps us from looking does not count."""

    def __init__(self, patience_s: float) -> None:
        self.patience_s = patience_s
        self.until: dict[int, tuple[Conversation, float]] = {}
        self.poll = select.poll()

    def __len__(self) -> int:
        return len(self.until)

    def wait_for(self, talk: Conversation, *, since: float | None = None) -> None:
        """From now on, or from then: its next message begins."""
        number = talk.wire.fileno()
        if number not in self.until:
            self.poll.register(number, select.POLLIN)
        self.until[number] = talk, (monotonic() if since is None else since) + self.patience_s

    def ready(self) -> list[Conversation]:
        """Those that were answered, having waited until one was or ran out of time."""
        if not self.until:
            return []
        left = min(until for _, until in self.until.values()) - monotonic()
        return [self.until[number][0] for number, _ in self.poll.poll(max(0, left) * 1000)]

    def exhausted(self) -> list[Conversation]:
        """Those whose time is over and for whom nothing has come."""
        now = monotonic()
        late = {number: talk for number, (talk, until) in self.until.items() if until <= now}
        if not late:
            return []
        spoken = {number for number, _ in self.poll.poll(0)}
        return [talk for number, talk in late.items() if number not in spoken]

    def done_with(self, talk: Conversation) -> None:
        """Called before its connection is closed."""
        number = talk.wire.fileno()
        if self.until.pop(number, None):
            self.poll.unregister(number)

    def drop(self) -> list[Conversation]:
        """Forgets all of them."""
        left = [talk for talk, _ in self.until.values()]
        for talk in left:
            self.done_with(talk)
        return left
