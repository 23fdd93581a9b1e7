"""What a lane may still carry: its bucket and, while its sender warms up, what is left of the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tidings.core.pacing import bucket, warm_up
from tidings.core.pacing.bucket import Bucket, Rate
from tidings.outreach.models import Lane
from tidings.outreach.paces import Terms

HELD_STEP_S = 0.001  # those held by a closed way come back a thousand a second, not all at once
DAY_S = 86400


@dataclass(frozen=True, kw_only=True)
class Short:
    """A lane has nothing to spare before `until`; those who wait come back `step_s` apart."""

    until: datetime
    step_s: float
    reason: str


def refill(lane: Lane, terms: Terms, now: datetime) -> None:
    """The lane as it is now: what has flowed in since, and a new day where one began.

    Where more could have gone than went, those who were to come back are gone (withdrawn, say): nobody waits behind them.
    """
    rate, idle = rate_of(lane, terms), begin_day(lane, terms, now)
    if rate is None:
        lane.tokens = lane.filled_at = None
    else:
        filled = bucket.filled(bucket_of(lane, rate, now), rate, now)
        lane.tokens, lane.filled_at = filled.tokens, filled.at
        idle = idle or (terms.warm_up is None and filled.tokens >= rate.burst)
    if idle and lane.state == "closed":
        lane.ordinary_to = lane.urgent_to = None


def begin_day(lane: Lane, terms: Terms, now: datetime) -> bool:
    """Whether a day ended that had room left; a clock that is behind begins none."""
    today = max(lane.day or warm_up.day_of(now), warm_up.day_of(now))
    if lane.day == today:
        return False
    most = warm_up.most_on(terms.warm_up, lane.day) if terms.warm_up and lane.day else None
    room = most is not None and lane.day_sent < most - warm_up.kept_for_urgent(most)
    lane.day, lane.day_sent = today, 0
    return room


def shortage(lane: Lane, terms: Terms, now: datetime, *, urgent: bool) -> Short | None:
    """Why a (refilled) lane cannot carry one more, if it cannot."""
    return day_is_full(lane, terms, urgent=urgent) or bucket_is_low(lane, terms, now, urgent=urgent)


def spend(lane: Lane, terms: Terms) -> None:
    lane.day_sent += 1
    if rate_of(lane, terms) is not None:
        lane.tokens = (lane.tokens or 0) - 1


def put_back(lane: Lane, terms: Terms, count: int, now: datetime) -> None:
    """What was admitted and never tried; tokens of another day are gone with it."""
    refill(lane, terms, now)
    lane.day_sent = max(0, lane.day_sent - count)
    if rate := rate_of(lane, terms):
        lane.tokens = min(rate.burst, (lane.tokens or 0) + count)


def empty(lanes: Iterable[Lane]) -> None:
    """Somebody asked us to slow down: nothing is left to spend at once."""
    for lane in lanes:
        lane.tokens = min(lane.tokens, 0) if lane.tokens is not None else None


def rate_of(lane: Lane, terms: Terms) -> Rate | None:
    return terms.to(lane.destination) if lane.destination else terms.account


def bucket_of(lane: Lane, rate: Rate, now: datetime) -> Bucket:
    if lane.tokens is None or lane.filled_at is None:
        return bucket.full(rate, now)
    return Bucket(tokens=lane.tokens, at=lane.filled_at)


def day_is_full(lane: Lane, terms: Terms, *, urgent: bool) -> Short | None:
    if terms.warm_up is None or lane.destination or lane.day is None:
        return None
    most = warm_up.most_on(terms.warm_up, lane.day)
    if most is None or lane.day_sent < most - (0 if urgent else warm_up.kept_for_urgent(most)):
        return None
    tomorrow = warm_up.next_day(lane.day)
    then = warm_up.most_on(terms.warm_up, warm_up.day_of(tomorrow))
    return Short(until=tomorrow, step_s=DAY_S / then if then else HELD_STEP_S, reason="warm_up")


def bucket_is_low(lane: Lane, terms: Terms, now: datetime, *, urgent: bool) -> Short | None:
    rate = rate_of(lane, terms)
    if rate is None:
        return None
    filled = bucket_of(lane, rate, now)
    if bucket.taken(filled, rate, urgent=urgent) is not None:
        return None
    until = bucket.refilled_at(filled, rate, urgent=urgent)
    return Short(until=until, step_s=1 / rate.per_s, reason="pace")
