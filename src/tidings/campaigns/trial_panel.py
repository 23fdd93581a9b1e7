"""What a panellist does: comes by a link, is shown one version after the other, answers."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from tidings.campaigns.models import CampaignVersion, Panellist, Trial, TrialReply
from tidings.campaigns.preview import SurfaceView
from tidings.campaigns.trial_cards import TrialCard, data_shown, panellist_link, trial_card, trial_of
from tidings.campaigns.trial_closing import close
from tidings.campaigns.trial_words import notice_shown, surface_shown
from tidings.core.notice import Composed
from tidings.core.trials import Reply, Statement
from tidings.core.trials.scoring import CALL, GENUINE, MARKS, NOTHING, UNSURE
from tidings.ground.notify import CHANGED, notify
from tidings.staff import public as staff

BEYOND = 3  # open links are taken by some who never answer: so many times the panel may come
LONGEST_QUESTION, LONGEST_NAME = 500, 80


class TrialClosed(Exception):
    """The trial takes nobody in any more, or no answer."""


class ReplyRefused(ValueError):
    """An answer that is missing or is none of the choices; `fields` names them."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(f"please answer: {', '.join(fields)}")
        self.fields = fields


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What a panellist has before them: the version's surface and what can be chosen; `view` None when all is answered."""

    trial: TrialCard
    view: SurfaceView | None
    notice: Composed | None
    version: int | None
    number: int
    of: int
    name: str


@transaction.atomic
def invite(*, id: int, count: int, now: datetime) -> list[str]:
    """Tokens for so many panellists, one each; raises `NoSuchTrial` and `TrialClosed`."""
    trial_of(id)
    return [panellist_link(newcomer(id, now)) for _ in range(count)]


@transaction.atomic
def join(*, id: int, now: datetime) -> str:
    """The token of somebody who came by the open link; raises `NoSuchTrial` and `TrialClosed`."""
    trial_of(id)
    return panellist_link(newcomer(id, now))


def newcomer(id: int, now: datetime) -> Panellist:
    row = Trial.objects.select_for_update().get(id=id)
    known = row.panel.count()
    if not is_open(row, now) or known >= BEYOND * int(row.limits["panellists"]):
        raise TrialClosed
    return Panellist.objects.create(trial=row, number=known + 1)


def is_open(row: Trial, now: datetime) -> bool:
    return row.closed_at is None and now < row.closes_at


def sheet(*, id: int, now: datetime) -> Sheet:
    """What panellist `id` has to look at next; raises `LookupError` when there is none such, and `TrialClosed`."""
    panellist = panellist_of(id)
    trial, left = panellist.trial, unanswered(panellist)
    if not is_open(trial, now) and left:
        raise TrialClosed
    version = left[0] if left else None
    of = len(in_order(panellist))
    return Sheet(
        trial=trial_card(trial),
        view=shown(trial, version) if version else None,
        notice=composed(trial, version) if version else None,
        version=version.number if version else None,
        number=of - len(left) + 1,
        of=of,
        name=panellist.name,
    )


def panellist_of(id: int) -> Panellist:
    row = (
        Panellist.objects.select_related("trial__campaign", "trial__version", "trial__against")
        .filter(id=id)
        .first()
    )
    if row is None:
        raise LookupError(id)
    return row


def in_order(panellist: Panellist) -> list[CampaignVersion]:
    """The versions as this panellist sees them: of two neighbours one begins with the one, one with the other."""
    trial = panellist.trial
    if trial.against is None:
        return [trial.version]
    pair, second = divmod(panellist.number - 1, 2)
    turned = sha256(f"{trial.pk}:{pair}".encode()).digest()[0] % 2
    both = [trial.version, trial.against]
    return both if second == turned else both[::-1]


def unanswered(panellist: Panellist) -> list[CampaignVersion]:
    done = set(panellist.replies.values_list("version_id", flat=True))
    return [version for version in in_order(panellist) if version.pk not in done]


def shown(trial: Trial, version: CampaignVersion) -> SurfaceView | None:
    return surface_shown(
        version.text,
        surface=trial.surface,
        language=trial.language,
        company=staff.company(),
        at=trial.started_at,
        data=data_shown(trial, version),
    )


def composed(trial: Trial, version: CampaignVersion) -> Composed:
    data = data_shown(trial, version)
    return notice_shown(version.text, language=trial.language, company=staff.company(), data=data)


@transaction.atomic
def reply(*, id: int, version: int, given: Reply, name: str = "", now: datetime) -> None:
    """Keeps what a panellist says of a version; the first answer counts. The last of a complete panel closes the trial.

    Raises `LookupError`, `TrialClosed`, and `ReplyRefused` when something is missing.
    """
    panellist = panellist_of(id)
    trial = (
        Trial.objects.select_for_update(of=["self"])
        .select_related("version", "against")
        .get(id=panellist.trial_id)
    )
    found = next((each for each in unanswered(panellist) if each.number == version), None)
    if found is None:
        return
    if not is_open(trial, now):
        raise TrialClosed
    must_be_whole(given, composed(trial, found), [Statement(**each) for each in trial.statements])
    TrialReply.objects.create(
        panellist=panellist,
        version=found,
        step=given.step,
        marks=list(given.marks),
        question=given.question[:LONGEST_QUESTION],
        genuine=given.genuine,
        at=now,
    )
    panellist.name = name.strip()[:LONGEST_NAME] or panellist.name
    panellist.done_at = None if unanswered(panellist) else now
    panellist.save(update_fields=["name", "done_at"])
    close_if_complete(trial, now)


def must_be_whole(given: Reply, notice: Composed, statements: list[Statement]) -> None:
    steps = {*(each.id for each in notice.next_steps), NOTHING, CALL, UNSURE}
    marks = (*given.marks, *[""] * len(statements))[: len(statements)]
    missing = [] if given.step in steps else ["step"]
    missing += [f"mark-{number}" for number, mark in enumerate(marks) if mark not in MARKS]
    missing += [] if given.genuine in GENUINE else ["genuine"]
    if missing:
        raise ReplyRefused(tuple(missing))


def close_if_complete(trial: Trial, now: datetime) -> None:
    if trial.panel.exclude(done_at=None).count() >= int(trial.limits["panellists"]):
        close(trial, now)
    else:
        notify(CHANGED, f"campaign:{trial.campaign.name}")
