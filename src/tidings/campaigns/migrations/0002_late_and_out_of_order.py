"""Threads remember when they were last seen; events of a stranger are taken up again once the customer is known."""

from datetime import UTC, datetime

from django.db import migrations, models

# Events still being taken up (`new`) are waited for: their worker may just have found the customer unknown.
KNOWN_AT_LAST = """
CREATE FUNCTION campaigns_customer_known() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE taken_up bigint[];
BEGIN
    WITH again AS (
        UPDATE campaigns_event e SET state = 'new' FROM known
        WHERE e.customer = known.external_id AND e.state IN ('new', 'problem')
        RETURNING e.id
    ) SELECT array_agg(id) INTO taken_up FROM again;
    IF taken_up IS NOT NULL THEN
        DELETE FROM campaigns_eventproblem WHERE event_id = ANY(taken_up);
        PERFORM pg_notify('tidings_events', '');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER campaigns_customer_known AFTER INSERT ON people_customer
    REFERENCING NEW TABLE AS known FOR EACH STATEMENT EXECUTE FUNCTION campaigns_customer_known();
"""
FORGET = """
DROP TRIGGER campaigns_customer_known ON people_customer;
DROP FUNCTION campaigns_customer_known();
"""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial"), ("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="sighting",
            name="last_at",
            field=models.DateTimeField(default=datetime(1970, 1, 1, tzinfo=UTC)),
            preserve_default=False,
        ),
        migrations.RunSQL("UPDATE campaigns_sighting SET last_at = at", migrations.RunSQL.noop),
        migrations.RunSQL(KNOWN_AT_LAST, FORGET),
    ]
