"""Evidence objects as they are kept: in the database, so that every process of every machine shows the same."""

from django.db import models


class EvidenceObject(models.Model):
    """A picture or document, known by the SHA-256 of its full file; `origin` is that of the upload it was made from.

    `fault` is what was wrong when it was last looked at ("" for nothing); `look_at` is when it is looked at again.
    """

    sha256 = models.TextField(unique=True)
    origin = models.TextField()
    kind = models.TextField()
    content_type = models.TextField()
    octets = models.IntegerField()
    width = models.IntegerField()
    height = models.IntegerField()
    pages = models.IntegerField()
    contrast = models.FloatField()
    sizes = models.IntegerField()
    created_at = models.DateTimeField()
    keep_until = models.DateTimeField()
    look_at = models.DateTimeField()
    fault = models.TextField(default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["origin"], name="evidence_by_origin"),
            models.Index(fields=["look_at", "id"], name="evidence_to_look_at"),
        ]


class EvidenceFile(models.Model):
    """One size of an object ("full", "phone", "small"), with the SHA-256 of its content."""

    object = models.ForeignKey(EvidenceObject, on_delete=models.CASCADE, related_name="files")
    size = models.TextField()
    content_type = models.TextField()
    sha256 = models.TextField()
    width = models.IntegerField()
    height = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["object", "size"], name="one_file_a_size")]


class EvidenceUse(models.Model):
    """Whom an object speaks of (by external id) and, where an outreach bears it, with what result: shown, missing, altered.

    It names the object by its hash alone: what is missing has no row. `outreach` is 0 for an upload that names its
    customer; outreaches lie above this room.
    """

    sha256 = models.TextField()
    outreach = models.BigIntegerField(default=0)
    customer = models.TextField()
    state = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256", "outreach", "customer"], name="one_use_an_outreach"),
        ]
        indexes = [
            models.Index(fields=["customer"], name="evidence_by_customer"),
            models.Index(fields=["outreach"], name="evidence_by_outreach"),
            models.Index(fields=["until"], name="evidence_use_ends"),
        ]
