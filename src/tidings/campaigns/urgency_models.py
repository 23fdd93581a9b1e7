"""What a campaign's urgency has come to, by what its customers did."""

from django.db import models


class EarnedUrgency(models.Model):
    """The level a campaign stands at (`core.worth.earning.LEVELS`), the evidence, and a person's word against it.

    Contacts sent since `epoch_since` count in epoch `epoch`; `before` are the counts of earlier ones as of `looked_at`.
    An `override` is the level a person set instead, with the reason they gave ("" where nobody did).
    """

    campaign = models.OneToOneField("campaigns.Campaign", on_delete=models.CASCADE, primary_key=True)
    level = models.TextField()
    reason = models.TextField(default="declared", db_default="declared")
    since = models.DateTimeField()
    epoch = models.IntegerField(default=1, db_default=1)
    epoch_since = models.DateTimeField()
    value = models.FloatField(default=0, db_default=0)
    low = models.FloatField(default=-1, db_default=-1)
    high = models.FloatField(default=1, db_default=1)
    telling = models.FloatField(default=0, db_default=0)
    e_value = models.FloatField(default=1, db_default=1)
    needed = models.FloatField(default=0, db_default=0)
    seen = models.JSONField(default=dict, db_default={})
    before = models.JSONField(default=dict, db_default={})
    looked_at = models.DateTimeField()
    override = models.TextField(default="", db_default="")
    override_by = models.TextField(default="", db_default="")
    override_why = models.TextField(default="", db_default="")
    override_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "campaigns"
