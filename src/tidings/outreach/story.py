"""The story of one outreach, line by line: decided, held, tried, sent, what the channels said, what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tidings.core.reasons import words
from tidings.ground.evidence_uses import uses_of
from tidings.outreach.call_words import says_for
from tidings.outreach.explaining import explain, plain_code
from tidings.outreach.finding import row_of
from tidings.outreach.models import Attempt, Call, Decision, Outreach

TRIED = {
    "accepted": "Handed over",
    "transient": "Not taken yet; it will be tried again",
    "permanent": "Refused for good",
    "refused": "Refused before it was sent",
    "unknown": "No answer came; it may have gone out",
}
HEARD = {
    "transient": "The channel tries on",
    "accepted": "The channel has it",
    "delivered": "Delivered",
    "seen": "Read",
    "failed": "The channel could not deliver it",
    "expired": "The channel dropped it as too late",
}
LEFT_OUT = {
    "missing": "Sent without its evidence: that is missing",
    "altered": "Sent without its evidence: that was altered since it was kept",
}
ENDED = {
    "withdrawn": "Withdrawn",
    "expired": "Too late to send",
    "refused": "Not sent",
    "failed": "Not delivered",
}


@dataclass(frozen=True, kw_only=True)
class StoryLine:
    """One thing that happened, or (kind "next") will; the others are decided, held, attempt, sent, receipt, seen and
    ended. `detail` is what more there is to know."""

    at: datetime
    kind: str
    says: str
    detail: str = ""


def story(*, id: int) -> list[StoryLine]:
    """The outreach's story in order of time; raises `NoSuchOutreach`."""
    row = row_of(id)
    decision = Decision.objects.get(id=row.decision_id)
    tried = list(Attempt.objects.filter(outreach=row).order_by("number"))
    lines = [
        *decided(decision, row),
        *within_a_digest(decision, row),
        *attempts(tried),
        *receipts(tried),
        *calls(row),
        *evidence(row),
        *seen(row),
        *ended(row, decision),
        *comes_next(row, decision),
    ]
    return sorted(lines, key=lambda line: line.at)


def decided(decision: Decision, row: Outreach) -> Iterator[StoryLine]:
    first = row.tried[0] if row.tried else row.channel
    says = f"Decided to reach {row.customer.name or row.customer.external_id} by {first}"
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


def attempts(tried: Sequence[Attempt]) -> Iterator[StoryLine]:
    for attempt in tried:
        at = attempt.finished_at or attempt.started_at
        open_now = attempt.finished_at is None
        says = "Being sent" if open_now else TRIED.get(attempt.outcome, attempt.outcome)
        kind = "sent" if attempt.outcome == "accepted" else "attempt"
        detail = words(plain_code(attempt.says)) if attempt.outcome == "refused" else attempt.says
        yield StoryLine(
            at=at, kind=kind, says=f"{says} (try {attempt.number}, {attempt.channel})", detail=detail
        )


def receipts(tried: Sequence[Attempt]) -> Iterator[StoryLine]:
    """What the channels said afterwards."""
    for attempt in tried:
        if attempt.receipt and attempt.receipt_at:
            says = f"{HEARD[attempt.receipt]} (try {attempt.number}, {attempt.channel})"
            yield StoryLine(at=attempt.receipt_at, kind="receipt", says=says, detail=attempt.receipt_says)


def calls(row: Outreach) -> Iterator[StoryLine]:
    """Those of the company's own switch; one that was refused says why."""
    for call in Call.objects.filter(outreach=row).order_by("started_at", "id"):
        because = says_for(call.reasons)
        how = f"signed, attested {call.attest}" if call.attest else "not signed"
        line = call.line.partition(":")[2] or "telephone"
        says = "A call was refused" if because else f"Called their {line} from {call.shown} ({how})"
        yield StoryLine(at=call.started_at, kind="attempt", says=says, detail=because)


def evidence(row: Outreach) -> Iterator[StoryLine]:
    """What its messages had to go without."""
    for at, state in uses_of(outreach=row.id):
        if state in LEFT_OUT:
            yield StoryLine(at=at, kind="attempt", says=LEFT_OUT[state], detail="Its words stand alone.")


def seen(row: Outreach) -> Iterator[StoryLine]:
    if row.seen_at:
        yield StoryLine(at=row.seen_at, kind="seen", says="Seen by the customer; nothing more is sent")


def comes_next(row: Outreach, decision: Decision) -> Iterator[StoryLine]:
    """What will be done, as far as it is known now, or why nothing follows."""
    if row.state == "unknown":
        says = "Asks what became of it; it is not sent again"
        yield StoryLine(at=row.due_at, kind="next", says=says)
    elif row.next_at and row.state in ("sent", "pending"):
        left = [name for name in decision.seen.get("fallbacks", ()) if name not in (*row.tried, row.channel)]
        way = f" by {left[0]}" if left else ", if one is open"
        yield StoryLine(
            at=row.next_at, kind="next", says=f"The next channel follows{way}, unless it is seen by then"
        )
    elif row.state == "sent" and row.reason:
        yield StoryLine(
            at=row.sent_at or row.due_at,
            kind="held",
            says="No further channel follows",
            detail=words(plain_code(row.reason)),
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
