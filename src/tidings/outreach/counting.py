"""Live figures: how decisions came out and where outreaches stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

# One campaign's rows by its index; all campaigns' by one pass over each table.
VERDICTS = "SELECT d.verdict, count(*) FROM outreach_decision d {of} GROUP BY 1 ORDER BY 2 DESC, 1"
REASONS = "SELECT reason, count(*) FROM outreach_decision d, unnest(d.reasons) AS reason {of} GROUP BY 1 ORDER BY 2 DESC, 1"
STATES = "SELECT d.state, count(*) FROM outreach_outreach d {of} GROUP BY 1 ORDER BY 2 DESC, 1"
BY_CAMPAIGN = """
SELECT c.name, o.state, count(*) FROM outreach_outreach o JOIN campaigns_campaign c ON c.id = o.campaign_id GROUP BY 1, 2
"""
OF_ONE = "WHERE d.campaign_id = (SELECT id FROM campaigns_campaign WHERE name = %s)"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Decisions by verdict and by reason, outreaches by state."""

    verdicts: Mapping[str, int]
    reasons: Mapping[str, int]
    states: Mapping[str, int]

    @property
    def decisions(self) -> int:
        return sum(self.verdicts.values())

    @property
    def outreaches(self) -> int:
        return sum(self.states.values())


def counts(*, campaign: str | None = None) -> Counts:
    """The figures of one campaign, or of all."""
    return Counts(
        verdicts=figures(VERDICTS, campaign),
        reasons=figures(REASONS, campaign),
        states=figures(STATES, campaign),
    )


def states_by_campaign() -> dict[str, dict[str, int]]:
    """Every campaign's outreaches by state, in one query, for a list of campaigns."""
    found: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(BY_CAMPAIGN)
        for campaign, state, count in cursor.fetchall():
            found.setdefault(campaign, {})[state] = count
    return found


def figures(sql: str, campaign: str | None) -> dict[str, int]:
    with connection.cursor() as cursor:
        if campaign is None:
            cursor.execute(sql.format(of=""))
        else:
            cursor.execute(sql.format(of=OF_ONE), [campaign])
        return dict(cursor.fetchall())
