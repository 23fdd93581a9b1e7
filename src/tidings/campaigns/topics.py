"""Topics: what contacts are about, kept in step with the company's file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from tidings.campaigns.findings import CampaignRefused
from tidings.campaigns.models import Campaign, Topic
from tidings.core.campaign_files.findings import Finding, blocks
from tidings.core.campaign_files.topics import TopicEntry, parse_topics
from tidings.staff import public as staff


@dataclass(frozen=True, kw_only=True)
class TopicCard:
    """A topic; `titles` by language, `channels` its usual ones in order (none: the customer's own order)."""

    name: str
    purpose: str = "service"
    urgency: str = "normal"
    channels: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    def title(self, language: str) -> str:
        """The title in a language, else in any, else the name."""
        found = self.titles.get(language) or self.titles.get(language.split("-")[0])
        return found or next(iter(self.titles.values()), self.name)


def topics() -> list[TopicCard]:
    """Every topic, by name."""
    return [card(row) for row in Topic.objects.order_by("name")]


@transaction.atomic
def sync_topics(*, text: str, actor: str, now: datetime) -> list[TopicCard]:
    """Adds and changes topics as the file says; those it does not name stay. Raises `CampaignRefused`.

    The purpose of a topic that campaigns use cannot change: people's consent was asked for the old one.
    """
    for entry in entries(text):
        keep_purpose(entry)
        row, created = Topic.objects.select_for_update().get_or_create(
            name=entry.name, defaults=columns(entry)
        )
        if created or card(row) != as_card(entry):
            Topic.objects.filter(id=row.id).update(**columns(entry))
            staff.record(actor=actor, action="topic.saved", object=entry.name, detail=columns(entry), now=now)
    return topics()


def read_topics(*, text: str) -> list[TopicCard]:
    """The topics a file speaks of; needs no database. Raises `CampaignRefused`."""
    return [as_card(entry) for entry in entries(text)]


def entries(text: str) -> tuple[TopicEntry, ...]:
    found, findings = parse_topics(text)
    if blocks(list(findings)):
        raise CampaignRefused(findings)
    return found


def keep_purpose(entry: TopicEntry) -> None:
    used = Campaign.objects.filter(topic__name=entry.name).exclude(topic__purpose=entry.purpose)
    if used.exists():
        says = f"{entry.name} is used by campaigns and keeps its purpose"
        mend = "make a new topic for the other purpose"
        raise CampaignRefused(
            (Finding(severity="block", where=f"{entry.name}.purpose", says=says, mend=mend),)
        )


def columns(entry: TopicEntry) -> dict[str, object]:
    return {
        "purpose": entry.purpose,
        "urgency": entry.urgency,
        "channels": list(entry.channels),
        "titles": dict(entry.titles),
    }


def as_card(entry: TopicEntry) -> TopicCard:
    return TopicCard(
        name=entry.name,
        purpose=entry.purpose,
        urgency=entry.urgency,
        channels=entry.channels,
        titles=dict(entry.titles),
    )


def card(row: Topic) -> TopicCard:
    return TopicCard(
        name=row.name,
        purpose=row.purpose,
        urgency=row.urgency,
        channels=tuple(row.channels),
        titles=row.titles,
    )
