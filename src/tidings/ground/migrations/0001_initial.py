

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='WebhookEndpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=2000)),
                ('secret', models.TextField()),
                ('topics', models.JSONField(default=list)),
                ('state', models.TextField(default='active')),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='WebhookMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.TextField()),
                ('topic', models.TextField()),
                ('ordering_key', models.TextField(db_default='', default='')),
                ('payload', models.JSONField()),
                ('created_at', models.DateTimeField()),
                ('state', models.TextField(db_default='pending', default='pending')),
                ('tries', models.IntegerField(db_default=0, default=0)),
                ('due_at', models.DateTimeField()),
                ('lease_until', models.DateTimeField(null=True)),
                ('last_status', models.TextField(db_default='', default='')),
                ('delivered_at', models.DateTimeField(null=True)),
                ('endpoint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='ground.webhookendpoint')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'pending')), fields=['due_at', 'id'], name='webhook_due')],
                'constraints': [models.UniqueConstraint(fields=('endpoint', 'message_id'), name='webhook_once_per_endpoint')],
            },
        ),
    ]
