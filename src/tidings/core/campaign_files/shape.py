"""The shape of a campaign: what its file says, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta, tzinfo
from typing import Any

from tidings.core.campaign_files.findings import Finding
from tidings.core.conditions import Condition
from tidings.core.needs import Need, typed
from tidings.core.notice import Composed
from tidings.core.notice_words import NoticeWords


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """What sets the campaign off: an event of type `event`, or that none of type `absent` came until the moment at `by`.

    `planned`: neither; it goes to an audience, by `tidings plan` or the console.
    """

    event: str = ""
    absent: str = ""
    by: str = ""
    per: str = ""
    when: Condition | None = None
    planned: bool = False

    @property
    def thread_path(self) -> str:
        """The path of what the campaign is about; "" stands for the event's subject or id."""
        if self.per:
            return self.per
        return f"{self.by.split('.')[0]}.id" if self.absent else ""


@dataclass(frozen=True, kw_only=True)
class Strategy:
    """By which channels (none named: the customer's own order), when the next one is tried, when it is too late.

    `deadline` is the path of the moment, in the event's data, after which the news is of no use; "" for none.
    `together` channels go at once where the matter cannot wait; 1: one after the other.
    """

    channels: tuple[str, ...] = ()
    fallback_after: timedelta | None = None
    expires: timedelta = timedelta(hours=48)
    deadline: str = ""
    together: int = 1


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Whom the campaign may reach at all; no relationship named: any."""

    relationship: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A kind of finding that the author leaves as it is, and why; `where` and `language` narrow it ("" for all)."""

    kind: str
    why: str
    where: str = ""
    language: str = ""

    def covers(self, finding: Finding) -> bool:
        within = finding.where == self.where or finding.where.startswith(f"{self.where}.")
        return (
            finding.kind == self.kind
            and (not self.where or within)
            and self.language in ("", finding.language)
        )


@dataclass(frozen=True, kw_only=True)
class CampaignFile:
    """A campaign as written, checked; `holdout_bp` in basis points (1000 = 10 %).

    `surfaces` is what it says for single channels alone, in their own terms; `accepted` are findings to leave as they are;
    `trial`: it is launched only after a trial.
    """

    campaign: str
    topic: str
    trigger: Trigger
    needs: tuple[Need, ...]
    withdrawn_by: tuple[str, ...]
    audience: Audience
    notice: Mapping[str, NoticeWords]
    strategy: Strategy
    holdout_bp: int
    surfaces: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    accepted: tuple[Accepted, ...] = ()
    trial: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        """The notice's languages in the file's order; the first is the one to fall back on."""
        return tuple(self.notice)

    def language_for(self, *asked: str) -> str:
        """The notice's language that fits the first of `asked` it can (pt-BR takes pt and the other way round)."""
        for tag in asked:
            for language in (
                tag,
                tag.split("-")[0],
                *(own for own in self.notice if own.split("-")[0] == tag),
            ):
                if language in self.notice:
                    return language
        return self.languages[0]

    def compose(self, language: str, data: Mapping[str, Any], company_zone: tzinfo) -> Composed:
        """The notice with an event's data filled in; raises `NotComposed`. Check the data with `check_data` first."""
        return self.notice[language].compose(typed(self.needs, data), company_zone)
