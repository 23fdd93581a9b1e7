from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outreach', '0005_plans'),
    ]

    operations = [
        migrations.AddField(
            model_name='outreach',
            name='digest',
            field=models.TextField(db_default='', default=''),
        ),
        migrations.AddField(
            model_name='outreach',
            name='carried_by',
            field=models.BigIntegerField(null=True),
        ),
        migrations.RemoveIndex(model_name='outreach', name='outreach_due'),
        migrations.RemoveIndex(model_name='outreach', name='outreach_urgent'),
        migrations.AddIndex(
            model_name='outreach',
            index=models.Index(condition=models.Q(('digest', ''), ('state', 'pending')), fields=['due_at', 'id'], name='outreach_due'),
        ),
        migrations.AddIndex(
            model_name='outreach',
            index=models.Index(condition=models.Q(('digest', ''), ('state', 'pending'), ('urgency', 'now')), fields=['due_at', 'id'], name='outreach_urgent'),
        ),
        migrations.AddIndex(
            model_name='outreach',
            index=models.Index(condition=models.Q(('digest', 'waiting'), ('state', 'pending')), fields=['due_at', 'customer'], name='outreach_for_digest'),
        ),
        migrations.AddIndex(
            model_name='outreach',
            index=models.Index(condition=models.Q(('digest', 'carried'), ('state', 'pending')), fields=['carried_by'], name='outreach_carried'),
        ),
    ]
