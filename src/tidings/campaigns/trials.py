"""Trials before launch: started, closed, read. What the panel itself does is in `trial_panel`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from tidings.campaigns.models import Trial
from tidings.campaigns.trial_cards import ReplyLine, TrialCard, lines, trial_card, trial_of, verdict_of
from tidings.campaigns.trial_closing import close, settle
from tidings.campaigns.trial_data import texts_read, trial_data
from tidings.campaigns.trial_words import (
    SURFACES,
    fingerprint,
    languages_of,
    notice_shown,
    surface_shown,
)
from tidings.campaigns.versions import locked, numbered
from tidings.core.needs import MISSING, at
from tidings.core.trials import Limits, LimitsRefused, Statement, Verdict, read_limits
from tidings.core.trials.offered import FEWEST, LONGEST, MOST, offered
from tidings.ground.notify import CHANGED, notify
from tidings.staff import public as staff


class TrialRefused(ValueError):
    """A trial that cannot be started like this; `field` names what to change, the text how."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(f"{field}: {says}")
        self.field, self.says = field, says


@transaction.atomic
def start_trial(
    *,
    campaign: str,
    version: int,
    actor: str,
    now: datetime,
    against: int | None = None,
    language: str = "",
    surface: str = "email",
    statements: Sequence[Statement] = (),
    data: Mapping[str, Any] | None = None,
    panellists: int | None = None,
    days: int | None = None,
) -> TrialCard:
    """Opens a trial of one version, or of two; what is left out is the company's or the notice's own.

    `data` is what the panel reads in the notice's places, as an event brings it; what is left out is made up.

    Raises `NoSuchCampaign`, and `TrialRefused` naming what to change.
    """
    row = locked(campaign)
    first, other = numbered(row, version), numbered(row, against) if against else None
    texts = [each.text for each in (first, other) if each]
    must_differ(texts)
    language = language_in(texts, language)
    limits = limits_with(panellists, days)
    must_be_told(texts, language, data or {}, now)
    read = trial_data(texts, language=language, given=data or {}, now=now)
    for text in texts:
        must_show(text, surface, language, read, now)
    own = statements or statements_offered(text=first.text, language=language, data=data, now=now)
    trial = Trial.objects.create(
        campaign=row,
        version=first,
        against=other,
        words=fingerprint(first.text),
        against_words=fingerprint(other.text) if other else "",
        language=language,
        surface=surface,
        statements=[asdict(each) for each in checked(own)],
        limits=asdict(limits),
        data=read,
        started_by=actor,
        started_at=now,
        closes_at=now + timedelta(days=limits.days),
    )
    noted("campaign.trial_started", trial, actor, now)
    return trial_card(trial)


def must_differ(texts: Sequence[str]) -> None:
    if len({fingerprint(text) for text in texts}) < len(texts):
        raise TrialRefused("against", "both versions say the same; choose one with other words")


def language_in(texts: Sequence[str], asked: str) -> str:
    known = languages_of(*texts)
    language = asked or next(iter(known), "")
    if language not in known:
        raise TrialRefused(
            "language", f"choose one that every version has: {', '.join(known) or 'there is none'}"
        )
    return language


def limits_with(panellists: int | None, days: int | None) -> Limits:
    """The company's limits as they are now, with this trial's own number of panellists and days."""
    limits = read_limits(staff.company().trial)
    own = {"panellists": panellists or limits.panellists, "days": days or limits.days}
    try:
        return read_limits(asdict(replace(limits, **own)))
    except LimitsRefused as refused:
        raise TrialRefused(str(refused).split()[0], str(refused)) from refused


def must_be_told(texts: Sequence[str], language: str, data: Mapping[str, Any], now: datetime) -> None:
    """Nobody can judge a notice that says "[kind]": what no name tells, its author does."""
    for path, guess in texts_read(texts, language=language, now=now).items():
        stated = at(data, path)
        if not guess if stated is MISSING else not str(stated).strip():
            raise TrialRefused(f"data.{path}", "write what a customer might read here")


def must_show(text: str, surface: str, language: str, data: Mapping[str, Any], now: datetime) -> None:
    if surface not in SURFACES:
        raise TrialRefused("surface", f"use one of: {', '.join(SURFACES)}")
    company = staff.company()
    if surface_shown(text, surface=surface, language=language, company=company, at=now, data=data) is None:
        raise TrialRefused("surface", f"the notice cannot be drawn as {surface}; choose another")


def checked(statements: Sequence[Statement]) -> Sequence[Statement]:
    if not FEWEST <= len(statements) <= MOST:
        raise TrialRefused("statements", f"write {FEWEST} to {MOST} of them")
    if len({each.true for each in statements}) == 1:
        raise TrialRefused("statements", "some must be true and some not, or there is nothing to tell apart")
    if any(not each.says.strip() or len(each.says) > LONGEST for each in statements):
        raise TrialRefused("statements", f"each has 1 to {LONGEST} letters")
    return statements


def statements_offered(
    *, text: str, language: str, now: datetime, data: Mapping[str, Any] | None = None
) -> tuple[Statement, ...]:
    """Statements to begin with, from the notice itself."""
    read = trial_data([text], language=language, given=data or {}, now=now)
    return offered(notice_shown(text, language=language, company=staff.company(), data=read))


def trials(*, campaign: str, now: datetime) -> list[TrialCard]:
    """A campaign's trials, newest first; those whose last day is over are closed first."""
    settle(campaign=campaign, now=now)
    rows = Trial.objects.filter(campaign__name=campaign).select_related("campaign", "version", "against")
    return [trial_card(row) for row in rows.order_by("-id")]


def trial(*, id: int, now: datetime) -> TrialCard:
    """One trial; raises `NoSuchTrial`."""
    settle(campaign=trial_of(id).campaign.name, now=now)
    return trial_card(trial_of(id))


def trial_verdict(*, id: int) -> Verdict:
    """What the gate says of the answers so far; raises `NoSuchTrial`."""
    return verdict_of(trial_of(id))


def trial_lines(*, id: int) -> list[ReplyLine]:
    """Every reply in the order it came, raw and scored; raises `NoSuchTrial`."""
    return [line for _, line in lines(trial_of(id))]


@transaction.atomic
def close_trial(*, id: int, actor: str, now: datetime) -> TrialCard:
    """Closes a trial with the answers there are; closing again changes nothing. Raises `NoSuchTrial`."""
    trial_of(id)
    row = Trial.objects.select_for_update().get(id=id)
    if row.closed_at is None:
        close(row, now)
        noted("campaign.trial_closed", row, actor, now)
    return trial_card(trial_of(id))


def noted(action: str, row: Trial, actor: str, now: datetime) -> None:
    detail = {"trial": row.pk, "version": row.version.number}
    detail |= {"against": row.against.number} if row.against else {}
    staff.record(actor=actor, action=action, object=row.campaign.name, detail=detail, now=now)
    notify(CHANGED, f"campaign:{row.campaign.name}")
