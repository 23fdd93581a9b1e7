"""What comes back: the customer's side of the one timeline."""

from django.db import models


class Interaction(models.Model):
    """One entry of the customer's timeline that is not derived from elsewhere: an answer, a check, a stop, a change."""

    customer = models.ForeignKey("people.Customer", on_delete=models.CASCADE)
    outreach = models.ForeignKey("outreach.Outreach", null=True, on_delete=models.CASCADE)
    at = models.DateTimeField()
    direction = models.TextField(default="in")
    channel = models.TextField(default="portal")
    kind = models.TextField()
    says = models.TextField(default="")
    detail = models.JSONField(default=dict)
    key = models.TextField(unique=True, null=True)

    class Meta:
        indexes = [models.Index(fields=["customer", "-at"], name="timeline")]


class FollowUp(models.Model):
    """An inbound interaction tied to an outreach, with its reason (the design's seven)."""

    interaction = models.OneToOneField(Interaction, on_delete=models.CASCADE)
    outreach = models.ForeignKey("outreach.Outreach", on_delete=models.CASCADE)
    reason = models.TextField()
    at = models.DateTimeField()


class Saying(models.Model):
    """One short answer of ours to somebody who wrote: a row first, then said, once.

    States: pending, saying, said, failed, unknown (it may have gone out, and cannot be repeated), dropped (too late, or
    outside the hours). `key` names what it answers, so that nothing is answered twice.
    """

    key = models.TextField(unique=True)
    customer = models.ForeignKey("people.Customer", null=True, on_delete=models.CASCADE)
    outreach = models.ForeignKey("outreach.Outreach", null=True, on_delete=models.CASCADE)
    channel = models.TextField()
    account = models.TextField()
    address = models.TextField()
    kind = models.TextField()
    language = models.TextField()
    text = models.TextField()
    message_id = models.TextField(unique=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.TextField(default="pending", db_default="pending")
    tries = models.IntegerField(default=0, db_default=0)
    lease_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    provider_id = models.TextField(default="", db_default="")
    says = models.TextField(default="", db_default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(state__in=["pending", "saying"]),
                name="saying_due",
            ),
            models.Index(fields=["channel", "address", "-created_at"], name="saying_by_address"),
            models.Index(
                fields=["channel", "provider_id"],
                condition=~models.Q(provider_id=""),
                name="saying_by_provider_id",
            ),
        ]


class CheckCount(models.Model):
    """How often one asker (a keyed hash; empty: everybody) has checked a code within one window of time."""

    asker = models.TextField()
    window = models.DateTimeField()
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["window", "asker"], name="one_count_a_window")]


class CheckMade(models.Model):
    """Somebody asked "is it you?": by which way (code, message, mail, call) and what they were answered.

    `outreach_id` is no foreign key: a check of ours and of nobody's must cost the same. `told`: it is on the timeline.
    """

    kind = models.TextField()
    outreach_id = models.BigIntegerField(null=True)
    answer = models.TextField()
    at = models.DateTimeField()
    told = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["at"],
                condition=models.Q(told=False, outreach_id__isnull=False),
                name="check_to_tell",
            ),
            models.Index(fields=["at"], name="check_by_day"),
        ]


class ImpersonationReport(models.Model):
    """Somebody told us of a message or call that pretended to be ours; `evidence` is sealed, "" once it is forgotten.

    States: open, forged, ours, unclear. `digest` names what was handed in, so that it is one report however often it comes.
    """

    kind = models.TextField()
    at = models.DateTimeField()
    digest = models.TextField(unique=True)
    evidence = models.TextField(default="", db_default="")
    state = models.TextField(default="open", db_default="open")
    settled_by = models.TextField(default="", db_default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="impersonation_by_day")]
