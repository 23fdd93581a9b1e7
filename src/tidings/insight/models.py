"""What has been learned from customers' answers, and what was said of it last."""

from django.db import models


class Tally(models.Model):
    """One customer's answers about one topic for one `option` (a channel, or a part of the day), faded as of `at`.

    `about` is "channel" or "hour". `answered` and `sent` are whole numbers, for words.
    """

    customer = models.ForeignKey("people.Customer", on_delete=models.CASCADE)
    about = models.TextField()
    topic = models.TextField()
    option = models.TextField()
    welcomed = models.FloatField()
    unwelcome = models.FloatField()
    answered = models.IntegerField()
    sent = models.IntegerField()
    relationship = models.TextField()
    tenure = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "about", "topic", "option"], name="one_tally_an_option"
            ),
        ]
        indexes = [
            models.Index(fields=["at", "customer"], name="tally_by_run"),
            models.Index(fields=["about", "topic"], name="tally_by_topic"),
        ]


class Learning(models.Model):
    """One round of learning: how far it has come, what it learned of each segment, and the report it ended with.

    `stage`: tally, refresh, learn, shown, like_them, report, done; `place` is where the stage goes on.
    """

    since = models.DateTimeField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    stage = models.TextField(default="tally")
    place = models.BigIntegerField(default=0)
    learned = models.JSONField(default=dict)
    report = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(finished_at=None),
                name="one_round_at_a_time",
            ),
        ]


class Belief(models.Model):
    """What the company says it believes: the share (percent) of a relationship's people who want a channel first."""

    topic = models.TextField(default="", db_default="")
    relationship = models.TextField()
    channel = models.TextField()
    percent = models.FloatField()
    asked = models.IntegerField(default=0, db_default=0)
    told_by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "relationship", "channel"], name="one_belief_a_channel"),
        ]
