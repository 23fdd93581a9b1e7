"""What others may know of a trial: how it was set up, who answered, what came of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from tidings.campaigns.models import CampaignVersion, Panellist, Trial, TrialReply
from tidings.campaigns.preview import sample_event
from tidings.campaigns.trial_words import notice_shown
from tidings.core.trials import Heard, Limits, Reply, Statement, Verdict, gate, read_limits, score
from tidings.ground import links
from tidings.staff import public as staff

GOOD_AFTER = timedelta(days=30)  # a link says "closed" for a while before it says nothing


@dataclass(frozen=True, kw_only=True)
class TrialCard:
    """A trial; `passed` and `against_passed` are None while it is open. `link` is the token of the open link."""

    id: int
    campaign: str
    version: int
    against: int | None
    language: str
    surface: str
    statements: tuple[Statement, ...]
    limits: Limits
    started_by: str
    started_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    passed: bool | None
    against_passed: bool | None
    panellists: int
    done: int
    link: str

    @property
    def versions(self) -> tuple[int, ...]:
        return (self.version,) if self.against is None else (self.version, self.against)


@dataclass(frozen=True, kw_only=True)
class ReplyLine:
    """One panellist's reply to one version, as it came and as it was scored."""

    panellist: int
    name: str
    version: int
    first: bool
    reply: Reply
    heard: Heard
    at: datetime


class NoSuchTrial(LookupError):
    """There is no such trial."""


def trial_of(id: int) -> Trial:
    row = Trial.objects.select_related("campaign", "version", "against").filter(id=id).first()
    if row is None:
        raise NoSuchTrial(f"there is no trial {id}")
    return row


def trial_card(row: Trial) -> TrialCard:
    return TrialCard(
        id=row.pk,
        campaign=row.campaign.name,
        version=row.version.number,
        against=row.against.number if row.against else None,
        language=row.language,
        surface=row.surface,
        statements=tuple(Statement(**each) for each in row.statements),
        limits=read_limits(row.limits),
        started_by=row.started_by,
        started_at=row.started_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        passed=row.passed,
        against_passed=row.against_passed,
        panellists=row.panel.count(),
        done=row.panel.exclude(done_at=None).count(),
        link=links.sign(purpose="trial", id=row.pk, expires=row.closes_at + GOOD_AFTER),
    )


def panellist_link(row: Panellist) -> str:
    """The token of one panellist's own link."""
    return links.sign(purpose="panellist", id=row.pk, expires=row.trial.closes_at + GOOD_AFTER)


def verdict_of(row: Trial) -> Verdict:
    """The gate on the answers there are; only who answered for every version counts."""
    by_version = heard_by_version(row)
    against = by_version.get(row.against_id, []) if row.against_id else []
    return gate(by_version.get(row.version_id, []), against, read_limits(row.limits))


def heard_by_version(row: Trial) -> Mapping[int | None, list[Heard]]:
    found: dict[int | None, list[Heard]] = {}
    for reply, line in lines(row):
        if reply.panellist.done_at:
            found.setdefault(reply.version_id, []).append(line.heard)
    return found


def lines(row: Trial) -> Iterable[tuple[TrialReply, ReplyLine]]:
    """Every reply in the order it came."""
    company, statements = staff.company(), [Statement(**each) for each in row.statements]
    shown = {
        version.pk: notice_shown(
            version.text, language=row.language, company=company, data=data_shown(row, version)
        )
        for version in (row.version, row.against)
        if version
    }
    seen: set[int] = set()
    replies = TrialReply.objects.filter(panellist__trial=row).select_related("panellist", "version")
    for each in replies.order_by("id"):
        reply = reply_of(each)
        heard = score(reply, notice=shown[each.version_id], statements=statements)
        yield each, line(each, reply, heard, first=each.panellist_id not in seen)
        seen.add(each.panellist_id)


def data_shown(row: Trial, version: CampaignVersion) -> dict[str, Any]:
    """What the panel reads in the notice's places; a trial of before they were kept has them made up."""
    made_up = partial(sample_event, text=version.text, now=row.started_at, currency=staff.company().currency)
    return dict(row.data or made_up()["data"])


def reply_of(row: TrialReply) -> Reply:
    return Reply(
        panellist=str(row.panellist.number),
        step=row.step,
        marks=tuple(row.marks),
        question=row.question,
        genuine=row.genuine,
    )


def line(row: TrialReply, reply: Reply, heard: Heard, *, first: bool) -> ReplyLine:
    return ReplyLine(
        panellist=row.panellist.number,
        name=row.panellist.name,
        version=row.version.number,
        first=first,
        reply=reply,
        heard=heard,
        at=row.at,
    )
