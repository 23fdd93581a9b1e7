"""Whom a change of rules touches: an audience decided under both, and what comes out otherwise. Nothing is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

import tidings.campaigns.public as campaigns
import tidings.people.public as people
import tidings.staff.public as staff
from tidings.core.cases import Case, lay_out, micros
from tidings.core.cases.profile import local_dates
from tidings.core.deciding import VERDICTS, decide
from tidings.core.holdout import bucket
from tidings.core.policy import Policy
from tidings.core.reasons import codes
from tidings.core.rules.binding import bind, stop_scope
from tidings.outreach.planning.audience import open_audience
from tidings.outreach.recent import lately
from tidings.outreach.seeing import Known, case, in_audience, registries_for, wanted_channels

SAMPLES = 5
AT_ONCE = 2_000  # customers


@dataclass(frozen=True)
class Change:
    """How one customer's answer changes: the verdict, and the reasons that came and went."""

    campaign: str
    before: str
    after: str
    came: tuple[str, ...]
    went: tuple[str, ...]
    channel: bool  # another one, where both speak
    moment: bool

    @property
    def same(self) -> bool:
        """The answer is the same at this hour, though the rules hold them to something else."""
        return self.before == self.after and not (self.came or self.went or self.channel or self.moment)

    @property
    def says(self) -> str:
        verdict = self.before if self.before == self.after else f"{self.before} becomes {self.after}"
        parts = [f"{verdict}", *(["another channel"] if self.channel else [])]
        parts += ["another moment"] if self.moment else []
        parts += [f"now {', '.join(self.came)}"] if self.came else []
        parts += [f"no longer {', '.join(self.went)}"] if self.went else []
        parts += ["the same answer now, by other rules"] if self.same else []
        return f"{self.campaign}: {'; '.join(parts)}"


@dataclass
class Touched:
    """`decided` answers under each of the two; the changes with how many they are, and some of their customers.

    Also touched is whom the rules hold to something else without another answer at this hour (see `Change.same`).
    """

    decided: int = 0
    changes: Counter[Change] = field(default_factory=Counter)
    samples: dict[Change, list[str]] = field(default_factory=dict)

    def note(self, change: Change, customer: str) -> None:
        self.changes[change] += 1
        known = self.samples.setdefault(change, [])
        if len(known) < SAMPLES:
            known.append(customer)


def touched(*, audience: str, names: Sequence[str], old: Policy, new: Policy, now: datetime) -> Touched:
    """What changes for an audience (as `tidings plan` names it; "": everyone known) in the campaigns of these names.

    Raises `AudienceRefused`, `campaigns.NoSuchCampaign`.
    """
    company, found = staff.company(), Touched()
    versions = [campaigns.rehearsable(campaign=name, live=True) for name in names]
    for customers in audience_of(audience) if audience else everyone():
        for version in versions:
            asked = [
                people.Asked(customer_id=id, topic=version.topic.name, purpose=version.topic.purpose)
                for id in customers
            ]
            known = people.facts(asked=asked, now=now)
            before, after = (answers(version, known, company, rules, now) for rules in (old, new))
            note_changes(found, version.campaign, known, before, after)
    return found


def audience_of(named: str) -> Iterator[list[int]]:
    """Our ids of the audience, in portions; whom we do not know no rule touches."""
    for portion in open_audience(named).portions:
        ids = portion.column("external_id").to_pylist()
        for start in range(0, len(ids), AT_ONCE):
            yield list(people.find(external_ids=ids[start : start + AT_ONCE]).values())


def everyone() -> Iterator[list[int]]:
    """Our ids of all customers, in portions."""
    lines = people.search(limit=AT_ONCE)
    while lines:
        yield [line.customer_id for line in lines]
        lines = people.search(after=lines[-1].customer_id, limit=AT_ONCE)


@dataclass(frozen=True)
class Answers:
    """The kernel's answer with the names of its channels, and what the rules demand of each case."""

    batch: pa.RecordBatch
    channels: tuple[str, ...]
    demands: list[tuple[Any, ...]]


def answers(
    version: campaigns.LiveVersion,
    known: Sequence[people.Facts],
    company: staff.CompanyCard,
    rules: Policy,
    now: datetime,
) -> Answers:
    """The campaign decided for all of them under one of the two policies."""
    about = Known(
        company=company,
        rules=rules,
        lately=lately(customers={one.customer_id for one in known}, caps=rules.counted(now), now=now),
        registries=registries_for(rules, {version.topic.purpose}),
    )
    cases = [seen(version, facts, about, now) for facts in known]
    channels = tuple(sorted({name for one in cases for name in one.wanted}))
    laid = lay_out(cases, policy=rules, channels=channels, now=now)
    return Answers(
        decide(laid, policy=rules, now=micros(now)), channels, [demands_on(one, rules, now) for one in cases]
    )


def demands_on(case: Case, rules: Policy, now: datetime) -> tuple[Any, ...]:
    """What the rules demand of a case, channel by channel, whatever the hour; `Binding` but for the rules' names."""
    about = (
        frozenset(case.places),
        frozenset(case.zones),
        case.purpose,
        case.urgency,
        case.technology,
        case.topic,
    )
    return tuple(demands(rules, *about, channel, now) for channel in case.wanted)


@lru_cache(maxsize=16_384)
def demands(
    rules: Policy,
    places: frozenset[str],
    zones: frozenset[str],
    purpose: str,
    urgency: str,
    technology: str,
    topic: str,
    channel: str,
    now: datetime,
) -> tuple[Any, ...]:
    where = {"places": places, "channel": channel, "technology": technology, "at": now}
    today = max(local_dates(zones, now))
    bound = bind(rules, **where, purpose=purpose, urgency=urgency, topic=topic, today=today)
    limits = dict(zip((cap.window for cap in rules.counted(now)), bound.limits, strict=True))
    kept = {window: most for window, most in limits.items() if most is not None}
    return replace(bound, rules=(), limits=()), kept, stop_scope(rules, **where, today=today)


def seen(version: campaigns.LiveVersion, facts: people.Facts, about: Known, now: datetime) -> Case:
    return case(
        facts,
        about,
        topic=version.topic.name,
        purpose=version.topic.purpose,
        urgency=version.topic.urgency,
        in_audience=in_audience(version, facts),
        wanted=wanted_channels(version, about.rules, about.ready),
        bucket=bucket(campaign=version.campaign, customer=facts.external_id),
        holdout_bp=version.holdout_bp,
        expires=now + version.strategy.expires,
        digest=facts.digest,
        worth="interrupt",
    )


def note_changes(
    found: Touched, campaign: str, known: Sequence[people.Facts], before: Answers, after: Answers
) -> None:
    """Counts what differs, row by row only where something does."""
    was, now = columns(before), columns(after)
    verdict, reasons, channel, moment = ((was[name] != now[name]) for name in was)
    bound = np.array([old != new for old, new in zip(before.demands, after.demands, strict=True)], bool)
    spoken = (was["earliest"] != 0) & (now["earliest"] != 0)
    found.decided += len(known)
    for n in np.flatnonzero(verdict | reasons | channel | moment | bound):
        old, new = ({*codes(int(its["reasons"][n]))} for its in (was, now))
        change = Change(
            campaign,
            *(VERDICTS[its["verdict"][n]] for its in (was, now)),
            tuple(sorted(new - old)),
            tuple(sorted(old - new)),
            bool(channel[n] and spoken[n]),
            bool(moment[n] and spoken[n]),
        )
        found.note(change, known[n].external_id)


def columns(answer: Answers) -> dict[str, np.ndarray]:
    """Verdict, reasons, channel (by name, "" none) and moment (0 none)."""
    names = np.array([*answer.channels, ""])
    batch = answer.batch
    return {
        "verdict": batch["verdict"].to_numpy(zero_copy_only=False),
        "reasons": batch["reasons"].to_numpy(zero_copy_only=False),
        "channel": names[batch["channel"].to_numpy(zero_copy_only=False)],
        "earliest": batch["earliest"].fill_null(0).to_numpy(zero_copy_only=False),
    }
