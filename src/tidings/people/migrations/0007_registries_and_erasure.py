"""Numbers of registries in a table of their own; the one way in which a ledger lets a person go; old rows' new columns."""

from django.db import migrations

CREATE = """
CREATE TABLE people_registryentry (
    list bigint NOT NULL,
    number bigint NOT NULL,
    answer smallint NOT NULL DEFAULT 1,
    PRIMARY KEY (list, number)
) PARTITION BY LIST (list);

CREATE OR REPLACE FUNCTION people_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('tidings.erasing', true) <> ''
        AND (OLD.customer_id IS NULL OR OLD.customer_id::text = current_setting('tidings.erasing', true))
    THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% only grows: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER people_erased_only_grows BEFORE UPDATE OR DELETE ON people_erased
    FOR EACH STATEMENT EXECUTE FUNCTION people_refuse_always();
"""
ALWAYS = """
CREATE FUNCTION people_refuse_always() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""
FILL = """
UPDATE people_contactpoint SET form = CASE WHEN channel = 'email' THEN lower(address) ELSE address END;
ALTER TABLE people_consent DISABLE TRIGGER people_consent_only_grows;
UPDATE people_consent SET form = CASE WHEN channel = 'email' THEN lower(address) ELSE address END
    WHERE address <> '';
ALTER TABLE people_consent ENABLE TRIGGER people_consent_only_grows;
"""
DROP = """
DROP TRIGGER people_erased_only_grows ON people_erased;
DROP FUNCTION people_refuse_always();
DROP TABLE people_registryentry;
CREATE OR REPLACE FUNCTION people_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""


def fill_places(apps, schema_editor):
    """Where everybody may be: from the postal address and the numbers, as a record saved today would say."""
    from tidings.people.places import place_of_number, possible_places

    points = apps.get_model("people", "ContactPoint").objects.filter(channel__in=["mobile", "landline"])
    for point in points.iterator(chunk_size=2000):
        point.place = place_of_number(point.address)
        point.save(update_fields=["place"])
    for customer in apps.get_model("people", "Customer").objects.iterator(chunk_size=2000):
        numbers = points.filter(customer_id=customer.id, state="usable").values_list("place", flat=True)
        customer.places = possible_places(customer.country, customer.region, numbers)
        customer.save(update_fields=["places"])


class Migration(migrations.Migration):
    dependencies = [("people", "0006_what_the_laws_ask")]

    operations = [
        migrations.RunSQL(ALWAYS + CREATE, DROP),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunPython(fill_places, migrations.RunPython.noop),
    ]
