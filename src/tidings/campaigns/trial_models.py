"""Trials: versions of a notice shown to a panel before launch, and what the panel made of them."""

from django.db import models


class Trial(models.Model):
    """One version, or two side by side, on one surface in one language, until `closes_at` or the panel is complete.

    `words` and `against_words` are fingerprints of what the versions say; whether each passed stands there once it is
    closed. `limits` are the company's as they were when it began. `data` is what the panel reads in the notice's places.
    """

    campaign = models.ForeignKey("Campaign", on_delete=models.CASCADE, related_name="trials")
    version = models.ForeignKey("CampaignVersion", on_delete=models.PROTECT, related_name="+")
    against = models.ForeignKey("CampaignVersion", null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    against_words = models.TextField(default="")
    language = models.TextField()
    surface = models.TextField()
    statements = models.JSONField()
    limits = models.JSONField()
    data = models.JSONField(default=dict, db_default={})
    started_by = models.TextField()
    started_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    passed = models.BooleanField(null=True)
    against_passed = models.BooleanField(null=True)


class Panellist(models.Model):
    """Somebody who was invited or came by the open link: nothing is known of them but a name they may give."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="panel")
    number = models.IntegerField()
    name = models.TextField(default="", db_default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trial", "number"], name="one_number_a_panellist")]


class TrialReply(models.Model):
    """What a panellist answered about one version."""

    panellist = models.ForeignKey(Panellist, on_delete=models.CASCADE, related_name="replies")
    version = models.ForeignKey("CampaignVersion", on_delete=models.PROTECT, related_name="+")
    step = models.TextField()
    marks = models.JSONField()
    question = models.TextField(default="", db_default="")
    genuine = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["panellist", "version"], name="one_reply_a_version")]


class TrialWaiver(models.Model):
    """A named person lets these words be launched without a trial that passed, and says why."""

    campaign = models.ForeignKey("Campaign", on_delete=models.CASCADE, related_name="waivers")
    words = models.TextField()
    by = models.TextField()
    why = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "words"], name="one_waiver_for_these_words")
        ]
