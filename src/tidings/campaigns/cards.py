"""What other rooms and pages may know of campaigns and their versions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from tidings.campaigns.models import Campaign, CampaignVersion
from tidings.campaigns.topics import TopicCard
from tidings.campaigns.topics import card as topic_card


class NoSuchCampaign(LookupError):
    """There is no campaign of that name, or no such version of it."""


@dataclass(frozen=True, kw_only=True)
class VersionCard:
    """One version: exactly this text, who wrote, proposed and approved it, and when."""

    id: int
    campaign: str
    number: int
    text: str
    sha256: str
    author: str
    created_at: datetime
    proposed_by: str
    proposed_at: datetime | None
    approved_by: str
    approved_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class CampaignCard:
    """A campaign: `live` is the number of the version that is sent, `waiting` of the one that waits for approval.

    `versions` are all of them, newest first.
    """

    id: int
    name: str
    state: str
    topic: TopicCard
    live: int | None
    waiting: int | None
    versions: tuple[VersionCard, ...]
    created_at: datetime
    launched_at: datetime | None

    @property
    def newest(self) -> VersionCard:
        return self.versions[0]

    def version(self, number: int) -> VersionCard:
        """The version of that number; raises `NoSuchCampaign`."""
        for version in self.versions:
            if version.number == number:
                return version
        raise NoSuchCampaign(f"{self.name} has no version {number}")


def list_campaigns() -> list[CampaignCard]:
    """Every campaign by name."""
    return [card(row) for row in rows().order_by("name")]


def campaign(*, name: str) -> CampaignCard:
    """One campaign; raises `NoSuchCampaign`."""
    row = rows().filter(name=name).first()
    if row is None:
        raise NoSuchCampaign(f"there is no campaign {name}")
    return card(row)


def paused(*, campaign_ids: Collection[int]) -> set[int]:
    """Those of the campaigns that are paused: nothing of theirs goes out for now."""
    with connection.cursor() as cursor:  # not the ORM: asked before every message
        cursor.execute(
            "SELECT id FROM campaigns_campaign WHERE state = 'paused' AND id = ANY(%s)", [list(campaign_ids)]
        )
        return {id for (id,) in cursor.fetchall()}


def rows() -> QuerySet[Campaign]:
    return Campaign.objects.select_related("topic", "live").prefetch_related("versions")


def card(row: Campaign) -> CampaignCard:
    versions = sorted(row.versions.all(), key=lambda version: -version.number)
    return CampaignCard(
        id=row.id,
        name=row.name,
        state=row.state,
        topic=topic_card(row.topic),
        live=row.live.number if row.live else None,
        waiting=waiting(versions, row.launched_at),
        versions=tuple(version_card(version, row.name) for version in versions),
        created_at=row.created_at,
        launched_at=row.launched_at,
    )


def waiting(versions: Iterable[CampaignVersion], launched_at: datetime | None) -> int | None:
    """The newest proposal that nobody has approved, unless another version went live since."""
    for version in versions:
        if version.proposed_at and not version.approved_at:
            return version.number if launched_at is None or version.proposed_at >= launched_at else None
    return None


def version_card(row: CampaignVersion, name: str) -> VersionCard:
    return VersionCard(
        id=row.id,
        campaign=name,
        number=row.number,
        text=row.text,
        sha256=row.sha256,
        author=row.author,
        created_at=row.created_at,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
    )
