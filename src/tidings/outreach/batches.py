"""How much is taken at once, and how soon results are on record: large batches from fast peers, small ones from slow."""

import threading
from collections.abc import Callable, Sequence
from time import monotonic

from tidings.outreach.claiming import BATCH
from tidings.outreach.completing import Done
from tidings.outreach.sending import repeatable
from tidings.outreach.steadfast import steadily

GROUP, GROUP_S = 200, 0.3
GROUP_ONCE = 50  # what is never sent again is doubtful for ever if its worker dies with the result
SLOW_S = 0.05  # a peer that takes so long for one message: each result counts


class BatchSize:
    """Rows to claim, each thread's own, so that a batch is about a third of a second's work."""

    SMALLEST, FIRST, LARGEST, AIM_S = 10, BATCH, 400, 0.35

    def __init__(self) -> None:
        self.mine = threading.local()

    def now(self) -> int:
        return int(getattr(self.mine, "rows", self.FIRST))

    def learn(self, *, handled: int, seconds: float) -> None:
        """Towards what would have taken the aim, at most twice or half as many; from full batches only."""
        rows = self.now()
        if handled >= rows and seconds > 0:
            wanted = min(2 * rows, max(rows // 2, int(handled * self.AIM_S / seconds)))
            self.mine.rows = min(self.LARGEST, max(self.SMALLEST, wanted))


class Group:
    """Results that are recorded together by `complete`: when they are many, or old, or come slowly."""

    def __init__(self, complete: Callable[[Sequence[Done]], None]) -> None:
        self.complete = complete
        self.results: list[Done] = []
        self.opened = self.last = monotonic()

    def add(self, done: Done) -> None:
        now = monotonic()
        slow, self.last = now - self.last > SLOW_S, now
        self.results.append(done)
        most = GROUP if repeatable(done.claim.outreach.channel) else GROUP_ONCE
        if slow or len(self.results) >= most or now - self.opened > GROUP_S:
            self.record()

    def record(self) -> None:
        results, self.results = self.results, []
        steadily(lambda: self.complete(results))
        self.opened = self.last = monotonic()
