"""Runs of plans: made, rehearsed, approved, paused, resumed, cancelled; and what is told of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Sum

import tidings.campaigns.public as campaigns
from tidings.ground.clock import Clock
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.planning.audience import Audience
from tidings.outreach.planning.gathering import gather
from tidings.outreach.planning.loop import WAKE
from tidings.outreach.planning.models import PlanProblem, PlanRun
from tidings.outreach.planning.offers import Offers
from tidings.outreach.planning.rehearsing import Engine, Rehearsed, Told, rehearse, rehearsed_for, silent
from tidings.outreach.planning.tally import Tally, together
from tidings.outreach.planning.writing import write
from tidings.outreach.withdraw import mark, withdrawn
from tidings.staff import public as staff

STATES = ("gathering", "gathered", "rehearsed", "writing", "paused", "done", "cancelled")
CALLED_OFF = "plan.cancelled"
STILL_OPEN = """
SELECT o.id FROM outreach_decision d JOIN outreach_outreach o ON o.decision_id = d.id
WHERE d.id BETWEEN %s AND %s AND d.campaign_id = %s AND d.cause = %s
AND o.phase = 'open' AND o.withdrawn_at IS NULL
"""


class NoSuchPlan(LookupError):
    """There is no plan of that number."""


class PlanRefused(Exception):
    """What a plan may not do now; says why and what would help."""


@dataclass(frozen=True, kw_only=True)
class PlanCard:
    """One run: `written` of its `rows` are decided and in the database, `contacts` of them as outreaches."""

    id: int
    campaign: str
    version: int
    audience: str
    state: str
    rows: int
    refused: int
    written: int
    contacts: int
    rehearsal: Tally
    outcome: Tally
    facts_at: datetime | None
    rehearsed_at: datetime | None
    actor: str
    created_at: datetime
    approved_by: str
    approved_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """A line of the audience that is not part of the plan."""

    line: int
    external_id: str
    field: str
    says: str
    mend: str


def make_plan(
    *, campaign: str, audience: Audience, actor: str, now: datetime, live: bool = False
) -> PlanCard:
    """A run with its audience frozen, to be rehearsed; raises `AudienceRefused`, `NoSuchCampaign`, `NotSendable`, `PlanRefused`.

    It is of the version that waits for approval, if one does; with `live` of the one that can be written.
    """
    version = campaigns.rehearsable(campaign=campaign, live=live)
    if path := version.strategy.deadline:
        raise PlanRefused(
            f"{campaign} has a deadline ({path}) that stands in each event's data, and a plan decides one matter for "
            "all; leave strategy.deadline out to plan it"
        )
    return card(gather(campaign=version, audience=audience, actor=actor, now=now))


def rehearse_plan(
    *,
    id: int,
    now: datetime,
    out: Path | None = None,
    told: Told = silent,
    engine: Engine | None = None,
    offers: Offers | None = None,
) -> PlanCard:
    """Judges everyone as of `now` and keeps the figures; `out` gets a Parquet file, `engine` decides elsewhere.

    `offers` are those of plans rehearsed before this one, whose contacts count as if on their way; this one's are added.
    """
    row = row_of(id)
    if row.state not in ("gathered", "rehearsed"):
        raise PlanRefused(f"plan {id} is {row.state}; make a new one to rehearse it again")
    rehearse(row, now=now, out=out, told=told, engine=engine, offers=offers)
    return card(row_of(id))


def write_plan(*, id: int, clock: Clock, told: Told = silent) -> int:
    """Writes what is left of an approved run; how many rows. Only one process writes a run: 0 when another does."""
    return write(id, clock=clock, told=told)


def plan(*, id: int) -> PlanCard:
    """One run; raises `NoSuchPlan`."""
    return card(row_of(id))


def plans(*, campaign: str = "", limit: int = 50) -> list[PlanCard]:
    """Runs, newest first."""
    rows = PlanRun.objects.select_related("campaign", "version").order_by("-id")
    return [card(row) for row in (rows.filter(campaign__name=campaign) if campaign else rows)[:limit]]


def plan_problems(*, id: int, after: int = 0, limit: int = 50) -> list[PlanLine]:
    """The lines that are not part of the run, after line `after`."""
    rows = PlanProblem.objects.filter(run_id=id, line__gt=after).order_by("line", "id")[:limit]
    names = PlanLine.__dataclass_fields__
    return [PlanLine(**{name: getattr(row, name) for name in names}) for row in rows]


def plan_answer(*, id: int, external_id: str, now: datetime) -> Rehearsed | None:
    """What would become of one customer of the audience if it were written now; None for anyone else."""
    return rehearsed_for(row_of(id), external_id=external_id, now=now)


@transaction.atomic
def approve_plan(*, id: int, actor: str, now: datetime) -> PlanCard:
    """Lets the run be written; asking again changes nothing. Raises `PlanRefused`."""
    row = locked(id)
    if row.state in ("writing", "done"):
        return card(row)
    if row.state != "rehearsed" or row.rehearsed_at is None:
        raise PlanRefused(f"plan {id} is {row.state}; only a plan that was rehearsed can be written")
    must_be_live(row)
    PlanRun.objects.filter(id=id).update(state="writing", approved_by=actor, approved_at=now)
    return noted("plan.approved", id, actor, now)


def must_be_live(row: PlanRun) -> None:
    campaign = campaigns.campaign(name=row.campaign.name)
    if campaign.state != "live" or campaign.live != row.version.number:
        raise PlanRefused(
            f"{campaign.name} version {row.version.number} was rehearsed and is not the one that is live; "
            "launch it, or plan the live one (`tidings plan --live`)"
        )


@transaction.atomic
def pause_plan(*, id: int, actor: str, now: datetime) -> PlanCard:
    """Writes no further part; what is written goes out. Raises `PlanRefused`."""
    return change(id, {"writing": "paused"}, actor, now)


@transaction.atomic
def resume_plan(*, id: int, actor: str, now: datetime) -> PlanCard:
    """Goes on where it was paused. Raises `PlanRefused`."""
    return change(id, {"paused": "writing"}, actor, now)


def cancel_plan(*, id: int, actor: str, now: datetime) -> PlanCard:
    """Writes nothing more and withdraws what has not gone out; for good. Raises `PlanRefused`."""
    with transaction.atomic():
        found = change(
            id, {state: "cancelled" for state in STATES if state not in ("gathering",)}, actor, now
        )
    row = row_of(id)
    for tally in row.parts.exclude(written_at=None).order_by("number").values_list("tally", flat=True):
        withdraw_part(row, tally, now)
    return found


def withdraw_part(row: PlanRun, tally: Mapping[str, Any], now: datetime) -> None:
    """Withdraws what one part wrote, in a transaction of its own, so that no lock lasts."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(STILL_OPEN, [*tally["ids"], row.campaign_id, f"plan:{row.id}"])
            open_ones = [id for (id,) in cursor.fetchall()]
        mark(dict.fromkeys(open_ones, withdrawn(CALLED_OFF)), now)


def change(id: int, ways: Mapping[str, str], actor: str, now: datetime) -> PlanCard:
    row = locked(id)
    if row.state in ways.values():
        return card(row)
    if row.state not in ways:
        raise PlanRefused(f"plan {id} is {row.state}; this takes one that is {' or '.join(ways)}")
    ended = {"finished_at": now} if ways[row.state] == "cancelled" else {}
    PlanRun.objects.filter(id=id).update(state=ways[row.state], **ended)
    return noted(f"plan.{ways[row.state]}", id, actor, now)


def noted(act: str, id: int, actor: str, now: datetime) -> PlanCard:
    """The act in the audit trail, and the open pages told."""
    row = row_of(id)
    staff.record(
        actor=actor, action=act, object=f"plan:{id}", detail={"campaign": row.campaign.name}, now=now
    )
    notify(WAKE)
    notify(CHANGED, f"plan:{id}")
    return card(row)


def row_of(id: int) -> PlanRun:
    row = PlanRun.objects.select_related("campaign", "version").filter(id=id).first()
    if row is None:
        raise NoSuchPlan(f"there is no plan {id}")
    return row


def locked(id: int) -> PlanRun:
    if not PlanRun.objects.select_for_update().filter(id=id).exists():
        raise NoSuchPlan(f"there is no plan {id}")
    return row_of(id)


def card(row: PlanRun) -> PlanCard:
    done = row.parts.exclude(written_at=None)
    outcome = together(done.order_by("number").values_list("tally", flat=True))
    same = {name: getattr(row, name) for name in PlanCard.__dataclass_fields__ if hasattr(row, name)}
    return PlanCard(
        **same
        | {
            "campaign": row.campaign.name,
            "version": row.version.number,
            "written": done.aggregate(rows=Sum("rows"))["rows"] or 0,
            "contacts": sum(outcome["verdicts"].get(name, 0) for name in ("contact", "later")),
            "outcome": outcome,
        }
    )
