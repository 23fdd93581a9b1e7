

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campaigns', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.TextField()),
                ('thread', models.TextField(db_default='', default='')),
                ('verdict', models.TextField()),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('channel', models.TextField(db_default='', default='')),
                ('earliest', models.DateTimeField(null=True)),
                ('seen', models.JSONField(default=dict)),
                ('pack', models.TextField(db_default='', default='')),
                ('at', models.DateTimeField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='campaigns.campaign')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.customer')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='campaigns.event')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='campaigns.campaignversion')),
            ],
        ),
        migrations.CreateModel(
            name='Outreach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.TextField()),
                ('purpose', models.TextField()),
                ('urgency', models.TextField(db_default='normal', default='normal')),
                ('thread', models.TextField(db_default='', default='')),
                ('language', models.TextField(db_default='', default='')),
                ('data', models.JSONField(default=dict)),
                ('code', models.TextField(unique=True)),
                ('channel', models.TextField()),
                ('address', models.TextField()),
                ('zones', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('state', models.TextField(db_default='pending', default='pending')),
                ('reason', models.TextField(db_default='', default='')),
                ('created_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('lease_until', models.DateTimeField(null=True)),
                ('worker', models.TextField(db_default='', default='')),
                ('tries', models.IntegerField(db_default=0, default=0)),
                ('sent_at', models.DateTimeField(null=True)),
                ('message_id', models.TextField(db_default='', default='')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='campaigns.campaign')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.customer')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='outreach.decision')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='campaigns.campaignversion')),
            ],
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('channel', models.TextField()),
                ('address', models.TextField()),
                ('message_id', models.TextField()),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('outcome', models.TextField(db_default='unknown', default='unknown')),
                ('says', models.TextField(db_default='', default='')),
                ('retry_at', models.DateTimeField(null=True)),
                ('outreach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='outreach.outreach')),
            ],
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['customer', '-at'], name='decision_by_customer'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('campaign', 'customer', 'cause'), name='decided_once'),
        ),
        migrations.AddIndex(
            model_name='outreach',
            index=models.Index(condition=models.Q(('state', 'pending')), fields=['due_at', 'id'], name='outreach_due'),
        ),
        migrations.AddIndex(
            model_name='outreach',
            index=models.Index(condition=models.Q(('state', 'sending')), fields=['lease_until'], name='outreach_leased'),
        ),
        migrations.AddIndex(
            model_name='outreach',
            index=models.Index(fields=['customer', '-created_at'], name='outreach_by_customer'),
        ),
        migrations.AddIndex(
            model_name='outreach',
            index=models.Index(condition=models.Q(('state', 'sent')), fields=['customer', 'sent_at'], name='outreach_recent'),
        ),
        migrations.AddIndex(
            model_name='outreach',
            index=models.Index(condition=models.Q(('state', 'pending')), fields=['campaign', 'thread'], name='outreach_pending_thread'),
        ),
        migrations.AddIndex(
            model_name='outreach',
            index=models.Index(fields=['campaign', '-id'], name='outreach_by_campaign'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(fields=('outreach', 'number'), name='one_number_a_try'),
        ),
    ]
