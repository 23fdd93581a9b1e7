"""A plan: one campaign's version with the policy of the moment, as all parts of a run are decided by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import tidings.campaigns.public as campaigns
import tidings.staff.public as staff
from tidings.core.cases import Matter
from tidings.core.policy import Policy
from tidings.core.worth.merits import Merit, weighed
from tidings.ground.channel_settings import ready
from tidings.outreach.planning.models import PlanRun
from tidings.outreach.rules import policy_of
from tidings.outreach.seeing import registries_for, wanted_channels
from tidings.outreach.worth import untested

URGENT = {"now": 0, "high": 1}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All that is the same for everyone: whose words, under which rules, at which moment."""

    run_id: int
    version: campaigns.LiveVersion
    company: staff.CompanyCard
    rules: Policy
    matter: Matter
    merit: Merit
    registries: Mapping[str, date]
    facts_at: datetime | None
    now: datetime

    @property
    def cause(self) -> str:
        """What the decisions of this run have in common, for good."""
        return f"plan:{self.run_id}"


def plan_of(run: PlanRun, version: campaigns.LiveVersion, *, now: datetime) -> Plan:
    """The plan of a run at a moment."""
    company = staff.company()
    rules = policy_of(company)
    merit = merit_of(version)
    return Plan(
        run_id=run.id,
        version=version,
        company=company,
        rules=rules,
        matter=matter_of(version, rules, merit, now),
        merit=merit,
        registries=registries_for(rules, {version.topic.purpose}),
        facts_at=run.facts_at,
        now=now,
    )


def by_worth(names: Iterable[str]) -> list[str]:
    """Campaigns in the order in which they come to the shared caps: urgent ones, then the most worth to customers."""

    def turn(name: str) -> tuple[int, float]:
        version = campaigns.rehearsable(campaign=name, live=True)
        merit = merit_of(version)
        return URGENT.get(earned(version, merit), len(URGENT)), -merit.value

    return sorted(names, key=turn)


def merit_of(version: campaigns.LiveVersion) -> Merit:
    """What the campaign has earned so far, or what its topic says of itself."""
    found = campaigns.merits(campaign_ids={version.campaign_id})
    return found.get(version.campaign_id) or untested(version.topic.urgency)


def matter_of(version: campaigns.LiveVersion, rules: Policy, merit: Merit, now: datetime) -> Matter:
    """What a campaign wants to tell, from `now` until it is old news; as urgent as it has earned to be."""
    expires = now + version.strategy.expires
    return Matter(
        campaign=version.campaign,
        topic=version.topic.name,
        purpose=version.topic.purpose,
        urgency=earned(version, merit),
        wanted=wanted_channels(version, rules, ready()),
        relationship=version.audience.relationship,
        holdout_bp=version.holdout_bp,
        expires=expires,
    )


def earned(version: campaigns.LiveVersion, merit: Merit) -> str:
    """How urgent the campaign may call itself by what customers made of it; neither wish nor digest changes that."""
    never = datetime.max.replace(tzinfo=UTC)
    declared = version.topic.urgency
    return weighed(
        merit, declared=declared, probe=False, wants_digest=False, next_digest=never, expires=never
    ).urgency
