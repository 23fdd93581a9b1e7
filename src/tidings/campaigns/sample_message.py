"""The message to nobody in particular by which a campaign is shown before it is launched."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tidings.campaigns.topics import TopicCard
from tidings.channels import names
from tidings.channels.contract import Letterhead, Links, Message
from tidings.core.campaign_files.campaign import CampaignFile
from tidings.core.evidence.pointing import pointed
from tidings.core.notice import Composed
from tidings.staff.public import CompanyCard

CODE = "SAMPLE-CODE"
# By kind; the number is one that regulators keep for examples.
SOMEONE: Mapping[str, str] = {
    "email": "someone@example.com",
    "mobile": "+12025550123",
    "post": "Someone\n1 Main Street\n12345\nSpringfield\nUS",
}


@dataclass(frozen=True, kw_only=True)
class Sampled:
    """What every sample of one campaign shares."""

    campaign: CampaignFile
    topic: TopicCard
    company: CompanyCard
    now: datetime

    @property
    def address(self) -> str:
        """Where the company's pages are; no slash at its end."""
        return (self.company.public_url or "https://example.com").rstrip("/")

    def message(self, composed: Composed, *, channel: str) -> Message:
        """The message as it would go by this channel."""
        ways = links(self.address)
        return Message(
            to=SOMEONE.get(names.address_kinds().get(channel, ""), "someone"),
            to_name="",
            message_id="<sample@example.com>",
            code=CODE,
            purpose=self.topic.purpose,
            topic_title=self.topic.title(composed.language),
            language=composed.language,
            composed=pointed(composed, page=ways.notice),
            letterhead=letterhead(self.company),
            links=ways,
            at=self.now,
            expires_at=self.now + self.campaign.strategy.expires,
            campaign=self.campaign.campaign,
            surface=self.campaign.surfaces.get(channel, {}),
        )


def letterhead(company: CompanyCard) -> Letterhead:
    return Letterhead(
        name=company.name,
        sender_name=company.sender_name or company.name,
        sender_address=company.sender_email or "notices@example.com",
        postal_address=company.postal_address,
        help_line=company.help_line,
    )


def links(address: str) -> Links:
    return Links(
        notice=f"{address}/n/sample",
        check=f"{address}/is-it-you",
        preferences=f"{address}/preferences/sample",
        stop=f"{address}/u/sample",
    )
