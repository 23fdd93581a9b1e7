"""The consent ledger is append-only and suppression monotone, whoever writes to the database."""

from django.db import migrations

CREATE = """
CREATE FUNCTION people_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION people_only_lift() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.lifted_at IS NULL
        AND (NEW.lifted_at IS NULL OR (NEW.lifted_at > OLD.at AND NEW.lifted_evidence <> '{}'))
        AND (NEW.channel, NEW.address, NEW.scope, NEW.reason, NEW.source, NEW.at)
            = (OLD.channel, OLD.address, OLD.scope, OLD.reason, OLD.source, OLD.at)
        AND NEW.customer_id IS NOT DISTINCT FROM OLD.customer_id
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a suppression can only be lifted, by a later act with its evidence'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER people_consent_only_grows BEFORE UPDATE OR DELETE ON people_consent
    FOR EACH ROW EXECUTE FUNCTION people_refuse_change();
CREATE TRIGGER people_suppression_only_grows BEFORE DELETE ON people_suppression
    FOR EACH ROW EXECUTE FUNCTION people_refuse_change();
CREATE TRIGGER people_suppression_only_lifted BEFORE UPDATE ON people_suppression
    FOR EACH ROW EXECUTE FUNCTION people_only_lift();
"""
DROP = """
DROP TRIGGER people_suppression_only_lifted ON people_suppression;
DROP TRIGGER people_suppression_only_grows ON people_suppression;
DROP TRIGGER people_consent_only_grows ON people_consent;
DROP FUNCTION people_only_lift();
DROP FUNCTION people_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_stated_fields_and_one_stop_at_a_time")]

    operations = [migrations.RunSQL(CREATE, DROP)]
