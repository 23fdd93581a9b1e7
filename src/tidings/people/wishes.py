"""Preferences: what the customer said (or showed, or the company recorded) of channels, hours, language and pace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from types import EllipsisType
from typing import Any

from django.db import transaction

from tidings.people import values
from tidings.people.models import Customer, Preference
from tidings.people.problems import FieldRefused, Problem, Refused
from tidings.people.record_lines import channels as ranked
from tidings.people.record_lines import inside

SAYING = ("channels", "not_before", "not_after", "language", "digest", "paused_until")


@dataclass(frozen=True)
class PreferenceCard:
    """What is kept of one topic ("": of all of them) and where it comes from: said, imported or shown."""

    topic: str
    channels: tuple[str, ...]
    hours: tuple[time, time] | None
    language: str
    paused_until: datetime | None
    digest: bool
    origin: str
    at: datetime


@transaction.atomic
def prefer(
    *,
    customer_id: int,
    topic: str = "",
    channels: Sequence[str] | None = None,
    hours: tuple[time, time] | tuple[()] | None = None,
    language: str | None = None,
    paused_until: datetime | EllipsisType | None = ...,
    digest: bool | None = None,
    origin: str = "said",
    now: datetime,
) -> None:
    """Change some of what is known of a topic; None (for the pause: leaving it out) keeps what was said before.

    Empty channels, hours or language take that wish back. Their own word replaces what an import brought; what they
    merely showed (`origin="shown"`) ranks below both. Raises `Refused`.
    """
    Customer.objects.select_for_update().get(id=customer_id)  # two changes of one person take turns
    changes = read_changes(channels, hours, language, digest)
    if not isinstance(paused_until, EllipsisType):
        changes["paused_until"] = paused_until
    before = known(customer_id, topic, origin)
    after = {name: getattr(before, name) for name in SAYING} if before else {}
    Preference.objects.update_or_create(
        customer_id=customer_id, topic=topic, origin=origin, defaults=after | changes | {"at": now}
    )
    if origin == "said":
        Preference.objects.filter(customer_id=customer_id, topic=topic, origin="imported").delete()


def read_changes(
    channels: Sequence[str] | None,
    hours: tuple[time, time] | tuple[()] | None,
    language: str | None,
    digest: bool | None,
) -> dict[str, Any]:
    changes: dict[str, Any] = {} if digest is None else {"digest": digest}
    try:
        if channels is not None:
            changes["channels"] = list(inside("channels", lambda: ranked(tuple(channels))))
        if language is not None:
            changes["language"] = inside("language", lambda: values.language(language))
        if hours is not None:
            start_and_end = inside("hours", lambda: values.hours(hours))
            changes["not_before"], changes["not_after"] = start_and_end or (None, None)
    except FieldRefused as refused:
        raise Refused([Problem(refused.path, refused.says, refused.mend)]) from None
    return changes


def known(customer_id: int, topic: str, origin: str) -> Preference | None:
    """The row to start from: their own word, else (for a word of theirs) what an import brought."""
    origins = [origin, "imported"] if origin == "said" else [origin]
    rows = {row.origin: row for row in Preference.objects.filter(customer_id=customer_id, topic=topic)}
    return next((rows[each] for each in origins if each in rows), None)


def preferences(*, customer_id: int) -> list[PreferenceCard]:
    """What is known of the customer's wishes, the general ones first."""
    rows = Preference.objects.filter(customer_id=customer_id).order_by("topic", "origin")
    return [card({name: getattr(row, name) for name in (*SAYING, "topic", "origin", "at")}) for row in rows]


def card(row: Mapping[str, Any]) -> PreferenceCard:
    start, end = row["not_before"], row["not_after"]
    return PreferenceCard(
        topic=row["topic"],
        channels=tuple(row["channels"]),
        hours=(start, end) if start and end else None,
        language=row["language"],
        paused_until=row["paused_until"],
        digest=row["digest"],
        origin=row["origin"],
        at=row["at"],
    )
