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


class CheckCount(models.Model):
    """How often one asker (a keyed hash; empty: everybody) has checked a code within one window of time."""

    asker = models.TextField()
    window = models.DateTimeField()
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["window", "asker"], name="one_count_a_window")]
