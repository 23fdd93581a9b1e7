"""People like them: the same relationship to the company, and for about as long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

YEAR = timedelta(days=365)
AGES = (3 * YEAR, YEAR, timedelta(days=90))  # the longest first
TENURES = ("over 3 years", "1 to 3 years", "3 months to 1 year", "under 3 months")
UNKNOWN = "unknown"


@dataclass(frozen=True, order=True)
class Segment:
    """A relationship (customer, prospect, former) and how old it is, one of `TENURES` or `UNKNOWN`."""

    relationship: str
    tenure: str = UNKNOWN


def tenure(since: datetime | None, now: datetime) -> str:
    """How long it has lasted at `now`."""
    return UNKNOWN if since is None else TENURES[sum(since >= cut for cut in cuts(now))]


def cuts(now: datetime) -> tuple[datetime, ...]:
    """The moments that part the tenures, the earliest first: whoever began before all of them is the longest with us."""
    return tuple(now - age for age in AGES)
