"""Whether we are on the phone with a number: an attempt by voice that was under way in the minute."""

from datetime import datetime, timedelta

from django.db.models import Q

from tidings.outreach.models import Attempt

AROUND = timedelta(minutes=2)  # clocks differ, and a minute was read off a telephone
LONGEST_CALL = timedelta(hours=2)


def on_the_phone(*, number: str, at: datetime) -> bool:
    """Whether a call of ours to this number (E.164) rang or went on at that minute."""
    calls = Attempt.objects.filter(channel__startswith="voice", address=number)
    began = calls.filter(started_at__gte=at - LONGEST_CALL, started_at__lte=at + AROUND)
    return began.filter(Q(finished_at=None) | Q(finished_at__gte=at - AROUND)).exists()
