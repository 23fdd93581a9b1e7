"""What the companies of the histories allow themselves: one strict, one that leaves all to the law, one in between."""

from dataclasses import dataclass

from .demands import GRANTED, NOT_REVOKED, AtMost, Hours, every_day, weekly

ALL_DAY = every_day("00:00", "24:00")
WEEK = 7 * 24


@dataclass(frozen=True)
class Company:
    """Hours, caps, consent (of subject and of channel) and the relationships each purpose may reach."""

    name: str
    hours: dict[str, Hours]
    caps: tuple[AtMost, ...]
    consent: dict[str, tuple[int, int]]
    relationships: dict[str, dict[str, str]]


def cap(contacts: int, within: int, purpose: str, per: str = "person") -> AtMost:
    return AtMost(contacts, within, (), (purpose,), per=per)


EVERYONE = {"customer": "yes", "prospect": "yes", "former": "yes"}
OWN_ONLY = {"customer": "yes", "prospect": "with_consent", "former": "with_consent"}

STRICT = Company(
    "strict",
    {"service": every_day("08:00", "21:00"), "marketing": every_day("08:00", "21:00")},
    (cap(2, WEEK, "marketing"), cap(6, 24, "service"), cap(3, WEEK, "marketing", "household")),
    {"service": (NOT_REVOKED, NOT_REVOKED), "marketing": (GRANTED, GRANTED)},
    {"service": OWN_ONLY, "marketing": {**OWN_ONLY, "former": "no"}},
)
LAX = Company(
    "lax",
    {"service": ALL_DAY, "marketing": ALL_DAY},
    (cap(40, WEEK, "marketing"), cap(40, 24, "service")),
    {"service": (NOT_REVOKED, NOT_REVOKED), "marketing": (NOT_REVOKED, NOT_REVOKED)},
    {"service": EVERYONE, "marketing": EVERYONE},
)
BETWEEN = Company(
    "between",
    {
        "service": ALL_DAY,
        "marketing": weekly("09:00-12:30 13:30-19:45", "10:00-16:00"),
    },
    (
        cap(5, WEEK, "marketing"),
        cap(3, 24, "service"),
        cap(6, WEEK, "marketing", "household"),
        cap(8, WEEK, "marketing", "organisation"),
    ),
    {"service": (NOT_REVOKED, NOT_REVOKED), "marketing": (GRANTED, NOT_REVOKED)},
    {"service": EVERYONE, "marketing": OWN_ONLY},
)
COMPANIES = (STRICT, LAX, BETWEEN)
