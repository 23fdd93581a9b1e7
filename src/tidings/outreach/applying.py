"""What receipts mean for the outreaches they speak of: sent after all, seen, or failed and on to the next channel."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from tidings.core.reasons import Reason
from tidings.outreach.falling_back import after_failure, after_sent, wait
from tidings.outreach.models import Attempt, Outreach
from tidings.outreach.resting import rest
from tidings.outreach.seen import has_seen
from tidings.outreach.telling import Change, tell
from tidings.people import public as people

ENDED = ("failed", "expired")
OPEN = ("sent", "sending", "unknown", "pending")
KEPT = ("id", "receipt", "receipt_at", "receipt_says", "provider_id", "outcome", "finished_at")
KEEP = """
UPDATE outreach_attempt row SET receipt = news.receipt, receipt_at = news.receipt_at, receipt_says = news.receipt_says,
    provider_id = news.provider_id, outcome = news.outcome, finished_at = news.finished_at
FROM jsonb_to_recordset(%s::jsonb) AS news(id bigint, receipt text, receipt_at timestamptz, receipt_says text,
    provider_id text, outcome text, finished_at timestamptz)
WHERE row.id = news.id
"""


@dataclass(frozen=True, kw_only=True)
class News:
    """An attempt of which more is known than `before` (the receipt until now); `doubted`: nobody knew if it went out."""

    attempt: Attempt
    before: str
    doubted: bool = False
    address_dead: bool = False

    @property
    def outreach_id(self) -> int:
        return self.attempt.outreach_id


def apply(news: Sequence[News], rows: Mapping[int, Outreach], now: datetime) -> None:
    """Save what is known of the attempts, and settle their (locked) outreaches by it."""
    keep([one.attempt for one in news])
    for one in news:
        if one.address_dead:
            suppress(one, now)
    went_out([one for one in news if has_gone_out(one, rows[one.outreach_id])], now)
    came_to_nothing([one for one in news if has_failed(one, rows[one.outreach_id])], now)
    delivered = [one for one in news if one.attempt.receipt == "delivered"]
    tell([change(one, "delivered") for one in delivered], now=now)
    has_seen([one.outreach_id for one in news if one.attempt.receipt == "seen"], now)


def keep(attempts: Sequence[Attempt]) -> None:
    """In one statement: receipts come by the hundred."""
    rows = [{name: getattr(attempt, name) for name in KEPT} for attempt in attempts]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [json.dumps(rows, default=datetime.isoformat)])


def suppress(one: News, now: datetime) -> None:
    """The address is no good: nobody writes to it again, whoever it belongs to."""
    people.suppress_address(
        channel=one.attempt.channel,
        address=one.attempt.address,
        scope="all",
        reason="hard_bounce",
        source=f"outreach:{one.outreach_id}",
        evidence={"says": one.attempt.receipt_says},
        now=now,
    )


def is_current(one: News, row: Outreach) -> bool:
    """Whether the outreach still stands on this attempt's message, and not on another channel's."""
    return one.attempt.message_id == row.message_id and one.attempt.channel == row.channel


def has_gone_out(one: News, row: Outreach) -> bool:
    """Whether a row that did not know it turns out to be sent; also one that waits elsewhere for a failure that was none."""
    if one.attempt.receipt in ENDED:
        return False
    if is_current(one, row):
        return row.state != "sent"
    gave_up = one.before in ENDED or one.doubted
    return gave_up and row.state == "pending" and not row.message_id


def went_out(news: Sequence[News], now: datetime) -> None:
    """They are sent; silence counts from when they were handed over."""
    rested = rest({one.outreach_id: "" for one in news})
    since = {one.outreach_id: one.attempt.finished_at or now for one in news if one.before in ENDED}
    after_sent(rested - since.keys(), now)
    wait(rested & since.keys(), now, since=since)
    tell([change(one, "sent") for one in news if one.outreach_id in rested], now=now)


def has_failed(one: News, row: Outreach) -> bool:
    """What the customer has seen has not failed, whatever comes back later."""
    ended = one.attempt.receipt in ENDED and row.seen_at is None
    return ended and is_current(one, row) and row.state in OPEN


def came_to_nothing(news: Sequence[News], now: datetime) -> None:
    """They failed after they were handed over: the next channel goes at once, else this is their end."""
    for reason, some in by_reason(news).items():
        Outreach.objects.filter(id__in=[one.outreach_id for one in some]).update(
            state="failed", reason=reason, sent_at=None, next_at=None, lease=None
        )
    ids = {one.outreach_id for one in news}
    ended = ids - after_failure(ids, now)
    late = Outreach.objects.filter(id__in=ended, reason=Reason.EXPIRED.code)
    late.update(state="expired")
    states = dict(Outreach.objects.filter(id__in=ended).values_list("id", "state"))
    tell([change(one, states[one.outreach_id]) for one in news if one.outreach_id in states], now=now)


def by_reason(news: Iterable[News]) -> dict[str, list[News]]:
    found: dict[str, list[News]] = {}
    for one in news:
        found.setdefault(reason_of(one), []).append(one)
    return found


def reason_of(one: News) -> str:
    if one.attempt.receipt == "expired":
        return Reason.EXPIRED.code
    return (Reason.ADDRESS_DEAD if one.address_dead else Reason.NOT_DELIVERABLE).code


def change(one: News, state: str) -> Change:
    return Change(
        outreach_id=one.outreach_id, state=state, says=one.attempt.receipt_says, which=str(one.attempt.id)
    )
