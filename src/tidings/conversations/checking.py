"""Is it you? Whether a check code is one of ours: the same answer, in the same words, whatever stands behind it."""

import ipaddress
from datetime import UTC, datetime, timedelta
from typing import Literal

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from tidings.conversations.entries import from_outreach, tell_answer
from tidings.conversations.models import CheckCount
from tidings.core import codes
from tidings.outreach import public as outreach

Verdict = Literal["ours", "not_ours", "typo", "wait"]
WINDOW = timedelta(minutes=10)
MOST_FROM_ONE = 10
MOST_FROM_ALL = 3000
KEPT = timedelta(days=1)


def check(*, code: str, asker: str, now: datetime) -> Verdict:
    """Whether `code`, as somebody typed it, belongs to a message of ours.

    `asker` is a network address; too many checks from one, or from all together, are told to wait. A code that
    cannot be one (its check digit is wrong) is a typo: said apart, since that reveals nothing.
    """
    if not _allowed(asker, now):
        return "wait"
    code = codes.normalised(code)
    if not codes.is_whole(code):
        return "typo"
    return "ours" if checked(code=code, now=now) else "not_ours"


def checked(*, code: str, now: datetime) -> bool:
    """Note that a code was checked: on its outreach's timeline, once a day, when it is ours."""
    card = outreach.by_code(code=code)
    if card is None:
        return False
    key = f"checked:{card.id}:{now:%Y-%m-%d}"
    with transaction.atomic():
        if from_outreach(card, kind="checked", key=key, reason="wants_confirmation", now=now):
            tell_answer(card, key=key, now=now, kind="check")
    return True


COUNT = """
INSERT INTO conversations_checkcount (asker, "window", count) VALUES (%(asker)s, %(window)s, 1)
ON CONFLICT ("window", asker) DO UPDATE SET count = conversations_checkcount.count + 1
RETURNING count
"""


def _allowed(asker: str, now: datetime) -> bool:
    window = datetime.fromtimestamp(now.timestamp() // WINDOW.total_seconds() * WINDOW.total_seconds(), UTC)
    with transaction.atomic(), connection.cursor() as cursor:
        counts = []
        for each in (_hidden(asker), ""):
            cursor.execute(COUNT, {"asker": each, "window": window})
            counts.append(cursor.fetchone()[0])
        if counts[0] == 1:
            CheckCount.objects.filter(window__lt=now - KEPT).delete()
    return counts[0] <= MOST_FROM_ONE and counts[1] <= MOST_FROM_ALL


def _hidden(asker: str) -> str:
    """A keyed hash of the asker's network: an address is personal, and one line has 2**64 of the long ones."""
    try:
        ip = ipaddress.ip_address(asker)
    except ValueError:
        return salted_hmac("checks", asker).hexdigest()
    network = str(ip) if ip.version == 4 else str(ipaddress.ip_network((ip, 64), strict=False))
    return salted_hmac("checks", network).hexdigest()
