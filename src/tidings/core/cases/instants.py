"""Moments and days as whole numbers, as columns keep them."""

from datetime import UTC, date, datetime

import numpy as np

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = int(np.iinfo(np.int64).max)


def micros(moment: datetime) -> int:
    """Whole microseconds since 1970 (exact: no floating point)."""
    since = moment - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def micros_or_never(moment: datetime | None) -> int:
    return NEVER if moment is None else micros(moment)


def days(day: date) -> int:
    """Days since 1970."""
    return (day - EPOCH.date()).days
