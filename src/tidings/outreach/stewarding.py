"""One person's part of this room: all of it for the person to have, or what is left of it without the person."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.fields import TextField
from django.db.models.functions import Cast, Concat

from tidings.core.reasons import Reason
from tidings.outreach.models import Attempt, Decision, OpenCase, OpenConversation, Outreach, OutsideContact

DECIDED = ["id", "at", "cause", "verdict", "reasons", "channel", "earliest", "latest", "seen", "pack"]
REACHED = [
    "id",
    "decision_id",
    "topic",
    "purpose",
    "urgency",
    "thread",
    "language",
    "data",
    "code",
    "channel",
    "address",
    "zones",
    "state",
    "reason",
    "created_at",
    "due_at",
    "expires_at",
    "sent_at",
    "withdrawn_at",
    "message_id",
]
TRIED = [
    "outreach_id",
    "number",
    "channel",
    "address",
    "message_id",
    "started_at",
    "finished_at",
    "outcome",
    "says",
]


def export(*, customer_id: int) -> dict[str, Any]:
    """What was decided about the customer, what was sent, tried, and told us by others; oldest first."""
    mine = {"customer_id": customer_id}
    return {
        "decisions": listed(Decision.objects.filter(**mine), *DECIDED, campaign=F("campaign__name")),
        "outreaches": listed(Outreach.objects.filter(**mine), *REACHED, campaign=F("campaign__name")),
        "attempts": listed(Attempt.objects.filter(outreach__customer_id=customer_id), *TRIED),
        "outside_contacts": listed(
            OutsideContact.objects.filter(**mine), "at", "channel", "purpose", "topic", "source", "key"
        ),
        "open_conversations": listed(
            OpenConversation.objects.filter(**mine), "channel", "asked_for", "until"
        ),
        "open_cases": listed(OpenCase.objects.filter(**mine), "key", "topic", "opened_at", "until"),
    }


def listed(rows: QuerySet[Any], *names: str, **named: Any) -> list[dict[str, Any]]:
    return list(rows.order_by("pk").values(*names, **named))


@transaction.atomic
def erase(*, customer_id: int, now: datetime) -> dict[str, int]:
    """Leaves of each contact only that it happened: no address, no words, nothing seen; what is open is withdrawn.

    The check code stays, so that a letter in somebody's drawer is still known as ours. Counts and holdouts stay true; a decision about somebody erased can no longer be replayed.
    """
    reached = Outreach.objects.filter(customer_id=customer_id)
    withdrawn = reached.filter(state__in=("pending", "sending")).update(
        state="withdrawn", reason=Reason.CUSTOMER_GONE.code, withdrawn_at=now, lease_until=None
    )
    Attempt.objects.filter(outreach__customer_id=customer_id).update(address="", says="", message_id="")
    return {
        "withdrawn": withdrawn,
        "outreaches": reached.update(address="", data={}, zones=[], language="", thread="", message_id=""),
        "decisions": Decision.objects.filter(customer_id=customer_id).update(
            cause=numbered("erased:"), thread="", seen={}, seen_digest="", answer_digest=""
        ),
        "outside_contacts": removed(OutsideContact.objects.filter(customer_id=customer_id)),
        "open_conversations": removed(OpenConversation.objects.filter(customer_id=customer_id)),
        "open_cases": removed(OpenCase.objects.filter(customer_id=customer_id)),
    }


def numbered(word: str) -> Concat:
    """A name that is as unique as the row, and says nothing of the person."""
    return Concat(Value(word), Cast("id", TextField()))


def removed(rows: QuerySet[Any]) -> int:
    return rows.delete()[0]
