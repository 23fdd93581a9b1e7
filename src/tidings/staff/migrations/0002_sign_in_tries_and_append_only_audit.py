from django.db import migrations, models

APPEND_ONLY = """
CREATE FUNCTION staff_audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON staff_auditentry
    FOR EACH ROW EXECUTE FUNCTION staff_audit_is_append_only();
"""
UNDONE = """
DROP TRIGGER append_only ON staff_auditentry;
DROP FUNCTION staff_audit_is_append_only();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(APPEND_ONLY, UNDONE),
        migrations.CreateModel(
            name='SignInTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.TextField()),
                ('address', models.TextField()),
                ('at', models.DateTimeField()),
                ('outcome', models.TextField(db_default='open', default='open')),
            ],
        ),
        migrations.AddConstraint(
            model_name='company',
            constraint=models.CheckConstraint(condition=models.Q(('id', 1)), name='only_one_company'),
        ),
        migrations.AddIndex(
            model_name='signintry',
            index=models.Index(fields=['at'], name='sign_in_try_recent'),
        ),
    ]
