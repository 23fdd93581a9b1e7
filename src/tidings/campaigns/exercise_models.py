"""What came of trying a version's links and actions."""

from django.db import models


class Exercise(models.Model):
    """The latest trying of a version: what did not work, as findings; none of them, and all of it did."""

    version = models.OneToOneField("CampaignVersion", on_delete=models.CASCADE, related_name="exercise")
    at = models.DateTimeField()
    findings = models.JSONField()
