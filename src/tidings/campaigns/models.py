"""What we want to tell, and the events (and their absence) that trigger it."""

from django.db import models

from tidings.campaigns.exercise_models import Exercise
from tidings.campaigns.trial_models import Panellist, Trial, TrialReply, TrialWaiver
from tidings.campaigns.urgency_models import EarnedUrgency

__all__ = [
    "Campaign",
    "CampaignVersion",
    "EarnedUrgency",
    "Event",
    "EventProblem",
    "Exercise",
    "IntakeReply",
    "Panellist",
    "Sighting",
    "Topic",
    "Trial",
    "TrialReply",
    "TrialWaiver",
    "Wait",
]


class Topic(models.Model):
    """What contacts are about; its purpose decides which rules apply."""

    name = models.TextField(unique=True)
    purpose = models.TextField(default="service")
    urgency = models.TextField(default="normal")
    channels = models.JSONField(default=list)
    titles = models.JSONField(default=dict)


class Campaign(models.Model):
    """A named campaign: its state (draft, proposed, live, paused) and the version that is live.

    The database lets `live` point to an approved version of this campaign only.
    """

    name = models.TextField(unique=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT)
    state = models.TextField(default="draft")
    live = models.ForeignKey("CampaignVersion", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    launched_at = models.DateTimeField(null=True)


class CampaignVersion(models.Model):
    """The exact text of a campaign file as written by one person and approved by another; never changed."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="versions")
    number = models.IntegerField()
    text = models.TextField()
    sha256 = models.TextField()
    author = models.TextField()
    created_at = models.DateTimeField()
    proposed_by = models.TextField(default="", db_default="")
    proposed_at = models.DateTimeField(null=True)
    approved_by = models.TextField(default="")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="one_number_a_version"),
            models.UniqueConstraint(fields=["campaign", "sha256"], name="same_text_same_version"),
        ]


class Event(models.Model):
    """A CloudEvent as it came in: stored first, understood afterwards.

    `state`: new, used (at least one campaign took it up), unused (known type, nothing to do), unknown (no
    campaign speaks of this type) or problem (see EventProblem). `customer` is the customer's external id.
    """

    source = models.TextField()
    event_id = models.TextField()
    type = models.TextField()
    subject = models.TextField(default="", db_default="")
    customer = models.TextField(default="", db_default="")
    time = models.DateTimeField()
    received_at = models.DateTimeField()
    data = models.JSONField(default=dict, db_default={})
    state = models.TextField(default="new", db_default="new")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "event_id"], name="event_once"),
        ]
        indexes = [
            models.Index(fields=["received_at", "id"], condition=models.Q(state="new"), name="event_new"),
            models.Index(fields=["customer", "time"], name="event_by_customer"),
            models.Index(
                fields=["state", "-id"],
                condition=models.Q(state__in=["problem", "unknown"]),
                name="event_trouble",
            ),
        ]


class EventProblem(models.Model):
    """Why an event could not be used by a campaign (or at all), and the mend."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="problems")
    campaign = models.TextField(default="")
    field = models.TextField()
    says = models.TextField()
    mend = models.TextField()
    at = models.DateTimeField()


class Sighting(models.Model):
    """When a thread (say, one order) was first and last seen in a type that some campaign waits for or gives way to."""

    type = models.TextField()
    thread = models.TextField()
    event = models.ForeignKey(Event, on_delete=models.CASCADE)
    at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "thread"], name="first_sighting")]


class Wait(models.Model):
    """Something promised that has not happened yet; when `due_at` passes, its absence is a trigger.

    `state`: waiting, fired (told once, for good), cleared (it happened), withdrawn (given way to something else)
    or problem (due, but data or the customer is missing; whatever is heard next makes it wait again).
    `told_at` is the time of the newest event that made or moved the promise.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE)
    thread = models.TextField()
    customer = models.TextField(default="")
    event = models.ForeignKey(Event, on_delete=models.CASCADE)
    data = models.JSONField(default=dict)
    told_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.TextField(default="waiting", db_default="waiting")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "thread"], name="one_wait_a_thread")]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=models.Q(state="waiting"), name="wait_due"),
        ]


class IntakeReply(models.Model):
    """What a request with an `Idempotency-Key` was answered, kept until `expires_at`; status 0 while under way."""

    holder = models.TextField()
    key = models.TextField()
    body = models.TextField()
    began_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    status = models.IntegerField(default=0, db_default=0)
    answer = models.TextField(default="", db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "key"], name="one_reply_a_key")]
        indexes = [models.Index(fields=["expires_at"], name="reply_expires")]
