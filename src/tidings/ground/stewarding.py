"""What we owe or told the company's systems about one person."""

from tidings.ground.models import WebhookMessage


def forget(*, customer: str) -> int:
    """Removes every outgoing message that names the customer (by external id), delivered or not; how many."""
    return WebhookMessage.objects.filter(payload__data__customer=customer).delete()[0]
