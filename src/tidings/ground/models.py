"""Rows every room may stand on: what we owe the company's own systems (outgoing webhooks)."""

from django.db import models


class WebhookEndpoint(models.Model):
    """An address of the company that wants to hear of state changes, with its signing secret."""

    url = models.URLField(max_length=2000)
    secret = models.TextField()
    topics = models.JSONField(default=list)
    state = models.TextField(default="active")
    reason = models.TextField(default="", db_default="")
    created_at = models.DateTimeField()


class WebhookMessage(models.Model):
    """One thing to tell one endpoint; the row is the queue (Standard Webhooks)."""

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE)
    message_id = models.TextField()
    topic = models.TextField()
    ordering_key = models.TextField(default="", db_default="")
    payload = models.JSONField()
    created_at = models.DateTimeField()
    state = models.TextField(default="pending", db_default="pending")
    tries = models.IntegerField(default=0, db_default=0)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    last_status = models.TextField(default="", db_default="")
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "message_id"], name="webhook_once_per_endpoint"),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=models.Q(state="pending"), name="webhook_due"),
            models.Index(
                fields=["endpoint", "ordering_key", "id"],
                condition=models.Q(state="pending"),
                name="webhook_in_order",
            ),
        ]
