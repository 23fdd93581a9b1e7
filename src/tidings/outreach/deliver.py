"""Deliver: what is due goes out. The attempt is on record before the world hears of it, the result after.

A worker killed at any point leaves an attempt whose outcome is unknown and a lease that runs out; the message goes
again under the same Message-ID, which is how a receiver knows it for the same.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from time import monotonic

from tidings.channels.contract import Outcome
from tidings.ground.clock import Clock, SimulatedClock
from tidings.ground.lease import LEASE
from tidings.ground.loops import Loop
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.batches import BatchSize, Group
from tidings.outreach.claiming import BATCH, Claim, claim, give_back
from tidings.outreach.completing import Done, complete, pause_of_the_way
from tidings.outreach.compose import Voice
from tidings.outreach.due import WAKE, next_due, next_urgent
from tidings.outreach.handing_over import Line, hand_over
from tidings.outreach.sending import Opener, Senders, destination, fails_alone, opened
from tidings.outreach.steadfast import steadily

STOP_AT = 0.75 * LEASE.total_seconds()
NO_SENDER = Outcome(state="transient", says="the company has no sender address yet", unreachable=True)


class Unreachable(Exception):
    """There is no way out: a connection could not be made, or died. The attempt stays as it is."""


def never() -> bool:
    return False


def deliver_loop(
    *,
    channels: Mapping[str, Opener] | None = None,
    stop_on_unreachable: bool = False,
    stopping: Callable[[], bool] = never,
) -> Loop:
    """The loop "deliver". `channels` (a function that opens a sender, by name) replaces the installed ones.

    With `stop_on_unreachable` a step raises `Unreachable` rather than try again later: a replay's world must not go on
    without its mail server. Once `stopping()`, what no sender has drawn yet is given back at once.
    """
    delivery = Delivery(Senders(channels), stop_on_unreachable, stopping)
    return Loop("deliver", step=delivery.step, next_due=next_due, wakes=(WAKE,), threads=2)


def urgent_loop(
    *, channels: Mapping[str, Opener] | None = None, stopping: Callable[[], bool] = never
) -> Loop:
    """The loop "urgent": a thread that claims nothing else, so that no newsletter is ever before an alert."""
    delivery = Delivery(Senders(channels), stopping=stopping, urgent=True)
    return Loop("urgent", step=delivery.step, next_due=next_urgent, wakes=(WAKE,))


@dataclass(frozen=True)
class Delivery:
    """One step's work, on any thread."""

    senders: Senders
    stop_on_unreachable: bool = False
    stopping: Callable[[], bool] = never
    urgent: bool = False
    size: BatchSize = field(default_factory=BatchSize)

    def step(self, clock: Clock) -> int:
        """Claim what is due, send it outside any transaction, record in groups; how many rows were handled."""
        if self.stopping():
            return 0
        speaks, began = Voice(), monotonic()
        # On a clock that stands still a batch is always the same: a replay repeats it.
        limit = BATCH if isinstance(clock, SimulatedClock) else self.size.now()
        taken = claim(now=clock.now(), voice=speaks, limit=limit, urgent=self.urgent)
        self._send(taken.claims, speaks, clock)
        self.size.learn(handled=taken.handled, seconds=monotonic() - began)
        if taken.handled:
            notify(CHANGED, f"outreach:{taken.claims[0].outreach.id}" if len(taken.claims) == 1 else "")
        return taken.handled

    def _send(self, claims: Sequence[Claim], speaks: Voice, clock: Clock) -> None:
        group = Group(complete)
        try:
            for done in self._sent(claims, speaks, clock):
                group.add(done)
        finally:
            group.record()

    def _sent(self, claims: Sequence[Claim], speaks: Voice, clock: Clock) -> Iterator[Done]:
        """What cannot be composed ends here; the rest goes out, one way after the other."""
        until = monotonic() + STOP_AT
        for each in claims:
            if isinstance(each.message, Outcome):
                yield Done(each, each.message, clock.now())
        composed = [each for each in claims if not isinstance(each.message, Outcome)]
        for (channel, account, _), some in by_way(composed):
            line = Line(deque(some), goes_on=lambda: monotonic() < until and not self.stopping())
            way = opened(self.senders, channel, account) if speaks.letterhead.sender_address else NO_SENDER
            sent = refused(line, way) if isinstance(way, Outcome) else hand_over(line, way)
            yield from self._recorded(line, sent, clock)

    def _recorded(self, line: Line, sent: Iterator[tuple[Claim, Outcome]], clock: Clock) -> Iterator[Done]:
        """The results of one way; what it left is given back untried, for later where the way is lost."""
        for each, outcome in sent:
            if outcome.unreachable and self.stop_on_unreachable:
                raise Unreachable(outcome.says)
            yield Done(each, outcome, clock.now())
        now = clock.now()
        # The next claim ends those that stepped out, as it would have before.
        steadily(lambda: give_back(line.stepped_out, now=now))
        if line.waiting:
            later = pause_of_the_way(line.waiting[0], now) if line.goes_on() and not line.blind else None
            steadily(lambda: give_back(list(line.waiting), now=now, due_at=later))


def by_way(claims: Sequence[Claim]) -> Iterator[tuple[tuple[str, str, str], Iterator[Claim]]]:
    """The claims of each channel's account (and far end) together, in the order of its first; the order within is kept."""
    ways = list(dict.fromkeys(way(each) for each in claims))
    return groupby(sorted(claims, key=lambda each: ways.index(way(each))), key=way)


def way(claim: Claim) -> tuple[str, str, str]:
    """Its channel and account, and its destination where each of those is lost alone."""
    channel = claim.outreach.channel
    return (
        channel,
        claim.account,
        destination(channel, claim.outreach.address) if fails_alone(channel) else "",
    )


def refused(line: Line, outcome: Outcome) -> Iterator[tuple[Claim, Outcome]]:
    """A way that cannot be opened: its rows end, or the first is charged with a try and the others wait."""
    while line.waiting:
        yield line.waiting.popleft(), outcome
        if outcome.unreachable:
            return
