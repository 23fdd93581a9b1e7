"""Single values of a record, read as strictly as they must be and as kindly as they can be."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError

from tidings.core.hours import OwnHours
from tidings.people.problems import FieldRefused

LONGEST = 2000  # characters of any one text
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL keeps neither NUL nor half a surrogate pair
FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
BETWEEN = "give a moment between 1900 and the last day of 9999"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YES = {"true", "yes", "y", "1", "on", "sim", "s"}
NO = {"false", "no", "n", "0", "off", "nao", "não"}


def text(value: Any) -> str:
    """A text without blanks around it; numbers as the digits they stand for."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise FieldRefused("is not a text", "give a text")
    if isinstance(value, float):
        value = whole(value)
    return storable(str(value).strip())


def whole(value: float) -> int:
    if not math.isfinite(value) or value != int(value):
        raise FieldRefused("is not a text", "give a text, or a whole number")
    return int(value)


def storable(value: str) -> str:
    if len(value) > LONGEST:
        raise FieldRefused(f"is longer than {LONGEST} characters", "shorten it")
    if UNSTORABLE.search(value):
        raise FieldRefused("holds a character that cannot be stored", "take out NUL and broken characters")
    return value


def texts(value: Any) -> list[str]:
    """One text or a list of them; blank ones are left out."""
    listed = value if isinstance(value, list | tuple) else [value]
    return [one for one in map(text, listed) if one]


def yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = text(value).casefold()
    if word in YES | NO:
        return word in YES
    raise FieldRefused("is neither yes nor no", "give true or false")


def moment(value: Any, *, last_of_day: bool = False) -> datetime:
    """An instant in UTC. A date alone stands for its first instant (or its last) in UTC."""
    if isinstance(value, str):
        value = parsed(value.strip())
    if isinstance(value, datetime):
        return on_the_calendar(with_offset(value))
    if isinstance(value, date):
        start = on_the_calendar(datetime.combine(value, time(), UTC))
        return start + timedelta(days=1, microseconds=-1) if last_of_day else start
    raise FieldRefused("is not a date or time", "write 2018-08-15 or 2018-08-15T09:30:00Z")


def parsed(value: str) -> date:
    try:
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        raise FieldRefused("is not a date or time", "write 2018-08-15 or 2018-08-15T09:30:00Z") from None


def with_offset(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise FieldRefused("says a time but not where", "add the offset, as in 2018-08-15T09:30:00-03:00")
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise FieldRefused("is beyond the calendar", BETWEEN) from None


def on_the_calendar(value: datetime) -> datetime:
    """Moments so near to the calendar's ends that some zone cannot show them are refused."""
    if not FIRST <= value <= LAST:
        raise FieldRefused("is beyond the calendar", BETWEEN)
    return value


def language(value: Any) -> str:
    """A language tag (BCP 47) that locale data knows: "pt-BR" for "pt_br"; "" for none."""
    tag = text(value).replace("_", "-")
    known = known_language(tag) if tag else ""
    if known is None:
        raise FieldRefused("is not a language", "use a tag like en or pt-BR")
    return known


@lru_cache(maxsize=1000)
def known_language(tag: str) -> str | None:
    try:
        return str(Locale.parse(tag, sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return None


def hours(value: Any) -> tuple[time, time] | None:
    """From and to on the clock: ["09:00", "18:00"] or "09:00-18:00"; None for nothing said."""
    if value in (None, "") or value == [] or value == ():
        return None
    ends = value.split("-") if isinstance(value, str) else value
    try:
        start, end = (each if isinstance(each, time) else time.fromisoformat(each.strip()) for each in ends)
    except (ValueError, TypeError, AttributeError):
        raise FieldRefused("are not hours", 'write ["09:00", "18:00"]') from None
    if start.tzinfo or end.tzinfo:
        raise FieldRefused("say a zone", "hours are on the customer's own clock: leave the zone out")
    if start == end:
        raise FieldRefused("begin when they end", "leave them out to mean any hour")
    return start, end


def own_hours(value: Any) -> OwnHours | None:
    """Hours of every day as `hours` reads them, or by weekday: {"mon": ["09:00", "18:00"], ...} or seven in a row.

    A weekday that is left out (or null) is one on which the customer is left alone.
    """
    if isinstance(value, Mapping):
        if unknown := sorted(set(value) - set(WEEKDAYS)):
            raise FieldRefused("is not a weekday", f"use {', '.join(WEEKDAYS)}", str(unknown[0])[:100])
        value = [value.get(day) for day in WEEKDAYS] if value else None
    if not isinstance(value, list | tuple) or len(value) != len(WEEKDAYS):
        return hours(value)
    week = tuple(hours(day) for day in value)
    if not any(week):
        raise FieldRefused("leave no day", "name one day at least, or stop the contacts instead")
    return week


def mapping(value: Any) -> dict[str, Any]:
    """An object whose texts can all be stored."""
    if not isinstance(value, Mapping):
        raise FieldRefused("is not an object", "give named values")
    check_storable(value)
    return dict(value)


def check_storable(value: Any, depth: int = 0) -> None:
    if depth > 8:
        raise FieldRefused("is nested too deep", "flatten it")
    if isinstance(value, str):
        storable(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise FieldRefused("holds a number that is none", "leave it out")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            check_storable(key, depth + 1)
            check_storable(inner, depth + 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            check_storable(inner, depth + 1)
