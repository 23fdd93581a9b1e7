"""Rows every room may stand on: what we owe the company's own systems, what channels brought in, who works."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tidings.ground.evidence_models import EvidenceFile, EvidenceObject, EvidenceUse

__all__ = [
    "ChannelSetting",
    "EvidenceFile",
    "EvidenceObject",
    "EvidenceUse",
    "Inbound",
    "InboundRefusal",
    "WebhookEndpoint",
    "WebhookMessage",
    "WorkerSign",
]


class WebhookEndpoint(models.Model):
    """An address of the company that wants to hear of state changes, with its signing secret.

    After a change of the secret the earlier one signs as well, until `earlier_until`.
    """

    url = models.URLField(max_length=2000)
    secret = models.TextField()
    earlier_secret = models.TextField(default="", db_default="")
    earlier_until = models.DateTimeField(null=True)
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


class Inbound(models.Model):
    """Something a channel brought in, raw and as it came, saved before the other side was told so; the row is the queue.

    The state is "pending", "done", "unmatched" (it speaks of nothing we know, and has been waited for) or "unreadable".
    `about` are the ids of the customers whose words are in it, as far as we know them.
    """

    channel = models.TextField()
    account = models.TextField()
    key = models.TextField()
    kind = models.TextField()
    method = models.TextField(default="", db_default="")
    url = models.TextField(default="", db_default="")
    headers = models.JSONField(default=dict, db_default={})
    body = models.BinaryField()
    received_at = models.DateTimeField()
    state = models.TextField(default="pending", db_default="pending")
    tries = models.IntegerField(default=0, db_default=0)
    due_at = models.DateTimeField()
    says = models.TextField(default="", db_default="")
    about = ArrayField(models.BigIntegerField(), default=list, db_default=[])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "account", "key"], name="inbound_once"),
        ]
        indexes = [
            models.Index(
                fields=["channel", "account", "due_at", "id"],
                condition=models.Q(state="pending"),
                name="inbound_in_turn",
            ),
            models.Index(fields=["-received_at"], name="inbound_latest"),
            models.Index(
                fields=["state", "-id"],
                condition=models.Q(state__in=["unmatched", "unreadable"]),
                name="inbound_set_aside",
            ),
        ]


class InboundRefusal(models.Model):
    """How many requests a channel's account refused on one day because nothing proved whose they were."""

    channel = models.TextField()
    account = models.TextField()
    day = models.DateField()
    count = models.IntegerField()
    says = models.TextField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "account", "day"], name="inbound_refusals_by_day"),
        ]


class ChannelSetting(models.Model):
    """A setting of a channel's account, stated in the console; what is secret is encrypted (`sealed`)."""

    channel = models.TextField()
    account = models.TextField()
    name = models.TextField()
    value = models.TextField()
    sealed = models.BooleanField(default=False, db_default=False)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "account", "name"], name="channel_setting_once"),
        ]


class WorkerSign(models.Model):
    """The sign of life of one working process: who it is, what it does, when it was last seen.

    `place` tells whether another process may judge by `process` (its number) if it still lives: see `ground.roster`.
    """

    name = models.TextField(unique=True)
    host = models.TextField()
    process = models.IntegerField()
    place = models.TextField(default="", db_default="")
    loops = models.JSONField(default=list)
    doing = models.JSONField(default=dict, db_default={})
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    stopping = models.BooleanField(default=False, db_default=False)
