from django.db import migrations, models

UNCHANGED = """
CREATE FUNCTION campaigns_version_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a campaign version is never deleted' USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.id, NEW.campaign_id, NEW.number, NEW.text, NEW.sha256, NEW.author, NEW.created_at)
       IS DISTINCT FROM
       (OLD.id, OLD.campaign_id, OLD.number, OLD.text, OLD.sha256, OLD.author, OLD.created_at)
       OR OLD.proposed_at IS NOT NULL
          AND (NEW.proposed_at, NEW.proposed_by) IS DISTINCT FROM (OLD.proposed_at, OLD.proposed_by)
       OR OLD.approved_at IS NOT NULL
          AND (NEW.approved_at, NEW.approved_by) IS DISTINCT FROM (OLD.approved_at, OLD.approved_by)
    THEN
        RAISE EXCEPTION 'a campaign version is never changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON campaigns_campaignversion
    FOR EACH ROW EXECUTE FUNCTION campaigns_version_is_never_changed();

ALTER TABLE campaigns_campaignversion
    ADD CONSTRAINT sha256_is_of_the_text CHECK (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
    ADD CONSTRAINT proposed_by_someone CHECK ((proposed_at IS NULL) = (proposed_by = '')),
    ADD CONSTRAINT approved_by_someone CHECK ((approved_at IS NULL) = (approved_by = '')),
    ADD CONSTRAINT proposed_before_approved CHECK (approved_at IS NULL OR proposed_at IS NOT NULL);
"""
CHANGED = """
DROP TRIGGER never_changed ON campaigns_campaignversion;
DROP FUNCTION campaigns_version_is_never_changed();
ALTER TABLE campaigns_campaignversion
    DROP CONSTRAINT sha256_is_of_the_text, DROP CONSTRAINT proposed_by_someone,
    DROP CONSTRAINT approved_by_someone, DROP CONSTRAINT proposed_before_approved;
"""

LIVE_IS_APPROVED = """
CREATE FUNCTION campaigns_live_is_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.live_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM campaigns_campaignversion
        WHERE id = NEW.live_id AND campaign_id = NEW.id AND approved_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'only an approved version of the campaign itself goes live'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER live_is_approved BEFORE INSERT OR UPDATE ON campaigns_campaign
    FOR EACH ROW EXECUTE FUNCTION campaigns_live_is_approved();

ALTER TABLE campaigns_campaign
    ADD CONSTRAINT state_is_known CHECK (state IN ('draft', 'proposed', 'live', 'paused')),
    ADD CONSTRAINT live_has_a_version CHECK ((state IN ('live', 'paused')) = (live_id IS NOT NULL));
"""
ANYTHING_IS_LIVE = """
DROP TRIGGER live_is_approved ON campaigns_campaign;
DROP FUNCTION campaigns_live_is_approved();
ALTER TABLE campaigns_campaign DROP CONSTRAINT state_is_known, DROP CONSTRAINT live_has_a_version;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0002_late_and_out_of_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='campaignversion',
            name='proposed_by',
            field=models.TextField(db_default='', default=''),
        ),
        migrations.AddConstraint(
            model_name='campaignversion',
            constraint=models.UniqueConstraint(fields=('campaign', 'sha256'), name='same_text_same_version'),
        ),
        migrations.RunSQL(UNCHANGED, CHANGED),
        migrations.RunSQL(LIVE_IS_APPROVED, ANYTHING_IS_LIVE),
    ]
