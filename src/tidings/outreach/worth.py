"""Whether each trigger is worth an interruption: its campaign's merit, the customer's wish, the next digest."""

from collections.abc import Sequence
from datetime import datetime

import tidings.campaigns.public as campaigns
import tidings.staff.public as staff
from tidings.core.policy import Policy
from tidings.core.worth.earning import PRIOR, claimed
from tidings.core.worth.merits import Merit, Weighed, is_probe, weighed
from tidings.core.worth.rhythm import next_digest
from tidings.outreach.seeing import Sighted, zones_of


def judge(
    sighted: Sequence[Sighted], *, rules: Policy, company: staff.CompanyCard, now: datetime
) -> list[Weighed]:
    """One answer a trigger, in order; one query however many they are."""
    merits = campaigns.merits(campaign_ids={one.trigger.campaign_id for one in sighted})
    return [weigh(one, merits.get(one.trigger.campaign_id), rules, company, now) for one in sighted]


def weigh(
    one: Sighted, merit: Merit | None, rules: Policy, company: staff.CompanyCard, now: datetime
) -> Weighed:
    topic = one.version.topic
    merit = merit or untested(topic.urgency)
    # Most contacts never come near a digest: for them nobody works out when it would be.
    may_wait = one.facts.digest or merit.level == "digest"
    zones = zones_of(one.facts, topic.purpose, rules, company) if may_wait else ()
    return weighed(
        merit,
        declared=topic.urgency,
        probe=may_wait and is_probe(campaign=one.version.campaign, customer=one.facts.external_id),
        wants_digest=one.facts.digest,
        next_digest=digest_due(zones, rules, company, now) if may_wait else one.expires,
        expires=one.expires,
    )


def untested(declared: str) -> Merit:
    """What a campaign is taken for before anybody could look: what its sender says."""
    level = claimed(declared)
    return Merit(level=level, value=PRIOR[level], telling=PRIOR[level])


def digest_due(zones: tuple[str, ...], rules: Policy, company: staff.CompanyCard, now: datetime) -> datetime:
    """When the customer's next digest is put together; on the company's clock where nobody knows theirs."""
    return next_digest(now, zones=zones or (company.zone,), rhythm=rules.digest)


def by_value(judged: Sequence[Weighed]) -> list[int]:
    """Places in the order in which offers for one person come to the caps: urgent ones, then the most worth, then as heard."""
    return sorted(range(len(judged)), key=lambda at: rank(judged[at].urgency, judged[at].value))


def rank(urgency: str, value: float) -> tuple[int, float]:
    """An offer's place among others: the lower, the sooner its turn."""
    return {"now": 0, "high": 1}.get(urgency, 2), -value
