"""What is seen when a trigger meets a customer: the facts, the campaign's version and the policy, as one case."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import tidings.campaigns.public as campaigns
import tidings.people.public as people
import tidings.staff.public as staff
from tidings.channels import discover
from tidings.core.cases import Case
from tidings.core.holdout import bucket
from tidings.core.needs import MISSING, at
from tidings.core.policy import Policy
from tidings.core.waiting import due
from tidings.core.worth.merits import Weighed
from tidings.ground.channel_settings import ready
from tidings.outreach.recent import Lately


@dataclass(frozen=True, kw_only=True)
class Sighted:
    """One trigger with all that was read for it; it `expires` with its age or at its `deadline`, the earlier of both."""

    trigger: campaigns.Trigger
    version: campaigns.LiveVersion
    facts: people.Facts
    expires: datetime
    deadline: datetime | None = None

    @property
    def key(self) -> str:
        """The natural key of the contact: the same in every replay, on any database."""
        return f"{self.version.campaign}|{self.facts.external_id}|{self.trigger.cause}"


def sight(triggers: Sequence[campaigns.Trigger], now: datetime) -> list[Sighted]:
    """Reads the versions and the customers' facts for a batch of triggers, in few queries."""
    versions = [campaigns.live_version(version_id=trigger.version_id) for trigger in triggers]
    asked = [
        people.Asked(customer_id=trigger.customer_id, topic=version.topic.name, purpose=version.topic.purpose)
        for trigger, version in zip(triggers, versions, strict=True)
    ]
    known = facts_by_question(asked, now)
    zone = staff.company().zone if any(version.strategy.deadline for version in versions) else ""
    return [
        sight_one(trigger, version, known[question], zone, now)
        for trigger, version, question in zip(triggers, versions, asked, strict=True)
        if question in known
    ]


def sight_one(
    trigger: campaigns.Trigger, version: campaigns.LiveVersion, facts: people.Facts, zone: str, now: datetime
) -> Sighted:
    # The news ages from when it happened; a clock that runs ahead elsewhere does not make it younger.
    old = min(trigger.at, now) + version.strategy.expires
    deadline = deadline_of(trigger.data, version.strategy.deadline, zone)
    return Sighted(
        trigger=trigger, version=version, facts=facts, expires=min(old, deadline or old), deadline=deadline
    )


def deadline_of(data: Mapping[str, Any], path: str, zone: str) -> datetime | None:
    """The moment at `path` of an event's data, a date meaning its end in `zone`; None where there is none."""
    found = at(data, path) if path else None
    if found in (MISSING, None):
        return None
    try:
        return due(found, zone)
    except ValueError:
        # The data was checked when the event was taken: what is left is the calendar's own end, "never".
        return None


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is the same for a whole batch: the company, its rules, the registers loaded, what lies between us, and the
    channels that can be used now."""

    company: staff.CompanyCard
    rules: Policy
    lately: Lately
    registries: Mapping[str, date]
    ready: Collection[str] = field(default_factory=ready)


def registries_for(rules: Policy, purposes: Iterable[str]) -> Mapping[str, date]:
    """The registers that are loaded, with their dates; nobody is asked where no law asks for one."""
    return people.registries() if asks_registers(rules, frozenset(purposes)) else {}


@lru_cache(maxsize=256)
def asks_registers(rules: Policy, purposes: frozenset[str]) -> bool:
    return any(rule.registry and (not rule.purposes or purposes & {*rule.purposes}) for rule in rules.rules)


def facts_by_question(asked: Sequence[people.Asked], now: datetime) -> dict[people.Asked, people.Facts]:
    """The answer to each question; a customer who is gone (erased since) has none."""
    questions = list(dict.fromkeys(asked))
    answers = deque(people.facts(asked=questions, now=now))
    return {
        question: answers.popleft()
        for question in questions
        if answers and answers[0].customer_id == question.customer_id
    }


def case_of(sighted: Sighted, known: Known, weighed: Weighed) -> Case:
    """The case of a trigger, for `core.deciding`; its urgency is the one that was earned."""
    version, facts = sighted.version, sighted.facts
    return case(
        facts,
        known,
        topic=version.topic.name,
        purpose=version.topic.purpose,
        urgency=weighed.urgency,
        in_audience=in_audience(version, facts),
        wanted=wanted_channels(version, known.rules, known.ready),
        bucket=bucket(campaign=version.campaign, customer=facts.external_id),
        holdout_bp=version.holdout_bp,
        expires=sighted.expires,
        deadline=sighted.deadline,
        # A wish for the moment: checked again before sending, nothing waits for it another time.
        shown_hours=facts.shown_hours,
        digest=weighed.as_wished,
        worth="interrupt" if weighed.as_wished else weighed.worth,
    )


def case(
    facts: people.Facts, known: Known, *, wanted: tuple[str, ...], before: int | None = None, **matter: Any
) -> Case:
    """A customer's facts as the customer's part of a case; `matter` is the campaign's part.

    `before` is the outreach that is about to be sent (what is counted just before it), None for a new one.
    """
    purpose, topic, customer = matter["purpose"], matter["topic"], facts.customer_id
    talk = known.lately.talk(customer)
    return Case(
        **matter,
        relationship=facts.relationship,
        purchased=facts.purchased,
        inquired=facts.inquired,
        subject_consent=facts.subject_consent,
        subject_written=facts.subject_written,
        channel_consent={name: said for name, said in facts.channel_consent.items() if name in wanted},
        written=within(facts.written, wanted),
        reachable=tuple(name for name in wanted if addresses(facts, name)),
        suppressed=tuple(sorted(within(facts.suppressed, wanted))),
        listed={name: kept for name, channels in facts.listed.items() if (kept := within(channels, wanted))},
        unconfirmed=within(facts.unconfirmed, wanted),
        registries=known.registries,
        wanted=wanted,
        ranked=facts.channels,
        origin=facts.origin,
        paused_until=facts.paused_until,
        places=facts.places,
        zones=zones_of(facts, purpose, known.rules, known.company),
        hours=facts.hours,
        recent=known.lately.counts(customer, purpose=purpose, topic=topic, before=before),
        conversation=talk.channel,
        asked_for=talk.asked_for,
        open_case=known.lately.open_case(customer, topic),
    )


def within(names: Iterable[str], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Those that the campaign may use: what concerns no channel of it is not kept with the decision."""
    return tuple(name for name in names if name in wanted)


def wanted_channels(
    version: campaigns.LiveVersion, rules: Policy, usable: Collection[str]
) -> tuple[str, ...]:
    """The channels the campaign may use, in its order: its own, else its topic's, else the policy's.

    Only those that are `usable` (see `ground.channel_settings.ready`); "voice:mobile" is a line of "voice".
    """
    named = version.strategy.channels or version.topic.channels or rules.channels
    return tuple(name for name in named if name.partition(":")[0] in usable)


def addresses(facts: people.Facts, channel: str) -> tuple[str, ...]:
    """The usable addresses for a channel, best first."""
    if usable := facts.channel_addresses.get(channel):
        return usable
    known = discover().get(channel.partition(":")[0])
    return facts.addresses.get(known.declaration.address_kind, ()) if known else ()


def in_audience(version: campaigns.LiveVersion, facts: people.Facts) -> bool:
    named = version.audience.relationship
    return not named or facts.relationship in named


def zones_of(facts: people.Facts, purpose: str, rules: Policy, company: staff.CompanyCard) -> tuple[str, ...]:
    """Every zone the customer may be in; the company's own where none is known and the policy lets it stand in."""
    return facts.zones or ((company.zone,) if purpose in rules.company_zone_for else ())
