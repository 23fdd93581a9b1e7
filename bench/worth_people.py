"""The pretend people of `bench worth`: hidden needs, hidden deadlines, hidden annoyance, all from a seed."""

from dataclasses import dataclass
from typing import Any

import numpy as np

HOUR = 3_600_000_000  # microseconds
Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One campaign as it truly is. `acts`: the share with a need; they act after about `delay_h` hours of hearing of it.

    Acting helps for about `lasts_h` hours (never less than half of it); `resents`: the share annoyed by an
    interruption they did not need. `urgent` is the hidden truth: waiting a few days would harm those with a need.
    """

    name: str
    declared: str
    urgent: bool
    acts: float
    delay_h: float
    lasts_h: float
    resents: float
    expires_h: float
    a_day: float
    marketing: bool = False


KINDS = (
    Kind(name="card-used", declared="now", urgent=True, acts=0.06, delay_h=0.3, lasts_h=12, resents=0.002, expires_h=24, a_day=60),
    Kind(name="payment-failed", declared="now", urgent=True, acts=0.55, delay_h=1, lasts_h=48, resents=0.004, expires_h=48, a_day=50),
    Kind(name="appointment-moved", declared="high", urgent=True, acts=0.7, delay_h=0.7, lasts_h=24, resents=0.003, expires_h=36, a_day=40),
    Kind(name="parcel-late", declared="normal", urgent=True, acts=0.3, delay_h=2, lasts_h=48, resents=0.005, expires_h=48, a_day=80),
    Kind(name="statement-ready", declared="normal", urgent=False, acts=0.05, delay_h=30, lasts_h=900, resents=0.012, expires_h=720, a_day=140),
    Kind(name="cheaper-plan", declared="normal", urgent=False, acts=0.06, delay_h=40, lasts_h=1200, resents=0.02, expires_h=720, a_day=90, marketing=True),
    Kind(name="rate-us", declared="normal", urgent=False, acts=0.02, delay_h=20, lasts_h=900, resents=0.03, expires_h=504, a_day=160, marketing=True),
    Kind(name="new-feature", declared="normal", urgent=False, acts=0.01, delay_h=40, lasts_h=1500, resents=0.02, expires_h=720, a_day=160, marketing=True),
    Kind(name="points-added", declared="high", urgent=False, acts=0.03, delay_h=24, lasts_h=900, resents=0.015, expires_h=504, a_day=120),
    Kind(name="weekend-sale", declared="now", urgent=False, acts=0.04, delay_h=20, lasts_h=400, resents=0.04, expires_h=240, a_day=140, marketing=True),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Notices:
    """All notices of one kind in order of time, with what is hidden from the policy (moments in microseconds)."""

    at: Array
    customer: Array
    needs: Array
    delay: Array
    lasts: Array
    would_resent: Array
    would_resent_in_digest: Array
    reads_digest: Array
    expires: Array

    def acts_if_told(self, told: Array) -> Array:
        """Whether each customer acts when told at `told`: the need must still stand when they get round to it."""
        return self.needs & (told - self.at + self.delay <= self.lasts)


def notices(
    kind: Kind, *, days: int, start: int, customers: int, digest_read: float, rng: np.random.Generator
) -> Notices:
    """The notices of a kind over some days; who is attentive and who is easily annoyed differs from person to person."""
    count = rng.poisson(kind.a_day * days)
    people = np.random.default_rng(customers)
    attentive, touchy = people.beta(6, 2, customers) / 0.75, people.lognormal(-0.125, 0.5, customers)
    customer = rng.integers(customers, size=count)
    needs = rng.random(count) < kind.acts * attentive[customer]
    annoyed = rng.random(count) / (kind.resents * touchy[customer])
    return Notices(
        at=start + np.sort(rng.integers(0, days * 24 * HOUR, count)),
        customer=customer,
        needs=needs,
        delay=hours(kind.delay_h * rng.lognormal(0, 0.9, count)),
        lasts=hours(kind.lasts_h * np.maximum(0.5, rng.lognormal(0, 0.3, count))),
        would_resent=~needs & (annoyed < 1),
        # A line among others in a weekly letter annoys a quarter as many.
        would_resent_in_digest=~needs & (annoyed < 0.25),
        reads_digest=rng.random(count) < digest_read,
        expires=np.full(count, hours(np.array(kind.expires_h))),
    )


def hours(of: Array) -> Array:
    return np.asarray(of * HOUR).astype(np.int64)


def inflated_kind(rng: np.random.Generator) -> Kind:
    """A campaign called urgent whose customers take their time: half a day to two days, if they act at all."""
    return Kind(
        name="inflated",
        declared="now",
        urgent=False,
        acts=rng.uniform(0, 0.12),
        delay_h=rng.uniform(12, 48),
        lasts_h=600,
        resents=rng.uniform(0.005, 0.04),
        expires_h=rng.uniform(48, 240),
        a_day=rng.uniform(20, 300),
    )


def honest_kind(rng: np.random.Generator) -> Kind:
    """A campaign that is urgent to few or many: whoever has to act does so within minutes or an hour or two."""
    return Kind(
        name="honest",
        declared="now",
        urgent=True,
        acts=rng.uniform(0.05, 0.6),
        delay_h=rng.uniform(0.1, 1.2),
        lasts_h=24,
        resents=rng.uniform(0, 0.01),
        expires_h=rng.uniform(24, 96),
        a_day=rng.uniform(20, 300),
    )
