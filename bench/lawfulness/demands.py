"""What a law may demand of one contact."""

from dataclasses import dataclass

IGNORED, NOT_REVOKED, GRANTED, WRITTEN = range(4)
NEVER_LIFTED = 9


@dataclass(frozen=True)
class Relationship:
    """How many months after a purchase or an inquiry a relationship still stands (0: it does not help)."""

    purchase: int = 0
    inquiry: int = 0


NONE = Relationship()


@dataclass(frozen=True)
class Hours:
    """Minutes of the day as (from, to) for each weekday, Monday first; closed on a calendar's holidays."""

    week: tuple[tuple[tuple[int, int], ...], ...]
    holidays: str = ""


@dataclass(frozen=True)
class Consent:
    """At least this level for subject and channel, unless a relationship stands in (never for a revocation)."""

    level: int
    stands_in: Relationship = NONE


@dataclass(frozen=True)
class Unlisted:
    """Not on the registry, by a list of at most `days`, unless exempt by a relationship or a level of consent."""

    registry: str
    days: int
    exempt: Relationship = NONE
    lifted_by: int = NEVER_LIFTED


@dataclass(frozen=True)
class Confirmed:
    """The number has not been given to someone else (A-24)."""


@dataclass(frozen=True)
class AtMost:
    """No more than `contacts` in any `within` hours by these channels, this one included."""

    contacts: int
    within: int
    channels: tuple[str, ...]
    purposes: tuple[str, ...]
    same_topic: bool = False
    unless: Relationship = NONE
    per: str = "person"


Demand = Hours | Consent | Unlisted | Confirmed | AtMost


def every_day(opens: str, closes: str) -> Hours:
    return Hours((((minute(opens), minute(closes)),),) * 7)


def weekly(weekdays: str, saturday: str = "", sunday: str = "", holidays: str = "") -> Hours:
    """Hours as "10:00-13:00 14:00-20:00" for weekdays, Saturday and Sunday; nothing written is closed."""
    days = [weekdays] * 5 + [saturday, sunday]
    return Hours(tuple(tuple(spell(part) for part in day.split()) for day in days), holidays)


def spell(written: str) -> tuple[int, int]:
    opens, _, closes = written.partition("-")
    return minute(opens), minute(closes)


def minute(written: str) -> int:
    hour, _, rest = written.partition(":")
    return int(hour) * 60 + int(rest)
