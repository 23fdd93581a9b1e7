"""A plan's rows: the run, its audience frozen in parts (the rows are the queue), and what was not taken."""

from django.db import models


class PlanRun(models.Model):
    """One campaign for one audience. Its decisions have the cause "plan:ID", so writing twice doubles nothing.

    States: gathering, rehearsed, writing, paused, done, cancelled. `facts_at` is the moment of the file's own facts
    (None: facts are read when a part is decided); `rehearsal` what was shown before anyone approved.
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT)
    version = models.ForeignKey("campaigns.CampaignVersion", on_delete=models.PROTECT)
    audience = models.TextField()
    state = models.TextField(default="gathering", db_default="gathering")
    facts_at = models.DateTimeField(null=True)
    rows = models.IntegerField(default=0, db_default=0)
    refused = models.IntegerField(default=0, db_default=0)
    rehearsal = models.JSONField(default=dict, db_default={})
    rehearsed_at = models.DateTimeField(null=True)
    actor = models.TextField()
    created_at = models.DateTimeField()
    approved_by = models.TextField(default="", db_default="")
    approved_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "outreach"
        indexes = [models.Index(fields=["campaign", "-id"], name="plan_by_campaign")]


class PlanPart(models.Model):
    """A part of the audience as an Arrow stream; written whole or not at all, `tally` says what came of it."""

    run = models.ForeignKey(PlanRun, on_delete=models.CASCADE, related_name="parts")
    number = models.IntegerField()
    rows = models.IntegerField()
    body = models.BinaryField()
    written_at = models.DateTimeField(null=True)
    tally = models.JSONField(default=dict, db_default={})

    class Meta:
        app_label = "outreach"
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="one_number_a_part")]
        indexes = [
            models.Index(fields=["run", "number"], condition=models.Q(written_at=None), name="part_to_write"),
        ]


class PlanProblem(models.Model):
    """A line of the audience that is not part of the plan: who, why, and how to mend it."""

    run = models.ForeignKey(PlanRun, on_delete=models.CASCADE, related_name="problems")
    line = models.IntegerField()
    external_id = models.TextField()
    field = models.TextField()
    says = models.TextField()
    mend = models.TextField()

    class Meta:
        app_label = "outreach"
        indexes = [models.Index(fields=["run", "line"], name="plan_problem_by_line")]
