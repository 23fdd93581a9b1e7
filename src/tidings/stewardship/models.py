"""What people have asked for about their own data."""

from django.db import models


class DataRequest(models.Model):
    """Somebody wants a copy of their data, or to be erased; `due_on` is the last day of the month we have (GDPR art. 12(3))."""

    customer = models.ForeignKey("people.Customer", on_delete=models.CASCADE)
    kind = models.TextField()
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.TextField(default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "kind"], condition=models.Q(done_at=None), name="asked_once_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=models.Q(done_at=None), name="request_due"),
        ]
