"""Whether urgency is earned: customers who act, ignore or resent, and a policy that sees only what they do.

The same pretend people meet the same notices twice: once as the senders declared them (everything interrupts at once),
once as `core.worth` weighs them with the functions the live loops call. Every notice has a hidden need, a hidden moment
after which acting no longer helps, a hidden annoyance. A second part takes campaigns whose sender inflates their
urgency, and honest ones, one by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from worth_people import HOUR, KINDS, Array, Kind, Notices, honest_kind, inflated_kind, notices

from tidings.core.worth.behaviour import NEVER, Contacts, Tally, tallied
from tidings.core.worth.earning import AT_ALL, EPOCH, PRIOR, Evidence, claimed, earned, value_of
from tidings.core.worth.merits import Merit, is_probe, weighed
from tidings.core.worth.rhythm import next_digest

START = datetime(2026, 3, 2, tzinfo=UTC)
LOOK = 2  # hours between two looks
MODES = {"interrupt": 0, "digest": 1, "drop": 2}
UNIX = datetime(1970, 1, 1, tzinfo=UTC)


def run(options: dict[str, str]) -> dict[str, Any]:
    """`days` (120) and `customers` (5,000) of the market, `seeds` (200) of inflated and of honest campaigns."""
    days, customers = int(options.get("days", 120)), int(options.get("customers", 5000))
    seeds, seed = int(options.get("seeds", 200)), int(options.get("seed", 1))
    read = float(options.get("digest_read", 0.99))
    found = market(days, customers, read, seed)
    return {
        **found,
        "resolved_lost_by_share_read": {
            str(share): market(days, customers, share, seed)["resolved_lost"] for share in (1.0, 0.97, 0.95)
        },
        **inflation(seeds, seed),
        "assumed": {"digest_read": read, "days": days, "customers": customers, "seeds": seeds},
    }


def market(days: int, customers: int, digest_read: float, seed: int) -> dict[str, Any]:
    """Every kind of campaign over some days, as declared and as earned."""
    lives = [life_of(kind, days, customers, digest_read, [seed, place]) for place, kind in enumerate(KINDS)]
    calm = [life for life in lives if not life.kind.urgent]
    urgent = [life for life in lives if life.kind.urgent]
    before, after = sum(len(life.mode) for life in calm), sum(life.interruptions for life in calm)
    resolved = sum(np.count_nonzero(life.resolved_as_declared) for life in lives)
    lost = sum(np.count_nonzero(life.resolved_as_declared & ~life.resolved) for life in lives)
    return {
        "interruptions_saved": round(1 - after / before, 4),
        "resolved_lost": round(lost / resolved, 5),
        "urgent_told_at_once": round(sum(life.interruptions for life in urgent) / sum(len(life.mode) for life in urgent), 4),
        "annoyed": {"as_declared": sum(life.annoyed(0) for life in lives), "as_earned": sum(life.annoyed(1) for life in lives)},
        "campaigns": {life.kind.name: {"declared": life.kind.declared, "earned": life.standing, "interruptions": life.interruptions, "of": len(life.mode)} for life in lives},
    }  # fmt: skip


@dataclass
class Life:
    """One campaign under the policy: what was decided for each notice so far, and the level it stands at."""

    kind: Kind
    all: Notices
    standing: str
    mode: Array
    told: Array
    probes: Array
    digests: Array
    merit: Merit = field(default_factory=lambda: Merit(level="urgent"))
    epoch: int = 1
    since: int = 0
    decided: int = 0
    changed_at: int = 0

    @property
    def interruptions(self) -> int:
        return int(np.count_nonzero(self.mode == 0))

    @property
    def resolved_as_declared(self) -> Array:
        return self.all.acts_if_told(self.all.at)

    @property
    def resolved(self) -> Array:
        heard = (self.mode == 0) | ((self.mode == 1) & self.all.reads_digest)
        return heard & self.all.acts_if_told(self.told)

    def annoyed(self, as_earned: int) -> int:
        if not as_earned:
            return int(np.count_nonzero(self.all.would_resent))
        some = (self.mode == 0) & self.all.would_resent
        return int(np.count_nonzero(some | ((self.mode == 1) & self.all.would_resent_in_digest)))

    def decide_until(self, end: int) -> None:
        """What comes before `end` is weighed by the merit as it stands."""
        upto = int(np.searchsorted(self.all.at, end))
        for place in range(self.decided, upto):
            at, digest = (
                int(self.all.at[place]),
                int(self.digests[np.searchsorted(self.digests, self.all.at[place], "right")]),
            )
            answer = weighed(
                self.merit,
                declared=self.kind.declared,
                probe=bool(self.probes[self.all.customer[place]]),
                wants_digest=False,
                next_digest=moment(digest),
                expires=moment(at + int(self.all.expires[place])),
            )
            self.mode[place] = MODES[answer.worth]
            self.told[place] = digest if answer.worth == "digest" else at
        self.decided = upto

    def look(self, now: int) -> None:
        """Behaviour up to `now` is weighed anew; a change of level, or enough contacts, opens a new epoch."""
        seen = Evidence(
            fresh=self.tally(0, now, settled=False),
            at_once=self.tally(0, now),
            in_digests=self.tally(1, now),
            epoch=self.epoch,
        )
        found = earned(
            declared=self.kind.declared, standing=self.standing, seen=seen, may_drop=self.kind.marketing
        )
        if found.level != self.standing or seen.at_once.settled + seen.in_digests.settled >= EPOCH:
            self.changed_at = self.decided if found.level != self.standing else self.changed_at
            self.standing, self.epoch, self.since = found.level, self.epoch + 1, self.decided
        both = seen.at_once + seen.in_digests
        self.merit = Merit(
            level=self.standing,
            value=found.value,
            telling=value_of(both, prior=PRIOR["normal"], values=AT_ALL),
        )

    def tally(self, mode: int, now: int, *, settled: bool = True) -> Tally:
        """What can be seen of this epoch's contacts: acts and annoyance, each from its moment on."""
        own = slice(self.since, self.decided)
        told = self.told[own]
        here = (self.mode[own] == mode) & (told <= now)
        of = self.all
        acts = of.acts_if_told(self.told)[own] & (of.reads_digest[own] | (mode == 0))
        resents = (of.would_resent if mode == 0 else of.would_resent_in_digest)[own]
        return tallied(
            Contacts(
                sent=told[here],
                expires=(of.at + of.expires)[own][here],
                acted=np.where(acts, told + of.delay[own], NEVER)[here],
                asked=np.full(np.count_nonzero(here), NEVER),
                resented=np.where(resents, told + HOUR, NEVER)[here],
            ),
            now=now,
            settled=settled,
        )


def life_of(
    kind: Kind, days: int, customers: int, digest_read: float, seed: list[int], until: int = 0
) -> Life:
    """A campaign's days, looked at every other hour; with `until` it ends at the first change or after so many notices."""
    rng, begin = np.random.default_rng(seed), micros(START)
    life = begun(
        kind,
        notices(kind, days=days, start=begin, customers=customers, digest_read=digest_read, rng=rng),
        customers,
        days,
    )
    for hour in range(0, days * 24, LOOK):
        now, before = begin + (hour + LOOK) * HOUR, life.decided
        life.decide_until(now)
        if life.decided > before or hour % 6 == 0:
            life.look(now)
        if until and (life.changed_at or life.decided >= until):
            break
    return life


def begun(kind: Kind, all_: Notices, customers: int, days: int) -> Life:
    count = len(all_.at)
    digests, at = [], START
    while at < START + timedelta(days=days + 14):
        at = next_digest(at, zones=("UTC",))
        digests.append(micros(at))
    return Life(
        kind=kind,
        all=all_,
        standing=claimed(kind.declared),
        mode=np.zeros(count, np.int8),
        told=all_.at.copy(),
        probes=np.array([is_probe(campaign=kind.name, customer=str(n)) for n in range(customers)]),
        digests=np.array(digests),
        merit=Merit(level=claimed(kind.declared)),
    )


def inflation(seeds: int, seed: int) -> Mapping[str, Any]:
    """After how many sends an inflated urgency is found out (never: all of them), and how often an honest one falls."""
    found = [single(inflated_kind, seed, n, 2000) for n in range(seeds)]
    sends = [life.changed_at or 2000 for life in found]
    fallen = sum(bool(single(honest_kind, seed + 1, n, 5000).changed_at) for n in range(seeds))
    return {
        "inflation_found_after": int(np.median(sends)),
        "inflation_found_after_q95": int(np.quantile(sends, 0.95)),
        "inflation_found": round(float(np.mean([bool(life.changed_at) for life in found])), 4),
        "false_demotions": round(fallen / seeds, 4),
    }


def single(draw: Any, seed: int, n: int, until: int) -> Life:
    """One campaign on its own, until it is demoted or has sent so many."""
    kind = draw(np.random.default_rng([seed, n]))
    days = int(until / kind.a_day * 1.3) + 10
    return life_of(kind, days, 500, 1.0, [seed, n, 1], until)


def micros(at: datetime) -> int:
    return (at - UNIX) // timedelta(microseconds=1)


def moment(at: int) -> datetime:
    return UNIX + timedelta(microseconds=at)
