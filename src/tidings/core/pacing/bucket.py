"""The token bucket: never more than its burst at once, nor than its rate in the long run, whatever clocks say."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So many a second in the long run, and at most `burst` at once (at least 1)."""

    per_s: float
    burst: int


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """How many tokens there were, and when that was."""

    tokens: float
    at: datetime


def full(rate: Rate, now: datetime) -> Bucket:
    return Bucket(tokens=rate.burst, at=now)


def filled(bucket: Bucket, rate: Rate, now: datetime) -> Bucket:
    """The bucket as it is `now`; a clock that is behind the last one adds nothing, and takes nothing away."""
    seconds = max(0.0, (now - bucket.at).total_seconds())
    tokens = min(rate.burst, bucket.tokens + seconds * rate.per_s)
    return Bucket(tokens=tokens, at=max(bucket.at, now))


def reserve(rate: Rate) -> int:
    """What is kept for urgent ones: a tenth, but never the only token."""
    return 0 if rate.burst < 2 else max(1, rate.burst // 10)


def taken(bucket: Bucket, rate: Rate, *, urgent: bool) -> Bucket | None:
    """A filled bucket with one token less; None when there is none to spare."""
    kept = 0 if urgent else reserve(rate)
    return replace(bucket, tokens=bucket.tokens - 1) if bucket.tokens >= 1 + kept else None


def refilled_at(bucket: Bucket, rate: Rate, *, urgent: bool) -> datetime:
    """When a token will be there to spare."""
    short = 1 + (0 if urgent else reserve(rate)) - bucket.tokens
    return bucket.at + timedelta(seconds=max(0.0, short) / rate.per_s)
