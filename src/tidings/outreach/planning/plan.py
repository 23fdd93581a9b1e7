"""A plan: one campaign's version with the policy of the moment, as all parts of a run are decided by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import tidings.campaigns.public as campaigns
import tidings.staff.public as staff
from tidings.core.cases import Matter
from tidings.core.policy import Policy
from tidings.outreach.planning.models import PlanRun
from tidings.outreach.rules import policy_of
from tidings.outreach.seeing import registries_for, wanted_channels


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All that is the same for everyone: whose words, under which rules, at which moment."""

    run_id: int
    version: campaigns.LiveVersion
    company: staff.CompanyCard
    rules: Policy
    matter: Matter
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
    return Plan(
        run_id=run.id,
        version=version,
        company=company,
        rules=rules,
        matter=matter_of(version, rules, now),
        registries=registries_for(rules, {version.topic.purpose}),
        facts_at=run.facts_at,
        now=now,
    )


def matter_of(version: campaigns.LiveVersion, rules: Policy, now: datetime) -> Matter:
    """What a campaign wants to tell, from `now` until it is old news."""
    return Matter(
        campaign=version.campaign,
        topic=version.topic.name,
        purpose=version.topic.purpose,
        urgency=version.topic.urgency,
        wanted=wanted_channels(version, rules),
        relationship=version.audience.relationship,
        holdout_bp=version.holdout_bp,
        expires=now + version.strategy.expires,
    )
