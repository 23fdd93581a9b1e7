"""Who we may reach and what they allow."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower


class Customer(models.Model):
    """A person known to the company by `external_id`, with every time zone and every place they may be in.

    `places` are countries and their parts in lower case ("us", "us-fl"); `household` is a key that people at the same
    postal address share ("" without one). Of an erased person only the empty row is left, so that counts stay true.
    """

    external_id = models.TextField(unique=True)
    name = models.TextField(default="", db_default="")
    language = models.TextField(default="", db_default="")
    relationship = models.TextField(default="customer", db_default="customer")
    relationship_since = models.DateTimeField(null=True)
    relationship_evidence = models.JSONField(default=dict, db_default={})
    last_purchase = models.DateField(null=True)
    last_inquiry = models.DateField(null=True)
    country = models.TextField(default="", db_default="")
    region = models.TextField(default="", db_default="")
    city = models.TextField(default="", db_default="")
    postal_code = models.TextField(default="", db_default="")
    zones = ArrayField(models.TextField(), default=list, db_default=[])
    zones_from = models.TextField(default="unknown", db_default="unknown")
    places = ArrayField(models.TextField(), default=list, db_default=[])
    household = models.TextField(default="", db_default="")
    attributes = models.JSONField(default=dict, db_default={})
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["household"], condition=~models.Q(household=""), name="who_lives_together"),
        ]


class Organisation(models.Model):
    """A company or household whose people have roles towards us."""

    external_id = models.TextField(unique=True)
    name = models.TextField(default="")
    created_at = models.DateTimeField()


class Membership(models.Model):
    """A customer's role in an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    role = models.TextField(default="member")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "customer", "role"], name="one_role_once"),
        ]


class ContactPoint(models.Model):
    """One address on one channel, normalised; `stated` is what the company gave us, `stated_in` the record's field.

    The state is "usable", "gone" once a later record no longer states it, "unverified" while the person who gave it
    has not shown that it is theirs, or "removed" by the person. A `position` below zero is the person's own choice. `heard_at` is when it last wrote to us, `heard_on` the same by channel. `form` is the
    address as it is compared, `place` where a telephone number says its line is.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    channel = models.TextField()
    address = models.TextField()
    stated = models.TextField(default="", db_default="")
    stated_in = models.TextField(default="", db_default="")
    extension = models.TextField(default="", db_default="")
    note = models.TextField(default="", db_default="")
    state = models.TextField(default="usable", db_default="usable")
    position = models.IntegerField(default=0, db_default=0)
    zones = ArrayField(models.TextField(), default=list, db_default=[])
    form = models.TextField(default="", db_default="")
    place = models.TextField(default="", db_default="")
    heard_at = models.DateTimeField(null=True)
    heard_on = models.JSONField(default=dict, db_default={})
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "channel", "address"], name="one_point_once"),
        ]
        indexes = [
            models.Index(fields=["channel", "address"], name="point_by_address"),
            models.Index(Lower("address"), name="point_in_any_case"),
        ]


class AddressCode(models.Model):
    """A code sent to an address that a customer gave, as a keyed hash; how often it was tried."""

    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE)
    digest = models.TextField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.IntegerField(default=0, db_default=0)

    class Meta:
        indexes = [models.Index(fields=["point", "-made_at"], name="code_by_address")]


class Consent(models.Model):
    """One line of the append-only ledger: granted or revoked, for what, on what evidence.

    An empty topic, channel or address means "any". `at` is when the person acted, `recorded_at` when we heard.
    `written` says that a yes bears all the evidence of a written one; `form` is the address as it is compared.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    granted = models.BooleanField()
    purpose = models.TextField()
    topic = models.TextField(default="", db_default="")
    channel = models.TextField(default="", db_default="")
    address = models.TextField(default="", db_default="")
    form = models.TextField(default="", db_default="")
    written = models.BooleanField(default=False, db_default=False)
    basis = models.TextField(default="consent", db_default="consent")
    evidence = models.JSONField(default=dict, db_default={})
    source = models.TextField(default="", db_default="")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    key = models.TextField(unique=True, null=True)

    class Meta:
        indexes = [models.Index(fields=["customer", "at"], name="consent_by_customer")]


class Preference(models.Model):
    """What the customer said about a topic (empty: about all of them).

    `weekdays` holds seven [from, to] (Monday first, null: not on that day) where the hours differ by day.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    topic = models.TextField(default="", db_default="")
    channels = ArrayField(models.TextField(), default=list, db_default=[])
    not_before = models.TimeField(null=True)
    not_after = models.TimeField(null=True)
    weekdays = models.JSONField(null=True)
    language = models.TextField(default="", db_default="")
    digest = models.BooleanField(default=False, db_default=False)
    paused_until = models.DateTimeField(null=True)
    origin = models.TextField(default="said", db_default="said")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "topic", "origin"], name="one_preference_a_topic"),
        ]


class Suppression(models.Model):
    """Someone (customer) or some address not to be contacted; only the person's own later act lifts it.

    `scope` is "all", "purpose:marketing" or "topic:NAME"; an empty channel means every channel.
    """

    customer = models.ForeignKey(Customer, null=True, on_delete=models.SET_NULL)
    channel = models.TextField(default="", db_default="")
    address = models.TextField(default="", db_default="")
    scope = models.TextField(default="all", db_default="all")
    reason = models.TextField()
    source = models.TextField(default="", db_default="")
    evidence = models.JSONField(default=dict, db_default={})
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_evidence = models.JSONField(default=dict, db_default={})

    class Meta:
        indexes = [
            models.Index(fields=["customer"], condition=models.Q(lifted_at=None), name="suppressed_customer"),
            models.Index(
                fields=["channel", "address"], condition=models.Q(lifted_at=None), name="suppressed_address"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "scope", "channel"],
                condition=models.Q(lifted_at=None, customer__isnull=False),
                name="one_stop_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["channel", "address", "scope"],
                condition=models.Q(lifted_at=None, customer=None),
                name="one_blocked_address_at_a_time",
            ),
        ]


class Erased(models.Model):
    """What is left of a stop whose person was erased: a keyed hash of the address (or of the id), why and when.

    `kind` is the kind of address, or "customer" for the company's own id. A later record that states it again is
    stopped again. `made_with` names the key that it takes to recognise them.
    """

    digest = models.BinaryField()
    made_with = models.TextField()
    kind = models.TextField()
    channel = models.TextField(default="", db_default="")
    scope = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "kind", "channel", "scope"], name="one_erased_stop_once"
            ),
        ]


class RegistryVersion(models.Model):
    """One file of a do-not-call registry (or of answers about numbers) as it was loaded: the proof of what was used.

    `list` names the set of numbers it speaks of; a list of changes goes on with the set of its `base`. Only one version
    of a registry is current.
    """

    name = models.TextField()
    dated = models.DateField()
    full = models.BooleanField()
    base = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    list = models.BigIntegerField()
    current = models.BooleanField()
    file = models.TextField()
    sha256 = models.TextField()
    lines = models.BigIntegerField(default=0, db_default=0)
    added = models.BigIntegerField(default=0, db_default=0)
    removed = models.BigIntegerField(default=0, db_default=0)
    bad = models.BigIntegerField(default=0, db_default=0)
    numbers = models.BigIntegerField(default=0, db_default=0)
    actor = models.TextField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(current=True), name="one_current_version"
            ),
        ]


class ImportRun(models.Model):
    """One import of customers: what it brought, what was refused and why, and how its file was read."""

    name = models.TextField()
    actor = models.TextField(default="")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    state = models.TextField(default="running")
    read = models.IntegerField(default=0)
    created = models.IntegerField(default=0)
    updated = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    repeated = models.IntegerField(default=0, db_default=0)
    skipped = models.IntegerField(default=0, db_default=0)
    columns = ArrayField(models.TextField(), default=list, db_default=[])
    mapping = models.TextField(default="", db_default="")


class RefusedRow(models.Model):
    """A row of an import that was not taken: where, why, and how to mend it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE)
    line = models.IntegerField()
    field = models.TextField()
    says = models.TextField()
    mend = models.TextField()
    row = models.JSONField()


class SavedSegment(models.Model):
    """Customers meant by rules under a name; see `saved_segments.SegmentRules`."""

    name = models.TextField(unique=True)
    rules = models.JSONField(default=dict)
    made_by = models.TextField()
    made_at = models.DateTimeField()
