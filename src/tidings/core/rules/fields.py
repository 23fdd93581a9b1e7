"""Reads the values a policy and a rule share: hours, minutes, names out of a list. Every refusal names the field."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from tidings.core.durations import duration
from tidings.core.hours import ALWAYS, Window, Windows
from tidings.core.months import read_months
from tidings.core.rules.shape import ABOUT, PER, Ages, Cap, ConsentNeed, Level

PURPOSES = ("service", "marketing", "emergency")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CONSENT = tuple(level.name.lower() for level in Level)
CAP = ("purpose", "purposes", "channels", "contacts", "within", "per", "about")
Value = TypeVar("Value")


class PolicyRefused(ValueError):
    """A policy or pack that cannot be read; `field` is the dotted path, `mend` what to write instead."""

    def __init__(self, field: str, says: str, mend: str) -> None:
        super().__init__(f"{field}: {says} {mend}")
        self.field, self.says, self.mend = field, says, mend


def expect(field: str, value: Any, allowed: tuple[str, ...]) -> int:
    """The value's place among those allowed."""
    if value not in allowed:
        raise PolicyRefused(field, f"{value!r} is not known.", f"Write one of: {', '.join(allowed)}.")
    return allowed.index(value)


def only(field: str, stated: Any, allowed: tuple[str, ...]) -> Mapping[str, Any]:
    """A mapping without keys nobody reads."""
    if not isinstance(stated, Mapping):
        raise PolicyRefused(field, f"{stated!r} is no mapping.", f"Write {{{', '.join(allowed)}}}.")
    for key in stated:
        expect(f"{field}.{key}" if field else str(key), key, allowed)
    return stated


def read_names(field: str, stated: Any, allowed: tuple[str, ...] = ()) -> tuple[str, ...]:
    """A list of words, or none."""
    if not isinstance(stated or [], list | tuple):
        raise PolicyRefused(field, f"{stated!r} is no list.", "Write it as [one, other].")
    for name in stated or ():
        if not isinstance(name, str) or not name:
            raise PolicyRefused(field, f"{name!r} is no name.", "Write it in letters, in quotes if need be.")
        if allowed:
            expect(field, name, allowed)
    return tuple(stated or ())


def read_windows(field: str, stated: Any) -> Windows:
    if stated == "always":
        return ALWAYS
    if isinstance(stated, str):
        return (read_window(field, *stated.partition("-")[::2]),)
    if isinstance(stated, list) and all(isinstance(item, Mapping) for item in stated):
        return tuple(
            read_window(field, item.get("from"), item.get("to"), item.get("days")) for item in stated
        )
    raise PolicyRefused(
        field, f"{stated!r} are no hours.", 'Write "08:00-21:00", "always" or a list of windows.'
    )


def read_window(field: str, opens: Any, closes: Any, days: Any = None) -> Window:
    first, last = read_minute(field, opens), read_minute(field, closes)
    if first >= last:
        raise PolicyRefused(
            field, "ends before it begins.", "Write the earlier hour first; split at midnight."
        )
    for day in days or ():
        expect(f"{field}.days", day, WEEKDAYS)
    return Window(first, last, frozenset(WEEKDAYS.index(day) for day in days or WEEKDAYS))


def read_minute(field: str, stated: Any) -> int:
    found = re.fullmatch(r"\s*(\d{1,2}):(\d\d)\s*", str(stated))
    minute = int(found[1]) * 60 + int(found[2]) if found else -1
    if not 0 <= minute <= 24 * 60:
        raise PolicyRefused(field, f"{stated!r} is no time of day.", 'Write it as "08:00".')
    return minute


def read_duration(field: str, stated: Any) -> timedelta:
    try:
        return duration(str(stated))
    except ValueError:
        raise PolicyRefused(field, f"{stated!r} is no duration.", "Write 30m, 24h, 7d or 4w.") from None


def read_count(field: str, stated: Any) -> int:
    if not isinstance(stated, int) or isinstance(stated, bool) or stated < 0:
        raise PolicyRefused(field, f"{stated!r} is no number of contacts.", "Write 0 or more.")
    return stated


def read_date(field: str, stated: Any) -> date | None:
    """A day (`2027-01-31`), or None for ever."""
    try:
        return None if stated in (None, "") else date.fromisoformat(str(stated))
    except ValueError:
        raise PolicyRefused(field, f"{stated!r} is no date.", "Write it as 2027-01-31.") from None


def read_ages(field: str, stated: Any) -> Ages:
    """How old a purchase or an inquiry may be."""
    ages = only(field, stated or {}, ("purchase", "inquiry"))
    return Ages(*(read_age(f"{field}.{name}", ages.get(name)) for name in ("purchase", "inquiry")))


def read_age(field: str, stated: Any) -> int | None:
    try:
        return None if stated is None else read_months(str(stated))
    except ValueError:
        raise PolicyRefused(field, f"{stated!r} is no number of months.", "Write 18mo or 2y.") from None


def read_consent(field: str, stated: Any, default: str | None = None) -> ConsentNeed:
    """Levels for subject and channel; where one may be left out `default` says which it then is."""
    need = only(field, stated, ("subject", "channel", "stands_in"))
    subject, channel = (
        expect(f"{field}.{name}", need.get(name, default), CONSENT) for name in ("subject", "channel")
    )
    return ConsentNeed(Level(subject), Level(channel), read_ages(f"{field}.stands_in", need.get("stands_in")))


def read_cap(field: str, stated: Any, purposes: tuple[str, ...], channels: tuple[str, ...] = ()) -> Cap:
    """A cap; the purposes and channels it does not name are those handed in."""
    cap = only(field, stated, CAP)
    if "purpose" in cap:
        expect(f"{field}.purpose", cap["purpose"], PURPOSES)
        purposes = (cap["purpose"],)
    elif "purposes" in cap:
        purposes = read_names(f"{field}.purposes", cap["purposes"], PURPOSES)
    about, per = cap.get("about", ABOUT[0]), cap.get("per", PER[0])
    expect(f"{field}.about", about, ABOUT)
    expect(f"{field}.per", per, PER)
    return Cap(
        purposes=purposes,
        contacts=read_count(f"{field}.contacts", cap.get("contacts")),
        within=read_duration(f"{field}.within", cap.get("within")),
        channels=read_names(f"{field}.channels", cap["channels"]) if "channels" in cap else channels,
        about=about,
        per=per,
    )


def read_each(field: str, stated: Any, read: Callable[[str, Any], Value]) -> tuple[Value, ...]:
    """A list, each read under its own number."""
    if not isinstance(stated or [], list | tuple):
        raise PolicyRefused(field, "is no list.", "Begin each with a dash.")
    return tuple(read(f"{field}.{n}", one) for n, one in enumerate(stated or ()))
