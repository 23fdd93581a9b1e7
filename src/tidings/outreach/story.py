"""The story of one outreach, line by line: decided, held, tried, sent, withdrawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tidings.core.reasons import words
from tidings.outreach.explaining import explain, plain_code
from tidings.outreach.finding import row_of
from tidings.outreach.models import Attempt, Decision, Outreach

TRIED = {
    "accepted": "Handed over",
    "transient": "Not taken yet; it will be tried again",
    "permanent": "Refused for good",
    "unknown": "No answer came; it may have gone out",
}
ENDED = {
    "withdrawn": "Withdrawn",
    "expired": "Too late to send",
    "refused": "Not sent",
    "failed": "Not delivered",
}


@dataclass(frozen=True, kw_only=True)
class StoryLine:
    """One thing that happened; `kind` is decided, held, attempt, sent or ended; `detail` what more there is to know."""

    at: datetime
    kind: str
    says: str
    detail: str = ""


def story(*, id: int) -> list[StoryLine]:
    """The outreach's story in order of time; raises `NoSuchOutreach`."""
    row = row_of(id)
    decision = Decision.objects.get(id=row.decision_id)
    lines = [*decided(decision, row), *within_a_digest(decision, row), *attempts(row), *ended(row, decision)]
    return sorted(lines, key=lambda line: line.at)


def decided(decision: Decision, row: Outreach) -> Iterator[StoryLine]:
    says = f"Decided to reach {row.customer.name or row.customer.external_id} by {row.channel}"
    detail = " ".join(explain(reasons=decision.reasons, seen=decision.seen))
    yield StoryLine(at=decision.at, kind="decided", says=says, detail=detail)
    if decision.verdict == "later" and decision.earliest:
        yield StoryLine(at=decision.at, kind="held", says=f"Held until {local(decision.earliest, row.zones)}")


def local(at: datetime, zones: Sequence[str]) -> str:
    """The moment on the customer's own clock (the first of their zones)."""
    zone = zones[0] if zones else "UTC"
    there = at.astimezone(ZoneInfo(zone))
    return f"{there.day} {there:%b %Y, %H:%M} in {zone.rpartition('/')[2].replace('_', ' ')}"


def within_a_digest(decision: Decision, row: Outreach) -> Iterator[StoryLine]:
    """What waited to be told together, and what another message carried."""
    if row.digest == "waiting" and row.state == "pending":
        yield StoryLine(
            at=decision.at, kind="held", says=f"Waits for the digest of {local(row.due_at, row.zones)}"
        )
    elif decision.verdict == "digest":
        yield StoryLine(at=decision.at, kind="held", says="Waited for the customer's digest")
    if row.digest == "carried" and row.sent_at:
        yield StoryLine(at=row.sent_at, kind="sent", says=f"Sent within a digest ({row.channel})")


def attempts(row: Outreach) -> Iterator[StoryLine]:
    for attempt in Attempt.objects.filter(outreach=row).order_by("number"):
        at = attempt.finished_at or attempt.started_at
        open_now = attempt.finished_at is None
        says = "Being sent" if open_now else TRIED.get(attempt.outcome, attempt.outcome)
        kind = "sent" if attempt.outcome == "accepted" else "attempt"
        yield StoryLine(
            at=at, kind=kind, says=f"{says} (try {attempt.number}, {attempt.channel})", detail=attempt.says
        )


def ended(row: Outreach, decision: Decision) -> Iterator[StoryLine]:
    if row.state == "pending" and row.due_at != decision.earliest and decision.verdict != "digest":
        held = words(plain_code(row.reason)) if row.reason else ""
        yield StoryLine(at=row.due_at, kind="held", says="Due again", detail=held)
    if row.state in ENDED:
        _, _, because = row.reason.partition(":")
        detail = words(plain_code(row.reason)) + (f" ({because})" if because else "")
        at = row.withdrawn_at or row.due_at
        yield StoryLine(at=at, kind="ended", says=ENDED[row.state], detail=detail)
