"""One person's part of this room: all of it for the person to have, or what is left of it without the person."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Value
from django.db.models.fields import TextField
from django.db.models.functions import Cast, Concat

from tidings.core.reasons import Reason
from tidings.outreach.models import (
    Attempt,
    Call,
    Decision,
    OpenCase,
    OpenConversation,
    Outreach,
    OutsideContact,
)
from tidings.outreach.planning import stewarding as planning

DECIDED = (
    "id", "campaign__name", "at", "cause", "verdict", "reasons", "channel", "earliest", "latest", "seen", "pack",
)  # fmt: skip
REACHED = (
    "id", "decision_id", "campaign__name", "topic", "purpose", "urgency", "thread", "language", "data", "code",
    "channel", "address", "zones", "state", "reason", "created_at", "due_at", "expires_at", "sent_at",
    "withdrawn_at", "message_id", "tried", "next_at", "seen_at",
)  # fmt: skip
TRIED = (
    "outreach_id", "number", "channel", "address", "message_id", "started_at", "finished_at", "outcome", "says",
    "account", "provider_id", "parts", "receipt", "receipt_at", "receipt_says",
)  # fmt: skip
CALLED = ("outreach_id", "line", "called", "shown", "started_at", "finished_at", "reasons", "attest")


def export(*, customer_id: int) -> dict[str, Any]:
    """What was decided about the customer, what was sent, tried, and told us by others; oldest first."""
    mine = {"customer_id": customer_id}
    return {
        "decisions": listed(Decision.objects.filter(**mine), *DECIDED),
        "outreaches": listed(Outreach.objects.filter(**mine), *REACHED),
        "attempts": listed(Attempt.objects.filter(outreach__customer_id=customer_id), *TRIED),
        "calls": listed(Call.objects.filter(outreach__customer_id=customer_id), *CALLED),
        "outside_contacts": listed(
            OutsideContact.objects.filter(**mine), "at", "channel", "purpose", "topic", "source", "key"
        ),
        "open_conversations": listed(
            OpenConversation.objects.filter(**mine), "channel", "asked_for", "until"
        ),
        "open_cases": listed(OpenCase.objects.filter(**mine), "key", "topic", "opened_at", "until"),
    }


def listed(rows: QuerySet[Any], *names: str) -> list[dict[str, Any]]:
    """The rows' columns; a related name is called what it names."""
    values = rows.order_by("pk").values(*names)
    return [{name.removesuffix("__name"): value for name, value in row.items()} for row in values]


@transaction.atomic
def erase(*, customer_id: int, customer: str, now: datetime) -> dict[str, int]:
    """Leaves of each contact only that it happened: no address, no words, nothing seen; what is open is withdrawn. `customer` is the external id.

    The check code stays, so that a letter in somebody's drawer is still known as ours. Counts and holdouts stay true; a decision about somebody erased can no longer be replayed.
    """
    reached = Outreach.objects.filter(customer_id=customer_id)
    withdrawn = reached.filter(phase__in=("open", "unknown")).update(
        state="withdrawn", reason=Reason.CUSTOMER_GONE.code, withdrawn_at=now
    )
    reached.filter(next_at__isnull=False).update(next_at=None)
    Attempt.objects.filter(outreach__customer_id=customer_id).update(
        address="", says="", message_id="", provider_id="", receipt_says=""
    )
    Call.objects.filter(outreach__customer_id=customer_id).update(called="")
    return {
        "withdrawn": withdrawn,
        "outreaches": reached.update(address="", data={}, zones=[], language="", thread="", message_id=""),
        "decisions": Decision.objects.filter(customer_id=customer_id).update(
            cause=numbered("erased:"), thread="", seen={}, seen_digest="", answer_digest=""
        ),
        "outside_contacts": removed(OutsideContact.objects.filter(customer_id=customer_id)),
        "open_conversations": removed(OpenConversation.objects.filter(customer_id=customer_id)),
        "open_cases": removed(OpenCase.objects.filter(customer_id=customer_id)),
        "audiences": planning.forget(customer=customer),
    }


def numbered(word: str) -> Concat:
    """A name that is as unique as the row, and says nothing of the person."""
    return Concat(Value(word), Cast("id", TextField()))


def removed(rows: QuerySet[Any]) -> int:
    return rows.delete()[0]
