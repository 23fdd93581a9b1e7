"""Live figures: how decisions came out and where outreaches stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

# One campaign's rows by its index; all campaigns' by one pass over each table.
VERDICTS = "SELECT d.verdict, count(*) FROM outreach_decision d {of} GROUP BY 1"
REASONS = "SELECT reason, count(*) FROM outreach_decision d, unnest(d.reasons) AS reason {of} GROUP BY 1"
STATES = "SELECT d.state, count(*) FROM outreach_outreach d {of} GROUP BY 1"
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


def figures(sql: str, campaign: str | None) -> dict[str, int]:
    with connection.cursor() as cursor:
        if campaign is None:
            cursor.execute(sql.format(of=""))
        else:
            cursor.execute(sql.format(of=OF_ONE), [campaign])
        return dict(cursor.fetchall())
