import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models.functions import Lower

# A claim writes an outreach where it stands (a heap-only update): its page has room for that, and no index knows what changes.
HALF = "ALTER TABLE outreach_outreach SET (fillfactor = 50)"
FULL = "ALTER TABLE outreach_outreach RESET (fillfactor)"
HELD = """
WITH held AS (
    SELECT min(id) AS lease, worker, max(lease_until) AS until, array_agg(id) AS outreaches, count(*) AS held
    FROM outreach_outreach WHERE state = 'sending' GROUP BY worker
), leased AS (
    UPDATE outreach_outreach row SET lease = held.lease FROM held WHERE row.state = 'sending' AND row.worker = held.worker
)
INSERT INTO outreach_lease (id, worker, until, outreaches, held)
SELECT lease, split_part(worker, '/', 1), until, outreaches, held FROM held
"""
HELD_BEFORE = """
UPDATE outreach_outreach row SET lease_until = held.until, worker = held.worker || '/' || held.id FROM outreach_lease held
WHERE row.state = 'sending' AND row.lease = held.id
"""
OPEN = models.Q(phase="open")
QUEUE = models.Q(phase="open", digest="")
BY_PHASE = [
    models.Index(fields=["due_at"], condition=models.Q(phase="unknown"), name="outreach_unknown"),
    models.Index(fields=["due_at", "id"], condition=QUEUE, name="outreach_due"),
    models.Index(fields=["due_at", "id"], condition=models.Q(phase="open", digest="", urgency="now"), name="outreach_urgent"),
    models.Index(
        fields=["campaign", "due_at", "id"], condition=QUEUE & ~models.Q(urgency="now"), name="outreach_fair"
    ),
    models.Index(
        fields=["due_at", "customer"], condition=models.Q(phase="open", digest="waiting"), name="outreach_for_digest"
    ),
    models.Index(fields=["carried_by"], condition=models.Q(phase="open", digest="carried"), name="outreach_carried"),
    models.Index(fields=["customer", "sent_at"], condition=models.Q(phase="sent"), name="outreach_recent"),
    models.Index(fields=["campaign", "thread"], condition=OPEN, name="outreach_open_thread"),
    models.Index(fields=["customer"], condition=OPEN, name="outreach_open_customer"),
    models.Index(fields=["-id"], condition=models.Q(phase="failed"), name="outreach_failed"),
    models.Index(fields=["customer"], condition=models.Q(phase="unknown"), name="outreach_in_doubt"),
    models.Index(Lower("address"), condition=OPEN, name="outreach_open_address"),
]


class Migration(migrations.Migration):
    dependencies = [("outreach", "0017_attempts_written_in_place")]

    operations = [
        migrations.CreateModel(
            name="Lease",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("worker", models.TextField()),
                ("until", models.DateTimeField()),
                (
                    "outreaches",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("held", models.IntegerField()),
            ],
        ),
        migrations.AddIndex(model_name="lease", index=models.Index(fields=["until"], name="lease_until")),
        migrations.AddField(model_name="outreach", name="lease", field=models.BigIntegerField(null=True)),
        migrations.RunSQL(HELD, HELD_BEFORE),
        migrations.RemoveIndex(model_name="outreach", name="outreach_leased"),
        *(migrations.RemoveIndex(model_name="outreach", name=index.name) for index in BY_PHASE),
        migrations.RemoveField(model_name="outreach", name="lease_until"),
        migrations.RemoveField(model_name="outreach", name="worker"),
        migrations.RunSQL(HALF, FULL),
        migrations.AddField(
            model_name="outreach",
            name="phase",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(state__in=["pending", "sending"], then=models.Value("open", output_field=models.TextField())),
                    default=models.F("state"),
                ),
                output_field=models.TextField(),
            ),
        ),
        *(migrations.AddIndex(model_name="outreach", index=index) for index in BY_PHASE),
    ]
