"""The journey of one contact: decided, scheduled, composed, delivered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Lower


class Pack(models.Model):
    """A policy that was once in force, under the SHA-256 of its canonical JSON; decisions replay with it."""

    version = models.TextField(primary_key=True)
    body = models.JSONField()
    first_used_at = models.DateTimeField()


class Decision(models.Model):
    """Contact, hold out, refuse or later, with every reason and all that was seen, so that it replays.

    `cause` is the trigger's natural key ("event:SOURCE|ID", "absence:THREAD", "plan:RUN"), so nothing is decided twice;
    what no event caused has none. The digests are SHA-256 (hex) of canonical JSON (see `digests.py`): what was seen and
    what was answered can be checked years later. Decisions made before there were digests have "".
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT)
    version = models.ForeignKey("campaigns.CampaignVersion", on_delete=models.PROTECT)
    customer = models.ForeignKey("people.Customer", on_delete=models.PROTECT)
    event = models.ForeignKey("campaigns.Event", null=True, on_delete=models.PROTECT)
    cause = models.TextField()
    thread = models.TextField(default="", db_default="")
    verdict = models.TextField()
    reasons = ArrayField(models.TextField(), default=list)
    channel = models.TextField(default="", db_default="")
    earliest = models.DateTimeField(null=True)
    latest = models.DateTimeField(null=True)
    seen = models.JSONField(default=dict)
    pack = models.TextField(default="", db_default="")
    at = models.DateTimeField()
    seen_digest = models.TextField(default="", db_default="")
    answer_digest = models.TextField(default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "customer", "cause"], name="decided_once"),
        ]
        indexes = [
            models.Index(fields=["customer", "-at"], name="decision_by_customer"),
            models.Index(fields=["campaign", "-id"], name="decision_by_campaign"),
        ]


class Outreach(models.Model):
    """One decided contact and its whole life. The row is the queue: `due_at` and `state` say what is next.

    States: pending, sending, sent, unknown (it may have gone out; `due_at` says when the other side is asked),
    withdrawn, expired, refused (at send time), failed. `withdrawn_at` is also set on a row that is being sent: it goes
    out no further if that try fails.

    `next_at` is when the next channel is tried unless the customer has seen or answered it by then (`seen_at`);
    `tried` are the channels that were tried before this one.

    `digest`: "" goes out by itself, "waiting" for the next digest, "carried" within one. The one that carries a digest
    is its first item: `carried_by` is its own id, and theirs for the others.
    """

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT)
    # Every index costs every message twice: what another one serves as well has none of its own.
    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, db_index=False)
    version = models.ForeignKey("campaigns.CampaignVersion", on_delete=models.PROTECT, db_index=False)
    customer = models.ForeignKey("people.Customer", on_delete=models.PROTECT, db_index=False)
    topic = models.TextField()
    purpose = models.TextField()
    urgency = models.TextField(default="normal", db_default="normal")
    thread = models.TextField(default="", db_default="")
    language = models.TextField(default="", db_default="")
    data = models.JSONField(default=dict)
    code = models.TextField()
    channel = models.TextField()
    address = models.TextField()
    zones = ArrayField(models.TextField(), default=list)
    state = models.TextField(default="pending", db_default="pending")
    reason = models.TextField(default="", db_default="")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    lease = models.BigIntegerField(null=True)
    tries = models.IntegerField(default=0, db_default=0)
    sent_at = models.DateTimeField(null=True)
    message_id = models.TextField(default="", db_default="")
    withdrawn_at = models.DateTimeField(null=True)
    digest = models.TextField(default="", db_default="")
    carried_by = models.BigIntegerField(null=True)
    next_at = models.DateTimeField(null=True)
    tried = ArrayField(models.TextField(), default=list, db_default=[])
    seen_at = models.DateTimeField(null=True)
    # No index knows `state` or `lease`: a claim writes the row where it stands and enters none (a heap-only update).
    phase = models.GeneratedField(
        expression=Case(
            When(state__in=["pending", "sending"], then=Value("open", output_field=models.TextField())),
            default=F("state"),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="one_code_an_outreach")]
        indexes = [
            models.Index(
                fields=["next_at"], condition=models.Q(next_at__isnull=False), name="outreach_next_channel"
            ),
            # A stop or an event that overtakes it finds what waits for its next channel, however many wait.
            models.Index(
                fields=["customer"], condition=models.Q(next_at__isnull=False), name="outreach_waits_customer"
            ),
            models.Index(
                fields=["campaign", "thread"],
                condition=models.Q(next_at__isnull=False),
                name="outreach_waits_thread",
            ),
            models.Index(
                Lower("address"), condition=models.Q(next_at__isnull=False), name="outreach_waits_address"
            ),
            models.Index(fields=["due_at"], condition=models.Q(phase="unknown"), name="outreach_unknown"),
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(phase="open", digest=""),
                name="outreach_due",
            ),
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(phase="open", digest="", urgency="now"),
                name="outreach_urgent",
            ),
            models.Index(
                fields=["campaign", "due_at", "id"],
                condition=models.Q(phase="open", digest="") & ~models.Q(urgency="now"),
                name="outreach_fair",
            ),
            models.Index(
                fields=["due_at", "customer"],
                condition=models.Q(phase="open", digest="waiting"),
                name="outreach_for_digest",
            ),
            models.Index(
                fields=["carried_by"],
                condition=models.Q(phase="open", digest="carried"),
                name="outreach_carried",
            ),
            models.Index(fields=["customer", "-created_at"], name="outreach_by_customer"),
            models.Index(
                fields=["customer", "sent_at"], condition=models.Q(phase="sent"), name="outreach_recent"
            ),
            models.Index(
                fields=["campaign", "thread"],
                condition=models.Q(phase="open"),
                name="outreach_open_thread",
            ),
            models.Index(
                fields=["customer"],
                condition=models.Q(phase="open"),
                name="outreach_open_customer",
            ),
            models.Index(fields=["campaign", "-id"], name="outreach_by_campaign"),
            models.Index(fields=["-id"], condition=models.Q(phase="failed"), name="outreach_failed"),
            models.Index(fields=["customer"], condition=~models.Q(tried=[]), name="outreach_gone_on"),
            models.Index(fields=["customer"], condition=models.Q(phase="unknown"), name="outreach_in_doubt"),
            models.Index(
                Lower("address"),
                condition=models.Q(phase="open"),
                name="outreach_open_address",
            ),
        ]


class Lease(models.Model):
    """What a worker took in one claim: its outreaches are no one else's until then, or until they are settled.

    `id` was drawn by lot and stands in each of the rows while they are held; `held` is how many of them still are, as
    far as their worker knows.
    """

    id = models.BigIntegerField(primary_key=True)
    worker = models.TextField()
    until = models.DateTimeField()
    outreaches = ArrayField(models.BigIntegerField())
    held = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="lease_until")]


class Attempt(models.Model):
    """One try on one channel, saved before it is sent; `outcome` stays "unknown" until the world has answered.

    `in_line`: claimed, and not begun; kept for channels that cannot tell a repetition, so that what died in line is sent.
    `account` is the channel's account it went by, `provider_id` the other side's name for it, `record` its signed
    record. `receipt` is the furthest state the other side has told since (accepted, delivered, seen, transient, failed,
    expired).
    """

    outreach = models.ForeignKey(Outreach, on_delete=models.CASCADE, related_name="attempts", db_index=False)
    number = models.IntegerField()
    channel = models.TextField()
    address = models.TextField()
    message_id = models.TextField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="unknown", db_default="unknown")
    says = models.TextField(default="", db_default="")
    retry_at = models.DateTimeField(null=True)
    account = models.TextField(default="", db_default="")
    provider_id = models.TextField(default="", db_default="")
    parts = models.IntegerField(default=1, db_default=1)
    record = models.TextField(default="", db_default="")
    receipt = models.TextField(default="", db_default="")
    receipt_at = models.DateTimeField(null=True)
    receipt_says = models.TextField(default="", db_default="")
    in_line = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outreach", "number"], name="one_number_a_try")]
        indexes = [
            models.Index(
                fields=["channel", "provider_id"],
                condition=~models.Q(provider_id=""),
                name="attempt_by_provider_id",
            ),
            # Ours may come back without its domain: the index is one of bytes, and serves its beginning too.
            models.Index(fields=["message_id"], opclasses=["text_pattern_ops"], name="attempt_by_our_id"),
            # Whether we ring a number now: calls only, so that no message pays for it.
            models.Index(
                fields=["address", "started_at"],
                condition=models.Q(channel__startswith="voice"),
                name="attempt_calls",
            ),
        ]


class SigningKey(models.Model):
    """A key that signs records, or once did; `secret` is sealed, and only kept while a key made here signs."""

    id = models.TextField(primary_key=True)
    public = models.TextField()
    secret = models.TextField(default="", db_default="")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Lane(models.Model):
    """How a channel's account stands, as a whole ("") or to one destination: its bucket, its day, its breaker.

    `tokens` were in the bucket at `filled_at` (null: full); `day_sent` is how many went out on `day` while it warms up.
    `state` is the breaker's: closed, open until `until`, half_open while a probe is told of until `until`. `ordinary_to`
    and `urgent_to` are when the last of those who wait in this lane comes back.
    """

    channel = models.TextField()
    account = models.TextField()
    destination = models.TextField(default="", db_default="")
    tokens = models.FloatField(null=True)
    filled_at = models.DateTimeField(null=True)
    day = models.DateField(null=True)
    day_sent = models.IntegerField(default=0, db_default=0)
    state = models.TextField(default="closed", db_default="closed")
    run = models.IntegerField(default=0, db_default=0)
    opened = models.IntegerField(default=0, db_default=0)
    until = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)
    why = models.TextField(default="", db_default="")
    ordinary_to = models.DateTimeField(null=True)
    urgent_to = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "account", "destination"], name="one_lane_a_way"),
            models.CheckConstraint(
                condition=models.Q(state__in=["closed", "open", "half_open"]), name="lane_state_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel"],
                condition=~models.Q(state="closed") | models.Q(run__gt=0),
                name="lane_in_trouble",
            ),
        ]


class PersonReached(models.Model):
    """Somebody with whom a channel's account began lately, where it may begin with so many a day only.

    `person` is a number made of the address (`people_reached.person`); forgotten after a day.
    """

    channel = models.TextField()
    account = models.TextField()
    person = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "account", "person"], name="one_person_reached_once"),
        ]
        indexes = [models.Index(fields=["channel", "account", "at"], name="person_reached_lately")]


class OutsideContact(models.Model):
    """A contact we did not make but were told of (a survey, an agent's own call): it counts against the caps.

    `key` is whoever's own name for it, so that it is counted once however often it is told.
    """

    customer = models.ForeignKey("people.Customer", on_delete=models.CASCADE)
    channel = models.TextField()
    purpose = models.TextField()
    topic = models.TextField(default="", db_default="")
    source = models.TextField()
    at = models.DateTimeField()
    key = models.TextField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["customer", "at"], name="outside_by_customer")]


class Call(models.Model):
    """A call of the company's own switch about an outreach, told to us just before it rings; a refused one has `reasons`.

    `key` is the switch's own name for it; `shown` the number it shows, `attest` how far we answered for that in its
    PASSporT ("" where none was signed), under `origid`.
    """

    outreach = models.ForeignKey(Outreach, on_delete=models.CASCADE)
    key = models.TextField(unique=True)
    line = models.TextField()
    called = models.TextField()
    shown = models.TextField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    reasons = ArrayField(models.TextField(), default=list, db_default=[])
    until = models.DateTimeField(null=True)
    attest = models.TextField(default="", db_default="")
    origid = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(
                fields=["called", "started_at"], condition=models.Q(reasons=[]), name="call_to_a_number"
            ),
        ]


class OpenConversation(models.Model):
    """Where the customer is talking with us now: until then they are answered there, or where they asked us to."""

    customer = models.OneToOneField("people.Customer", primary_key=True, on_delete=models.CASCADE)
    channel = models.TextField()
    asked_for = ArrayField(models.TextField(), default=list, db_default=[])
    until = models.DateTimeField()


class OpenCase(models.Model):
    """A complaint or dispute that is not settled, about a topic ("" for everything); forgotten at `until`."""

    customer = models.ForeignKey("people.Customer", on_delete=models.CASCADE)
    key = models.TextField()
    topic = models.TextField(default="", db_default="")
    opened_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "key"], name="one_case_once")]


# Tables of the planning package; Django finds them here.
from tidings.outreach.planning.models import PlanPart, PlanProblem, PlanRun  # noqa: E402, F401
