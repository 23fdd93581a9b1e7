"""Preferences: what the customer said (or showed, or the company recorded) of channels, hours, language and pace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from types import EllipsisType
from typing import Any

from django.db import transaction

from tidings.core.hours import OwnHours
from tidings.people import values
from tidings.people.models import Customer, Preference
from tidings.people.problems import FieldRefused, Problem, Refused
from tidings.people.record_lines import channels as ranked
from tidings.people.record_lines import inside

SAYING = ("channels", "not_before", "not_after", "weekdays", "language", "digest", "paused_until")


@dataclass(frozen=True)
class PreferenceCard:
    """What is kept of one topic ("": of all of them) and where it comes from: said, imported, shown or like_them.

    `hours` is one pair for every day, or seven (Monday first; None: not on that day).
    """

    topic: str
    channels: tuple[str, ...]
    hours: OwnHours | None
    language: str
    paused_until: datetime | None
    digest: bool
    origin: str
    at: datetime

    @property
    def hours_by_day(self) -> tuple[tuple[str, str, str], ...]:
        """Their hours as (day, from, to): one line for every day, or one for each weekday that has any."""
        if not self.hours:
            return ()
        week = len(self.hours) == len(values.WEEKDAYS)
        days = zip(values.WEEKDAYS, self.hours, strict=True) if week else [("every day", self.hours)]
        return tuple((name, *(f"{at:%H:%M}" for at in span)) for name, span in days if span)


@transaction.atomic
def prefer(
    *,
    customer_id: int,
    topic: str = "",
    channels: Sequence[str] | None = None,
    hours: OwnHours | tuple[()] | None = None,
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
    hours: OwnHours | tuple[()] | None,
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
            changes |= hours_columns(inside("hours", lambda: values.own_hours(hours)))
    except FieldRefused as refused:
        raise Refused([Problem(refused.path, refused.says, refused.mend)]) from None
    return changes


def hours_columns(own: OwnHours | None) -> dict[str, Any]:
    """Own hours as the columns that keep them: one pair, or seven pairs as JSON."""
    if own and len(own) == len(values.WEEKDAYS):
        kept = [day and [f"{at:%H:%M}" for at in day] for day in own]
        return {"not_before": None, "not_after": None, "weekdays": kept}
    start, end = own or (None, None)
    return {"not_before": start, "not_after": end, "weekdays": None}


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
    return PreferenceCard(
        topic=row["topic"],
        channels=tuple(row["channels"]),
        hours=own_hours(row),
        language=row["language"],
        paused_until=row["paused_until"],
        digest=row["digest"],
        origin=row["origin"],
        at=row["at"],
    )


def own_hours(row: Mapping[str, Any]) -> OwnHours | None:
    if row["weekdays"]:
        return tuple(
            day and (time.fromisoformat(day[0]), time.fromisoformat(day[1])) for day in row["weekdays"]
        )
    start, end = row["not_before"], row["not_after"]
    return (start, end) if start and end else None
