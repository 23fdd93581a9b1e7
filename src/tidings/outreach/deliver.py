"""Deliver: what is due goes out. The attempt is on record before the world hears of it, the result after.

A worker killed at any point leaves an attempt whose outcome is unknown and a lease that runs out; the message goes
again under the same Message-ID, which is how a receiver knows it for the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import monotonic

from tidings.ground.clock import Clock
from tidings.ground.loops import Loop
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.claiming import LEASE, WAKE, Claim, claim, give_back, next_due
from tidings.outreach.completing import Done, complete, pause_of_the_way
from tidings.outreach.compose import Voice
from tidings.outreach.handing_over import hand_over
from tidings.outreach.sending import Opener, Senders
from tidings.outreach.withdraw import called_back

GROUP, GROUP_S = 10, 0.5
STOP_AT = 0.75 * LEASE.total_seconds()


class Unreachable(Exception):
    """There is no way out: a connection could not be made, or died. The attempt stays as it is."""


def deliver_loop(*, channels: Mapping[str, Opener] | None = None, stop_on_unreachable: bool = False) -> Loop:
    """The loop "deliver". `channels` (a function that opens a sender, by name) replaces the installed ones.

    With `stop_on_unreachable` a step raises `Unreachable` rather than try again later: a replay's world must not go on
    without its mail server.
    """
    delivery = Delivery(Senders(channels), stop_on_unreachable)
    return Loop("deliver", step=delivery.step, next_due=next_due, wakes=(WAKE,), threads=2)


@dataclass(frozen=True)
class Delivery:
    """One step's work, on any thread."""

    senders: Senders
    stop_on_unreachable: bool = False

    def step(self, clock: Clock) -> int:
        """Claim what is due, send it outside any transaction, record in small groups; how many rows were handled."""
        speaks = Voice()
        taken = claim(now=clock.now(), voice=speaks)
        if taken.claims:
            self._send_all(taken.claims, speaks, clock)
        if taken.handled:
            notify(CHANGED, f"outreach:{taken.claims[0].outreach.id}" if len(taken.claims) == 1 else "")
        return taken.handled

    def _send_all(self, claims: list[Claim], speaks: Voice, clock: Clock) -> None:
        group, opened = list[Done](), monotonic()
        try:
            for done in self._sent(claims, speaks, clock):
                group.append(done)
                if len(group) == GROUP or monotonic() - opened > GROUP_S:
                    complete(group)
                    group, opened = [], monotonic()
        finally:
            complete(group)

    def _sent(self, claims: list[Claim], speaks: Voice, clock: Clock) -> Iterator[Done]:
        """Each claim with its outcome, until the way out or the lease ends; the rest is given back untried."""
        started = monotonic()
        for place, each in enumerate(claims):
            if monotonic() - started > STOP_AT:
                give_back(claims[place:])
                return
            if called_back(each.outreach.id):
                give_back([each])  # the next claim ends it, as it would have before
                continue
            outcome = hand_over(each, senders=self.senders, voice=speaks, now=clock.now())
            if outcome.unreachable and self.stop_on_unreachable:
                raise Unreachable(outcome.says)
            yield Done(each, outcome, clock.now())
            if outcome.unreachable:
                give_back(claims[place + 1 :], due_at=pause_of_the_way(each, clock.now()))
                return
