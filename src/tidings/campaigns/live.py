"""The version that is sent: parsed once in each process, and never another text than the approved one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import lru_cache
from hashlib import sha256
from typing import Any

from tidings.campaigns.cards import campaign as campaign_card
from tidings.campaigns.models import CampaignVersion, Topic
from tidings.campaigns.topics import TopicCard
from tidings.campaigns.topics import card as topic_card
from tidings.core.campaign_files.campaign import Audience, CampaignFile, Strategy, parse
from tidings.core.notice import Composed


class NotSendable(Exception):
    """A version nobody approved, or whose text is not the one that was; nothing may be sent from it."""


@dataclass(frozen=True, kw_only=True)
class LiveVersion:
    """An approved version, ready to decide and compose with; `holdout_bp` in basis points (1000 = 10 %)."""

    id: int
    campaign_id: int
    campaign: str
    number: int
    topic: TopicCard
    file: CampaignFile

    @property
    def strategy(self) -> Strategy:
        return self.file.strategy

    @property
    def audience(self) -> Audience:
        return self.file.audience

    @property
    def holdout_bp(self) -> int:
        return self.file.holdout_bp

    @property
    def languages(self) -> tuple[str, ...]:
        return self.file.languages

    def surface(self, channel: str) -> Mapping[str, Any]:
        """What the campaign says for this channel alone; nothing where it says nothing."""
        return self.file.surfaces.get(channel, {})

    def language_for(self, *asked: str) -> str:
        """The notice's language that fits the first of `asked` it can, else its first."""
        return self.file.language_for(*asked)

    def compose(self, language: str, data: Mapping[str, Any], company_zone: tzinfo) -> Composed:
        """The notice with an event's data, moments told in the company's zone; raises `core.templating.NotComposed`."""
        return self.file.compose(language, data, company_zone)


@lru_cache(maxsize=1024)
def live_version(*, version_id: int) -> LiveVersion:
    """An approved version (it cannot change, so this process reads it once); raises `NotSendable`.

    Its topic is the one it names as it was then; a topic's purpose never changes while campaigns use it.
    """
    row = CampaignVersion.objects.select_related("campaign").filter(id=version_id).first()
    if row is None or row.approved_at is None:
        raise NotSendable(f"version {version_id} has not been approved")
    if sha256(row.text.encode()).hexdigest() != row.sha256:
        raise NotSendable(f"version {version_id} is not the text that was approved")
    return read_version(row)


def read_version(row: CampaignVersion) -> LiveVersion:
    """A version's text as what decides and composes, whoever approved it or not."""
    file = readable(row)
    return LiveVersion(
        id=row.id,
        campaign_id=row.campaign_id,
        campaign=row.campaign.name,
        number=row.number,
        topic=topic_card(Topic.objects.get(name=file.topic)),
        file=file,
    )


def readable(row: CampaignVersion) -> CampaignFile:
    file = parse(row.text).campaign
    if file is None:
        raise NotSendable(
            f"version {row.number} of {row.campaign.name} was approved under older rules; save it anew"
        )
    return file


def rehearsable(*, campaign: str, number: int | None = None, live: bool = False) -> LiveVersion:
    """What would be sent: version `number`, else the one that waits for approval, else the live one, else the newest.

    `live` prefers the live one to one that waits. To look at only: nothing is sent from what `live_version` does not
    give. Raises `NoSuchCampaign`, `NotSendable`.
    """
    card = campaign_card(name=campaign)
    likely = (card.live, card.waiting) if live else (card.waiting, card.live)
    shown = card.version(number or likely[0] or likely[1] or card.newest.number)
    return read_version(CampaignVersion.objects.select_related("campaign").get(id=shown.id))
