

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField(unique=True)),
                ('state', models.TextField(default='draft')),
                ('created_at', models.DateTimeField()),
                ('launched_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField(unique=True)),
                ('purpose', models.TextField(default='service')),
                ('urgency', models.TextField(default='normal')),
                ('channels', models.JSONField(default=list)),
                ('titles', models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='CampaignVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('text', models.TextField()),
                ('sha256', models.TextField()),
                ('author', models.TextField()),
                ('created_at', models.DateTimeField()),
                ('proposed_at', models.DateTimeField(null=True)),
                ('approved_by', models.TextField(default='')),
                ('approved_at', models.DateTimeField(null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='campaigns.campaign')),
            ],
        ),
        migrations.AddField(
            model_name='campaign',
            name='live',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignversion'),
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField()),
                ('event_id', models.TextField()),
                ('type', models.TextField()),
                ('subject', models.TextField(db_default='', default='')),
                ('customer', models.TextField(db_default='', default='')),
                ('time', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('data', models.JSONField(db_default={}, default=dict)),
                ('state', models.TextField(db_default='new', default='new')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'new')), fields=['received_at', 'id'], name='event_new'), models.Index(fields=['customer', 'time'], name='event_by_customer'), models.Index(condition=models.Q(('state__in', ['problem', 'unknown'])), fields=['state', '-id'], name='event_trouble')],
                'constraints': [models.UniqueConstraint(fields=('source', 'event_id'), name='event_once')],
            },
        ),
        migrations.CreateModel(
            name='EventProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.TextField(default='')),
                ('field', models.TextField()),
                ('says', models.TextField()),
                ('mend', models.TextField()),
                ('at', models.DateTimeField()),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='campaigns.event')),
            ],
        ),
        migrations.CreateModel(
            name='Sighting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('type', models.TextField()),
                ('thread', models.TextField()),
                ('at', models.DateTimeField()),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='campaigns.event')),
            ],
        ),
        migrations.AddField(
            model_name='campaign',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='campaigns.topic'),
        ),
        migrations.CreateModel(
            name='Wait',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thread', models.TextField()),
                ('customer', models.TextField(default='')),
                ('data', models.JSONField(default=dict)),
                ('told_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('state', models.TextField(db_default='waiting', default='waiting')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='campaigns.campaign')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='campaigns.event')),
            ],
        ),
        migrations.AddConstraint(
            model_name='campaignversion',
            constraint=models.UniqueConstraint(fields=('campaign', 'number'), name='one_number_a_version'),
        ),
        migrations.AddConstraint(
            model_name='sighting',
            constraint=models.UniqueConstraint(fields=('type', 'thread'), name='first_sighting'),
        ),
        migrations.AddIndex(
            model_name='wait',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at', 'id'], name='wait_due'),
        ),
        migrations.AddConstraint(
            model_name='wait',
            constraint=models.UniqueConstraint(fields=('campaign', 'thread'), name='one_wait_a_thread'),
        ),
    ]
