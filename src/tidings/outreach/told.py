"""What the journey is told by others: contacts made elsewhere, where the customer is talking with us now, open cases.

Rooms above write it down here; the decider reads it. Each is told once however often it is said.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q

from tidings.outreach.models import OpenCase, OpenConversation, OutsideContact

CONVERSATION_LASTS = timedelta(days=3)
CASE_LASTS = timedelta(days=60)  # a case nobody ever closed must not silence us for good


def record_contact(
    *, customer_id: int, channel: str, purpose: str, topic: str = "", source: str, key: str, at: datetime
) -> bool:
    """A contact we did not make (a survey, an agent's own call) counts from now on; False when `key` was told before."""
    _, new = OutsideContact.objects.get_or_create(
        key=f"{source}|{key}",
        defaults={
            "customer_id": customer_id,
            "channel": channel,
            "purpose": purpose,
            "topic": topic,
            "source": source,
            "at": at,
        },
    )
    return new


OPEN = """
INSERT INTO outreach_openconversation (customer_id, channel, asked_for, until)
VALUES (%(customer)s, %(channel)s, %(asked)s, %(until)s)
ON CONFLICT (customer_id) DO UPDATE SET channel = excluded.channel, until = excluded.until,
    asked_for = ARRAY(SELECT DISTINCT unnest(excluded.asked_for || CASE
        WHEN outreach_openconversation.until > %(now)s THEN outreach_openconversation.asked_for END) ORDER BY 1)
"""


def conversation_open(
    *,
    customer_id: int,
    channel: str,
    asked_for: Sequence[str] = (),
    until: datetime | None = None,
    now: datetime,
) -> None:
    """The customer is talking with us on `channel` (until three days from now, or `until`): there they are answered.

    `asked_for` are channels they asked to be reached on as well ("voice" for a call back); earlier wishes stand.
    """
    values = {
        "customer": customer_id,
        "channel": channel,
        "asked": list(asked_for),
        "until": until or now + CONVERSATION_LASTS,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(OPEN, values)


def conversation_closed(*, customer_id: int) -> bool:
    """The conversation is over; False when none was open."""
    return bool(OpenConversation.objects.filter(customer_id=customer_id).delete()[0])


def case_open(
    *, customer_id: int, key: str, topic: str = "", until: datetime | None = None, now: datetime
) -> bool:
    """A complaint or dispute about a topic ("" for everything) is open; False when it was known. It ends by itself
    after 60 days, or at `until`."""
    _, new = OpenCase.objects.get_or_create(
        customer_id=customer_id,
        key=key,
        defaults={"topic": topic, "opened_at": now, "until": until or now + CASE_LASTS},
    )
    return new


def case_closed(*, customer_id: int, key: str) -> bool:
    """The case is settled; False when it was not open."""
    return bool(OpenCase.objects.filter(customer_id=customer_id, key=key).delete()[0])


def open_cases(*, customer_id: int, now: datetime) -> list[tuple[str, str, datetime]]:
    """The customer's open cases: key, topic, since when."""
    mine = OpenCase.objects.filter(Q(customer_id=customer_id, until__gt=now)).order_by("opened_at", "id")
    return list(mine.values_list("key", "topic", "opened_at"))
