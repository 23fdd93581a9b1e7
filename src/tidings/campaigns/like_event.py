"""What a like event brought lately: days, amounts and counts alone, for a text may be somebody's name or address."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from tidings.campaigns.models import Event
from tidings.core.campaign_files.campaign import CampaignFile, Trigger
from tidings.core.needs import MISSING, Need, at, check_data

LOOKED_THROUGH = 1000  # events, newest first: enough to find a like one, few enough for a page
FAR = timedelta(days=365)  # a day further from the event may be somebody's birthday
MOST_COUNTED = 1000  # a greater number may be somebody's own
TELLING = ("date", "datetime", "money", "integer")


def like_event(file: CampaignFile, *, now: datetime) -> dict[str, Any]:
    """Values by path from the newest event that could trigger this campaign, its days moved to today; {} without one.

    `now` in the company's zone.
    """
    needs = [need for need in file.needs if need.type in TELLING]
    found = next((event for event in newest(file.trigger) if not check_data(needs, event.data)), None)
    if found is None or not needs:
        return {}
    days = now.date() - anchor(file.trigger, found)
    values = {need.path: moved(need, at(found.data, need.path), found.time.date(), days) for need in needs}
    return {path: value for path, value in values.items() if value is not None}


def newest(trigger: Trigger) -> Iterator[Event]:
    """Events of the type that triggers it, or that promise what it misses, newest first."""
    for event in Event.objects.order_by("-id")[:LOOKED_THROUGH]:
        if trigger.event and (event.type, event.state) == (trigger.event, "used"):
            yield event
        if trigger.absent and at(event.data, trigger.by) not in (MISSING, None):
            yield event


def anchor(trigger: Trigger, event: Event) -> date:
    """The day that becomes today: when it happened, or the day after what it promised."""
    if not trigger.absent:
        return event.time.date()
    try:
        return day_of(at(event.data, trigger.by)) + timedelta(days=1)
    except (ValueError, OverflowError):
        return event.time.date()


def day_of(value: Any) -> date:
    return datetime.fromisoformat(str(value)).date()


def moved(need: Need, value: Any, happened: date, days: timedelta) -> Any:
    """The value as it may be shown; None where it may tell of somebody, or is not there."""
    match need.type:
        case "money":
            return None if value in (MISSING, None) else value
        case "integer":
            return value if isinstance(value, int) and abs(value) < MOST_COUNTED else None
    if value in (MISSING, None) or abs(day_of(value) - happened) > FAR:
        return None
    later = datetime.fromisoformat(value) + days
    return later.date().isoformat() if need.type == "date" else later.isoformat()
