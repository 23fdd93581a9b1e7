"""What we owe or told the company's systems about one person, and the evidence that speaks of them."""

from collections.abc import Collection

from tidings.ground.evidence_keeping import evidence_about, forget_evidence
from tidings.ground.models import WebhookMessage

__all__ = ["evidence_about", "forget"]


def forget(*, customer: str, evidence: Collection[str] = ()) -> dict[str, int]:
    """Removes every outgoing message that names the customer (by external id), delivered or not, and of these
    evidence objects those that nobody else was shown. How many of each."""
    return {
        "webhook_messages": WebhookMessage.objects.filter(payload__data__customer=customer).delete()[0],
        "evidence": forget_evidence(customer=customer, ids=evidence),
    }
