"""Whether we are on the phone with a number: a call, ours or of the company's own switch, under way in the minute."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from tidings.outreach.models import Attempt, Call

AROUND = timedelta(minutes=2)  # clocks differ, and a minute was read off a telephone
LONGEST_CALL = timedelta(hours=2)


def on_the_phone(*, number: str, at: datetime) -> bool:
    """Whether a call of ours to this number (E.164) rang or went on at that minute."""
    ours = Attempt.objects.filter(channel__startswith="voice", address=number)
    return under_way(ours, at) or under_way(Call.objects.filter(called=number, reasons=[]), at)


def under_way(calls: QuerySet[Any], at: datetime) -> bool:
    began = calls.filter(started_at__gte=at - LONGEST_CALL, started_at__lte=at + AROUND)
    return began.filter(Q(finished_at=None) | Q(finished_at__gte=at - AROUND)).exists()
