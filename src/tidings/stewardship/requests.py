"""People ask for a copy of their data or to be erased; we have a month for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction

from tidings.core.months import months_after
from tidings.stewardship.models import DataRequest

KINDS = ("copy", "erase")
MONTHS = 1  # GDPR art. 12(3)


@dataclass(frozen=True, kw_only=True)
class RequestCard:
    """One request; `due_on` is the last day on which it is in time, `done_at` None while it waits."""

    id: int
    customer_id: int
    kind: str
    asked_at: datetime
    due_on: date
    done_at: datetime | None


@transaction.atomic
def ask(*, customer_id: int, kind: str, now: datetime) -> bool:
    """The person asks for "copy" or "erase"; False when that waits already. Raises ValueError for another kind."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} cannot be asked for; it is one of {', '.join(KINDS)}")
    _, new = DataRequest.objects.get_or_create(
        customer_id=customer_id,
        kind=kind,
        done_at=None,
        defaults={"asked_at": now, "due_on": months_after(now.date(), MONTHS)},
    )
    return new


def requests(*, customer_id: int) -> Sequence[RequestCard]:
    """What this person has asked for, newest first."""
    return cards(DataRequest.objects.filter(customer_id=customer_id).order_by("-asked_at", "-id"))


def waiting(*, limit: int = 50) -> Sequence[RequestCard]:
    """What waits for us, the nearest last day first."""
    return cards(DataRequest.objects.filter(done_at=None).order_by("due_on", "id")[:limit])


def cards(rows: "models.QuerySet[DataRequest, DataRequest]") -> list[RequestCard]:
    return [RequestCard(**row) for row in rows.values(*RequestCard.__dataclass_fields__)]


def done(*, customer_id: int, kind: str, by: str, now: datetime) -> None:
    """What was asked for has been given."""
    waits = DataRequest.objects.filter(customer_id=customer_id, kind=kind, done_at=None)
    waits.update(done_at=now, done_by=by)
