"""Reports of messages and calls that pretended to be ours: kept with their evidence, told to the company, settled by its people.

The evidence is what a stranger handed in, perhaps about somebody else: sealed like our secrets, and forgotten after half a year.
That there was a report, when and of which kind stays, so that a wave is seen.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import TruncDate

from tidings.conversations.asking_limits import allowed, hidden
from tidings.conversations.models import ImpersonationReport
from tidings.ground import seals, webhooks
from tidings.ground.notify import CHANGED, notify

KINDS = ("email", "text", "call", "letter", "chat", "other")
STATES = ("open", "ours", "forged", "unclear")
KEPT = timedelta(days=180)
LONGEST_WORDS = 20_000  # characters
LONGEST_SENDER = 200
LARGEST_FILE = 500_000  # octets


class ReportRefused(ValueError):
    """A report that cannot be taken; `reason` is kind, empty, too_long, too_large or too_many."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What was handed in: who it claimed to come from, its words, and its file as it was."""

    sender: str = ""
    words: str = ""
    file: bytes = b""


@dataclass(frozen=True, kw_only=True)
class ReportCard:
    """One report; `evidence` stands there only where it was asked for, and is None once it is forgotten."""

    id: int
    kind: str
    at: datetime
    state: str
    settled_by: str
    settled_at: datetime | None
    evidence: Evidence | None = None

    @property
    def kept_until(self) -> datetime:
        """When its evidence is forgotten."""
        return self.at + KEPT


def report_impersonation(*, kind: str, evidence: Evidence, asker: str, now: datetime) -> int:
    """Keep a report and tell the company (`impersonation.reported`); its id. The same again is the same report.

    Raises `ReportRefused`. `asker` is a network address; it is counted, and not kept.
    """
    must_be_fit(kind, evidence)
    digest = hidden(f"report {written(evidence)}")
    if not allowed(asker=asker, code=digest, now=now):
        raise ReportRefused("too_many")
    with transaction.atomic():
        row, new = ImpersonationReport.objects.get_or_create(
            digest=digest, defaults={"kind": kind, "at": now, "evidence": seals.seal(written(evidence))}
        )
        if new:
            said = {"report": row.pk, "kind": kind, "at": now.isoformat()}
            webhooks.queue(topic="impersonation.reported", payload=said, key=f"report:{row.pk}", now=now)
            notify(CHANGED, f"report:{row.pk}")
    return row.pk


def must_be_fit(kind: str, evidence: Evidence) -> None:
    if kind not in KINDS:
        raise ReportRefused("kind")
    if not (evidence.words.strip() or evidence.sender.strip() or evidence.file):
        raise ReportRefused("empty")
    if len(evidence.words) > LONGEST_WORDS or len(evidence.sender) > LONGEST_SENDER:
        raise ReportRefused("too_long")
    if len(evidence.file) > LARGEST_FILE:
        raise ReportRefused("too_large")


def impersonations(*, state: str = "", before: int | None = None, limit: int = 50) -> list[ReportCard]:
    """Reports from the newest on, without their evidence."""
    rows = ImpersonationReport.objects.order_by("-id").defer("evidence")
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(id__lt=before) if before is not None else rows
    return [card(row) for row in rows[:limit]]


def impersonation(*, id: int) -> ReportCard | None:
    """One with its evidence; None for none."""
    row = ImpersonationReport.objects.filter(id=id).first()
    return card(row, read(row.evidence) if row.evidence else None) if row else None


def impersonation_words(*, limit: int) -> list[str]:
    """What the latest reports say, words and sender as one text; of those whose evidence is forgotten nothing."""
    rows = ImpersonationReport.objects.exclude(evidence="").order_by("-id")[:limit]
    said = (read(row.evidence) for row in rows)
    return [f"{each.sender}\n{each.words}" for each in said]


def settle_impersonation(*, id: int, state: str, actor: str, now: datetime) -> bool:
    """Somebody looked: forged, ours or unclear; False when there is no such report or it stands so already."""
    if state not in STATES:
        return False
    rows = ImpersonationReport.objects.filter(id=id).exclude(state=state)
    return rows.update(state=state, settled_by=actor, settled_at=now) > 0


def open_impersonations() -> int:
    """How many nobody has looked at."""
    return ImpersonationReport.objects.filter(state="open").count()


def impersonations_by_week(*, now: datetime, weeks: int = 26) -> Sequence[tuple[date, Mapping[str, int]]]:
    """How many of each kind, for each week (from its Monday) up to now; weeks without any are there, too."""
    monday = now.date() - timedelta(days=now.weekday())
    starts = [monday - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    found: dict[date, dict[str, int]] = {start: {} for start in starts}
    rows = ImpersonationReport.objects.filter(at__date__gte=starts[0], at__lte=now)
    by_day = rows.annotate(day=TruncDate("at")).values_list("day", "kind").annotate(count=Count("id"))
    for day, kind, count in by_day:
        week = found[day - timedelta(days=day.weekday())]
        week[kind] = week.get(kind, 0) + count
    return list(found.items())


def forget_evidence(*, now: datetime) -> int:
    """Let go of evidence that is older than half a year; how many reports it was of."""
    old = ImpersonationReport.objects.filter(at__lt=now - KEPT).exclude(evidence="")
    return old.update(evidence="")


def card(row: ImpersonationReport, evidence: Evidence | None = None) -> ReportCard:
    return ReportCard(
        id=row.pk,
        kind=row.kind,
        at=row.at,
        state=row.state,
        settled_by=row.settled_by,
        settled_at=row.settled_at,
        evidence=evidence,
    )


def written(evidence: Evidence) -> str:
    file = base64.b64encode(evidence.file).decode()
    return json.dumps({"sender": evidence.sender, "words": evidence.words, "file": file})


def read(sealed: str) -> Evidence:
    said = json.loads(seals.open_seal(sealed))
    return Evidence(sender=said["sender"], words=said["words"], file=base64.b64decode(said["file"]))
