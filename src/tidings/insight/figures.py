"""What became of a campaign, in counts: contacted, refused and why, answered how, and who came back for what."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tidings.conversations import public as conversations
from tidings.core.reasons import REFUSALS, Reason
from tidings.outreach import public as outreach

REFUSAL_CODES = frozenset(Reason(number).code for number in REFUSALS)


@dataclass(frozen=True)
class Share:
    """A count and what it is a share of; `value` is None when there is nothing to divide by."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        return self.count / self.of if self.of else None


@dataclass(frozen=True, kw_only=True)
class CampaignFigures:
    """One campaign's figures; the shares are of the outreaches sent.

    `contacted` counts outreaches decided on (sent now or held for later), `answered` answers by step. One refusal
    may have several reasons, so `refused_by` can add up to more than `refused`.
    """

    campaign: str
    contacted: int
    held_out: int
    refused: int
    refused_by: Mapping[str, int]
    states: Mapping[str, int]
    sent: int
    answered: Mapping[str, int]
    follow_ups: Mapping[str, int]
    desirable: Share
    undesirable: Share


def campaign_figures(campaign: str) -> CampaignFigures:
    """The figures of one campaign as they are now."""
    counts = outreach.counts(campaign=campaign)
    follow_ups = conversations.follow_ups(campaign=campaign)
    sent = counts.states.get("sent", 0)
    return CampaignFigures(
        campaign=campaign,
        contacted=counts.outreaches,
        held_out=counts.verdicts.get("hold_out", 0),
        refused=counts.verdicts.get("refuse", 0),
        refused_by={code: count for code, count in counts.reasons.items() if code in REFUSAL_CODES},
        states=counts.states,
        sent=sent,
        answered=conversations.answered_steps(campaign=campaign),
        follow_ups=follow_ups,
        desirable=_share(follow_ups, conversations.DESIRABLE, sent),
        undesirable=_share(follow_ups, conversations.UNDESIRABLE, sent),
    )


def _share(follow_ups: Mapping[str, int], reasons: Collection[str], sent: int) -> Share:
    return Share(sum(follow_ups.get(reason, 0) for reason in reasons), sent)
