"""What is seen when a trigger meets a customer: the facts, the campaign's version and the policy, as one case."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import tidings.campaigns.public as campaigns
import tidings.people.public as people
import tidings.staff.public as staff
from tidings.channels import discover
from tidings.core.cases import Case
from tidings.core.holdout import bucket
from tidings.core.policy import Policy


@dataclass(frozen=True, kw_only=True)
class Sighted:
    """One trigger with all that was read for it."""

    trigger: campaigns.Trigger
    version: campaigns.LiveVersion
    facts: people.Facts
    expires: datetime

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
    return [
        Sighted(
            trigger=trigger,
            version=version,
            facts=known[question],
            # The news ages from when it happened; a clock that runs ahead elsewhere does not make it younger.
            expires=min(trigger.at, now) + version.strategy.expires,
        )
        for trigger, version, question in zip(triggers, versions, asked, strict=True)
        if question in known
    ]


def facts_by_question(asked: Sequence[people.Asked], now: datetime) -> dict[people.Asked, people.Facts]:
    """The answer to each question; a customer who is gone (erased since) has none."""
    questions = list(dict.fromkeys(asked))
    answers = deque(people.facts(asked=questions, now=now))
    return {
        question: answers.popleft()
        for question in questions
        if answers and answers[0].customer_id == question.customer_id
    }


def case_of(sighted: Sighted, *, recent: tuple[int, ...], rules: Policy, company: staff.CompanyCard) -> Case:
    """The case of a trigger, for `core.deciding`."""
    version, facts = sighted.version, sighted.facts
    drawn = bucket(campaign=version.campaign, customer=facts.external_id)
    return case(
        facts,
        purpose=version.topic.purpose,
        urgency=version.topic.urgency,
        in_audience=in_audience(version, facts),
        wanted=wanted_channels(version, rules),
        recent=recent,
        zones=zones_of(facts, version.topic.purpose, rules, company),
        bucket=drawn,
        holdout_bp=version.holdout_bp,
        expires=sighted.expires,
    )


def case(
    facts: people.Facts,
    *,
    purpose: str,
    urgency: str,
    in_audience: bool,
    wanted: tuple[str, ...],
    recent: tuple[int, ...],
    zones: tuple[str, ...],
    expires: datetime,
    bucket: int = 0,
    holdout_bp: int = 0,
) -> Case:
    """A customer's facts as the customer's part of a case."""
    return Case(
        purpose=purpose,
        urgency=urgency,
        relationship=facts.relationship,
        in_audience=in_audience,
        subject_consent=facts.subject_consent,
        channel_consent=dict(facts.channel_consent),
        reachable=tuple(name for name in wanted if addresses(facts, name)),
        suppressed=tuple(sorted(facts.suppressed)),
        wanted=wanted,
        ranked=facts.channels,
        paused_until=facts.paused_until,
        zones=zones,
        hours=facts.hours,
        recent=recent,
        bucket=bucket,
        holdout_bp=holdout_bp,
        expires=expires,
    )


def wanted_channels(version: campaigns.LiveVersion, rules: Policy) -> tuple[str, ...]:
    """The channels the campaign may use, in its order: its own, else its topic's, else the policy's; only those we have."""
    named = version.strategy.channels or version.topic.channels or rules.channels
    return tuple(name for name in named if name in discover())


def addresses(facts: people.Facts, channel: str) -> tuple[str, ...]:
    """The usable addresses for a channel, best first."""
    kind = discover()[channel].declaration.address_kind
    return facts.addresses.get(channel) or facts.addresses.get(kind) or ()


def in_audience(version: campaigns.LiveVersion, facts: people.Facts) -> bool:
    named = version.audience.relationship
    return not named or facts.relationship in named


def zones_of(facts: people.Facts, purpose: str, rules: Policy, company: staff.CompanyCard) -> tuple[str, ...]:
    """Every zone the customer may be in; the company's own where none is known and the policy lets it stand in."""
    return facts.zones or ((company.zone,) if purpose in rules.company_zone_for else ())
