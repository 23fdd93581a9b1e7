"""The loops of an outreach's journey, live on threads or stepped by a replay."""

from collections.abc import Callable, Mapping

from tidings.campaigns import public as campaigns
from tidings.ground.evidence_keeping import evidence_loop
from tidings.ground.loops import Loop
from tidings.outreach import decide
from tidings.outreach.deliver import deliver_loop, never, urgent_loop
from tidings.outreach.digests_due import digest_loop
from tidings.outreach.falling_back import next_channel_loop
from tidings.outreach.planning.loop import plan_loop
from tidings.outreach.reconciling import reconcile_loop
from tidings.outreach.sending import Opener
from tidings.outreach.sweeping import sweep_loop
from tidings.outreach.taking_over import take_over_loop


def loops(
    *,
    channels: Mapping[str, Opener] | None = None,
    stop_on_unreachable: bool = False,
    stopping: Callable[[], bool] | None = None,
) -> list[Loop]:
    """Decide, write plans, put digests together, deliver, go on by the next channel, ask after what is unknown.

    The arguments are the delivery's (see `deliver_loop`). A worker that says when it is `stopping` is a live one: there
    the urgent ones have a loop of their own, what the dead have leased is taken over, what nobody needs is swept, and evidence is looked at.
    """
    urgent = urgent_loop(channels=channels, stopping=stopping or never)
    live = [] if stopping is None else [urgent, take_over_loop(), sweep_loop(), evidence_loop()]
    return [
        *live,
        Loop("decide", step=decide.step, next_due=campaigns.next_due, wakes=(campaigns.intake.WAKE,)),
        plan_loop(),
        digest_loop(),
        deliver_loop(channels=channels, stop_on_unreachable=stop_on_unreachable, stopping=stopping or never),
        next_channel_loop(),
        reconcile_loop(),
    ]
